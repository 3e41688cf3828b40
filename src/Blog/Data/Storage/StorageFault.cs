using Microsoft.Data.Sqlite;

namespace Blog.Data.Storage;

/// <summary>What the disk and the database complain of that is no bug.</summary>
public static class StorageFault
{
    private const int SqliteFull = 13;         // https://www.sqlite.org/rescode.html#full
    private const int SqliteConstraint = 19;
    private const int SqliteCorrupt = 11, SqliteNoDatabase = 26;
    private const int NoSpace = 28;            // ENOSPC of Linux and macOS; what .NET puts into HResult there
    private const int NoSpaceWindows = unchecked((int)0x80070070);

    /// <summary>Whether there is no room left on the disk: nothing was written, and reading goes on.</summary>
    public static bool IsFull(Exception fault) =>
        Chain(fault).Any(e => e is SqliteException { SqliteErrorCode: SqliteFull } or IOException { HResult: NoSpace or NoSpaceWindows });

    /// <summary>Whether the database file is damaged, or none.</summary>
    public static bool IsDamage(Exception fault) => Chain(fault).Any(e => e is SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNoDatabase });

    /// <summary>Whether another row took a unique value between looking and writing.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="column">The column as SQLite names it: <c>Posts.AddressKey</c>.</param>
    public static bool IsTaken(Exception fault, string column) =>
        Chain(fault).Any(e => e is SqliteException { SqliteErrorCode: SqliteConstraint } && e.Message.Contains(column, StringComparison.Ordinal));

    private static IEnumerable<Exception> Chain(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            yield return fault;
        }
    }
}
