using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blog.Data.Search;

/// <summary>Brings the index up to date before each commit that changed what it holds, so that no place that writes has to remember it.</summary>
internal sealed partial class SearchIndexInterceptor(ILogger<SearchIndexInterceptor> logger) : DbTransactionInterceptor
{
    private volatile bool _exists;

    public override InterceptionResult TransactionCommitting(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result
    )
    {
        Sync(transaction);
        return result;
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        Sync(transaction); // SQLite has no asynchronous I/O
        return ValueTask.FromResult(result);
    }

    private void Sync(DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        _exists = _exists || SearchIndex.Exists(connection, transaction);
        if (!_exists)
        {
            return;
        }

        transaction.Save("search");
        try
        {
            SearchIndex.WorkOff(connection, transaction);
        }
        catch (SqliteException e)
        {
            // A damaged index must not keep a text from being saved: what was noted stays noted, and is done when the index is made anew.
            transaction.Rollback("search");
            LogNotIndexed(logger, e.Message);
        }

        transaction.Release("search");
    }

    [LoggerMessage(
        EventId = 20,
        EventName = "SearchNotInStep",
        Level = LogLevel.Error,
        Message = "The search index was left behind ({Reason}); run check --rebuild-search"
    )]
    private static partial void LogNotIndexed(ILogger logger, string reason);
}
