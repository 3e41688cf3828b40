using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Blog.Storage.Database;

/// <summary>
/// Records which rows the context's connections write, by SQLite's update hook: it also reports what a foreign key cascades to and what a
/// plain SQL statement changes, which no change tracker sees. Rows of a write that is rolled back are recorded too; they look changed and
/// are not.
/// </summary>
/// <remarks>
/// The hook is silent for tables without rowid and for a DELETE without WHERE (https://www.sqlite.org/c3ref/update_hook.html).
/// </remarks>
public sealed class RowChangeRecorder : DbConnectionInterceptor
{
    private readonly Lock _turn = new();
    private DatabaseChangedEventArgs? _recorded;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Watch(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Watch(connection);
        return Task.CompletedTask;
    }

    /// <summary>What was written since the last call; null if nothing was.</summary>
    internal DatabaseChangedEventArgs? Take()
    {
        lock (_turn)
        {
            var taken = _recorded;
            _recorded = null;
            return taken;
        }
    }

    // A pooled connection keeps its hook; it is set again, since the pool does not tell an old connection from a new one.
    private void Watch(DbConnection connection) => raw.sqlite3_update_hook(((SqliteConnection)connection).Handle!, Record, null);

    private void Record(object userData, int operation, utf8z database, utf8z table, long row)
    {
        var name = table.utf8_to_string();
        lock (_turn)
        {
            (_recorded ??= DatabaseChangedEventArgs.OfRows()).Add(
                name,
                operation switch
                {
                    raw.SQLITE_INSERT => RowOperation.Insert,
                    raw.SQLITE_UPDATE => RowOperation.Update,
                    _ => RowOperation.Delete,
                },
                row
            );
        }
    }
}
