using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Startup;

/// <summary>Reads which migrations a database has.</summary>
public static class SchemaVersion
{
    /// <summary>Name of the migration that was applied last; null for a database without tables.</summary>
    public static async Task<string?> LatestAsync(BlogDb db, CancellationToken cancellationToken) =>
        await AppliedAsync(db, cancellationToken) is [.., var latest] ? latest : null;

    /// <summary>Names of the applied migrations, oldest first; none for a database without tables.</summary>
    public static async Task<IReadOnlyList<string>> AppliedAsync(BlogDb db, CancellationToken cancellationToken)
    {
        var applied = new List<string>();
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsHistory'";
            if (await command.ExecuteScalarAsync(cancellationToken) is 0L)
            {
                return applied;
            }

            command.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId";
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                applied.Add(row.GetString(0));
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        return applied;
    }
}
