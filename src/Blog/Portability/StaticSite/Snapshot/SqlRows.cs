using System.Data.Common;
using Blog.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.StaticSite.Snapshot;

/// <summary>
/// Rows of a query in SQL. A command starts cold, and a query that Entity Framework has to compile first takes as long as all of its pages.
/// </summary>
internal static class SqlRows
{
    /// <summary>Reads them all.</summary>
    /// <param name="sql">Has no values of others in it.</param>
    public static async Task<List<T>> RowsAsync<T>(
        this BlogDb db,
        string sql,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(read(row));
        }

        return rows;
    }

    /// <summary>A text that may be missing.</summary>
    public static string? TextAt(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A number that may be missing.</summary>
    public static int? NumberAt(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    /// <summary>A value of any type; null if it is missing.</summary>
    public static object? ValueAt(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetValue(column);

    /// <summary>The values of a row as one text.</summary>
    /// <param name="from">The first column of them.</param>
    public static string Joined(this DbDataReader row, int from)
    {
        var all = new string?[row.FieldCount - from];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = Convert.ToString(row.ValueAt(from + i) ?? "\u001e", CultureInfo.InvariantCulture);
        }

        return string.Join('\t', all);
    }
}
