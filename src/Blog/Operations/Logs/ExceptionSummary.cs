using System.Net.Sockets;
using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;

namespace Blog.Operations.Logs;

/// <summary>
/// An exception as it may be logged: types and stacks of its whole chain. Messages only of types that never quote user input;
/// FormatException, for one, does.
/// </summary>
public static class ExceptionSummary
{
    private static readonly Type[] Quotable =
    [
        typeof(SqliteException),
        typeof(IOException),
        typeof(UnauthorizedAccessException),
        typeof(SocketException),
        typeof(TimeoutException),
        typeof(OperationCanceledException),
        typeof(NullReferenceException),
        typeof(ObjectDisposedException),
        typeof(OutOfMemoryException),
        typeof(DatabaseStartException),
    ];

    /// <summary>The exception and its causes, outermost first, each with its stack.</summary>
    public static IEnumerable<string> Chain(Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            yield return current.GetType().FullName
                + (Array.Exists(Quotable, type => type.IsInstanceOfType(current)) ? ": " + current.Message : "")
                + (current.StackTrace is { } stack ? "\n" + stack : "");
        }
    }
}
