using System.Text.Json;
using Blog.Data.Addresses;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Listing;

/// <summary>Reads the addresses of many posts from the index that has them.</summary>
public static class PublicAddresses
{
    private const string Sql = $"""
        SELECT p.Id, p.Address FROM json_each($ids) AS c CROSS JOIN Posts AS p INDEXED BY {PublicPostReader.Index} ON p.Id = c.value
        WHERE p.State = 'Published' AND p.PublishedAt <= $now AND p.Hidden = 0
        """;

    /// <summary>By row id; what is not public at that time, or hidden, is left out.</summary>
    public static async Task<Dictionary<int, PostAddress>> ReadAsync(
        BlogDb db,
        IEnumerable<int> ids,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var addresses = new Dictionary<int, PostAddress>();
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = Sql;
            command.Parameters.Add(new SqliteParameter("$ids", JsonSerializer.Serialize(ids)));
            command.Parameters.Add(new SqliteParameter("$now", now.ToUnixTimeMilliseconds()));
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                addresses[row.GetInt32(0)] = PostAddress.Stored(row.GetString(1));
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        return addresses;
    }
}
