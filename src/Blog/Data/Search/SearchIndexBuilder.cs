using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Blog.Data.Search;

/// <summary>Builds the index in the background, in small batches, if it is missing or was built with an older tokenizer.</summary>
public sealed partial class SearchIndexBuilder(BlogDb db, ILogger<SearchIndexBuilder> logger)
{
    /// <summary>Posts per batch; a writer waits about ten milliseconds for one.</summary>
    private const int Batch = 20;

    /// <summary>Creates the triggers, and queues all posts if the index has another version. Requires the schema.</summary>
    /// <param name="anew">Whether the index is damaged and must be dropped.</param>
    public Task PrepareAsync(bool anew, CancellationToken cancellationToken) =>
        WriteBatchAsync(
            () =>
            {
                Execute(SearchIndex.CreateTriggers);
                if (anew)
                {
                    SearchIndex.Recreate(db.Database.GetDbConnection(), Transaction);
                }
                else if (
                    SearchIndex.Ask(db.Database.GetDbConnection(), Transaction, "SELECT TokensVersion FROM SearchState")
                    != SearchTokens.Version
                )
                {
                    SearchIndex.NoteAll(db.Database.GetDbConnection(), Transaction);
                }

                Execute(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"UPDATE SearchState SET TokensVersion = {SearchTokens.Version} WHERE TokensVersion <> {SearchTokens.Version}"
                    )
                );
            },
            cancellationToken
        );

    /// <summary>Processes the queue.</summary>
    /// <returns>Number of processed posts.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (done, turn) = (0, 0);
        do
        {
            await WriteBatchAsync(() => turn = SearchIndex.WorkOff(db.Database.GetDbConnection(), Transaction, Batch), cancellationToken);
            done += turn;
        } while (turn > 0);
        if (done >= 500)
        {
            await WriteBatchAsync(() => Execute("INSERT INTO PostSearch (PostSearch) VALUES ('optimize')"), cancellationToken);
        }

        if (done > 0)
        {
            LogIndexed(logger, done);
        }

        return done;
    }

    /// <summary>Rebuilds the index from scratch; searches find only the posts indexed so far.</summary>
    /// <returns>Number of posts in the index afterwards.</returns>
    public async Task<int> RebuildAsync(CancellationToken cancellationToken)
    {
        await WriteBatchAsync(() => SearchIndex.Recreate(db.Database.GetDbConnection(), Transaction), cancellationToken);
        return await RunAsync(cancellationToken);
    }

    /// <summary>Problems with the index; empty if there are none.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = db.Database.GetDbConnection();
        try
        {
            SearchIndex.Execute(connection, null, "INSERT INTO PostSearch (PostSearch) VALUES ('integrity-check')"); // writes nothing
            var missing = SearchIndex.Ask(
                connection,
                null,
                "SELECT count(*) FROM Posts WHERE State = 'Published' AND Hidden = 0 AND Id NOT IN (SELECT rowid FROM PostSearch)"
            );
            var foreign = SearchIndex.Ask(
                connection,
                null,
                "SELECT count(*) FROM PostSearch WHERE rowid NOT IN (SELECT Id FROM Posts WHERE State = 'Published' AND Hidden = 0)"
            );
            var waiting = SearchIndex.Ask(connection, null, "SELECT count(*) FROM SearchQueue");
            Note(missing, "published posts are missing from the search index");
            Note(foreign, "entries of the search index belong to no published post");
            Note(waiting, "posts are not yet in the search index");
        }
        catch (Microsoft.Data.Sqlite.SqliteException e)
        {
            problems.Add("the search index is damaged: " + e.Message);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        return problems;

        void Note(long count, string what)
        {
            if (count > 0)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {what}"));
            }
        }
    }

    private System.Data.Common.DbTransaction? Transaction => db.Database.CurrentTransaction?.GetDbTransaction();

    private void Execute(string sql) => SearchIndex.Execute(db.Database.GetDbConnection(), Transaction, sql);

    private Task WriteBatchAsync(Action work, CancellationToken cancellationToken) =>
        db.WriteAsync(
            () =>
            {
                work();
                return Task.CompletedTask;
            },
            cancellationToken
        );

    [LoggerMessage(EventId = 21, EventName = "SearchIndexed", Level = LogLevel.Information, Message = "Indexed {Count} posts for search")]
    private static partial void LogIndexed(ILogger logger, int count);
}
