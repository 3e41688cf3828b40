using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blog.Storage.Telemetry;

/// <summary>
/// Measures the duration of each database statement. With SQLite, this excludes reading the rows, which are fetched on demand.
/// </summary>
internal sealed class CommandDurationInterceptor(BlogMetrics meter) : DbCommandInterceptor
{
    private static readonly string[] Verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "PRAGMA"];

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        Note(command, eventData);
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        Note(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Note(command, eventData);
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        Note(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result)
    {
        Note(command, eventData);
        return result;
    }

    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        object? result,
        CancellationToken cancellationToken = default
    )
    {
        Note(command, eventData);
        return ValueTask.FromResult(result);
    }

    private void Note(DbCommand command, CommandExecutedEventData done) => meter.Queried(done.Duration, VerbOf(command.CommandText));

    /// <summary>One of a fixed set of words for any statement.</summary>
    private static string VerbOf(string sql) =>
        Array.Find(Verbs, verb => sql.AsSpan().TrimStart().StartsWith(verb, StringComparison.OrdinalIgnoreCase)) ?? "OTHER";
}
