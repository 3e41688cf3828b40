using Microsoft.Data.Sqlite;

namespace Blog.Storage.DataDirectory;

/// <summary>Classifies environment errors of the disk and the database, as opposed to bugs.</summary>
public static class StorageErrors
{
    private const int SqliteReadOnly = 8;
    private const int SqliteInputOutput = 10;
    private const int SqliteCannotOpen = 14;
    private const int SqliteFull = 13; // https://www.sqlite.org/rescode.html#full
    private const int SqliteConstraint = 19;
    private const int SqliteCorrupt = 11,
        SqliteNoDatabase = 26;
    private const int NoSpace = 28; // ENOSPC of Linux and macOS; what .NET puts into HResult there
    private const int NoSpaceWindows = unchecked((int)0x80070070);

    private const int ReadOnlyLinux = 30; // EROFS
    private const int HeldLinux = 11; // EWOULDBLOCK of flock
    private const int HeldMac = 35;
    private const int HeldWindows = unchecked((int)0x80070020);

    /// <summary>Whether the disk is full: nothing was written, and reading still works.</summary>
    public static bool IsFull(Exception exception) =>
        Chain(exception)
            .Any(e => e is SqliteException { SqliteErrorCode: SqliteFull } or IOException { HResult: NoSpace or NoSpaceWindows });

    /// <summary>
    /// Whether a write failed because the disk is full, read-only or broken, as reported by the file system or the database; nothing was
    /// written.
    /// </summary>
    public static bool PreventsWriting(Exception exception) =>
        Chain(exception)
            .Any(e =>
                e
                    is IOException
                        or UnauthorizedAccessException
                        or SqliteException { SqliteErrorCode: SqliteReadOnly or SqliteInputOutput or SqliteFull or SqliteCannotOpen }
            );

    /// <summary>Whether the file is damaged or not a database.</summary>
    public static bool IsDamage(Exception exception) =>
        Chain(exception).Any(e => e is SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNoDatabase });

    /// <summary>Whether another process has locked the file, as opposed to missing write permission.</summary>
    public static bool IsHeld(IOException exception) => exception.HResult is HeldLinux or HeldMac or HeldWindows;

    /// <summary>Explains why the program cannot use its data in one line for the operator, with a remedy; null for other errors.</summary>
    public static string? Explain(Exception exception, string folder)
    {
        var chain = Chain(exception).ToList();
        return IsFull(exception) ? $"there is no space left in {folder}: free some, then start again; nothing was lost"
            : !Directory.Exists(folder)
                ? $"the data folder {folder} does not exist and cannot be created by '{Environment.UserName}': mount the volume, "
                    + "or set Blog__DataDirectory to a writable folder"
            : chain.Exists(e => e is IOException { HResult: ReadOnlyLinux } or SqliteException { SqliteErrorCode: SqliteReadOnly })
                ? $"the data folder {folder} cannot be written (a read-only file system, or a file in it that belongs to another user): "
                    + $"make it writable for '{Environment.UserName}'; nothing was changed"
            : chain.Exists(e => e is UnauthorizedAccessException or SqliteException { SqliteErrorCode: SqliteCannotOpen })
                ? $"the data folder {folder} does not belong to '{Environment.UserName}', the user of this program ({chain[^1].Message}): "
                    + "change its owner (chown -R); nothing was changed"
            : null;
    }

    /// <summary>Whether another row took a unique value between reading and writing.</summary>
    /// <param name="exception">The thrown exception.</param>
    /// <param name="column">The column as SQLite names it: <c>Posts.AddressKey</c>.</param>
    public static bool IsTaken(Exception exception, string column) =>
        Chain(exception)
            .Any(e => e is SqliteException { SqliteErrorCode: SqliteConstraint } && e.Message.Contains(column, StringComparison.Ordinal));

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }
}
