using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blog.Data.Search;

/// <summary>Updates the search index before each commit that affects it, so that code that writes posts need not do so.</summary>
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
            // A damaged index must not prevent saving a text: the queue is preserved and processed when the index is rebuilt.
            transaction.Rollback("search");
            LogNotIndexed(logger, e.Message);
        }

        transaction.Release("search");
    }

    [LoggerMessage(
        EventId = 20,
        EventName = "SearchNotInStep",
        Level = LogLevel.Error,
        Message = "The search index was not updated ({Reason}); run check --rebuild-search"
    )]
    private static partial void LogNotIndexed(ILogger logger, string reason);
}
