using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blog.Storage.Database;

/// <summary>Sets every pragma whenever a connection opens, since a pooled connection keeps the settings of its last user.</summary>
public sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>
    /// FULL, not NORMAL: in WAL mode NORMAL loses acknowledged writes at power loss. trusted_schema off: a restored database must not run
    /// functions from its schema. busy_timeout although the provider retries: its own retry sleeps 150 ms on a thread.
    /// </summary>
    public const string Sql = """
        PRAGMA busy_timeout=5000;
        PRAGMA synchronous=FULL;
        PRAGMA foreign_keys=ON;
        PRAGMA trusted_schema=OFF;
        PRAGMA cell_size_check=ON;
        PRAGMA journal_size_limit=67108864;
        PRAGMA cache_size=-4000;
        PRAGMA temp_store=MEMORY;
        """;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Apply(connection); // SQLite has no asynchronous I/O; the provider's async methods block as well
        return Task.CompletedTask;
    }

    /// <summary>Sets the pragmas on a connection not opened by the context.</summary>
    public static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }
}
