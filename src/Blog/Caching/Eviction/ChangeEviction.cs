using Blog.Caching.Pages;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Search;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Blog.Caching.Eviction;

/// <summary>
/// Evicts the pages that a change is on, before whoever made the change gets an answer. What no reader can see evicts nothing: a draft, a
/// session, an address that was not found.
/// </summary>
internal sealed partial class ChangeEviction(
    DatabaseChangeMonitor changes,
    PageStore pages,
    PublicPostIds known,
    Readiness readiness,
    IServiceScopeFactory scopes,
    IOptions<DataOptions> data,
    TimeProvider clock,
    ILogger<ChangeEviction> logger
) : IHostedService
{
    /// <summary>A change of more posts than this evicts everything: finding their pages would take longer than making them.</summary>
    private const int MostPosts = 50;

    /// <summary>
    /// Tables of which nothing is on a public page. What a post says of tags, images and links is told by the row of the post, which is
    /// written with them.
    /// </summary>
    private static readonly HashSet<string> Unseen = new(StringComparer.Ordinal)
    {
        "AccountClaims",
        "AccountLogins",
        "AccountPasskeys",
        "AccountTokens",
        "Accounts",
        nameof(BlogDb.Comments),
        nameof(BlogDb.FormerPages),
        nameof(BlogDb.ImportChanges),
        nameof(BlogDb.ImportRuns),
        nameof(BlogDb.MissingPaths),
        nameof(BlogDb.OneTimeLinks),
        nameof(BlogDb.PageCounts),
        nameof(BlogDb.PendingEdits),
        nameof(BlogDb.PostLinks),
        nameof(BlogDb.PostMedia),
        "PostTag",
        nameof(BlogDb.PreviewLinks),
        nameof(BlogDb.RecoveryCodes),
        nameof(BlogDb.RemoteImageSizes),
        nameof(BlogDb.Revisions),
        nameof(BlogDb.SearchEngineNotices),
        "SearchState",
        nameof(BlogDb.Secrets),
        nameof(BlogDb.Sessions),
    };

    /// <summary>Tables whose new rows are seen only when something refers to them.</summary>
    private static readonly HashSet<string> UnseenWhenNew = new(StringComparer.Ordinal)
    {
        nameof(BlogDb.Authors),
        nameof(BlogDb.Categories),
        nameof(BlogDb.Media),
        nameof(BlogDb.Tags),
    };

    private readonly Lock _turn = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        changes.Changed += Evict;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        changes.Changed -= Evict;
        return Task.CompletedTask;
    }

    private void Evict(object? sender, DatabaseChange change)
    {
        lock (_turn)
        {
            try
            {
                foreach (var eviction in Of(change))
                {
                    pages.Evict(eviction);
                }
            }
            catch (SqliteException e)
            {
                LogFailed(logger, e.Message);
                known.Forget();
                pages.Evict(PageEviction.Everything);
            }
        }
    }

    private IReadOnlyList<PageEviction> Of(DatabaseChange change)
    {
        var posts = change.Tables.GetValueOrDefault(nameof(BlogDb.Posts));
        if (change.IsUnknown || !readiness.IsReady || change.Tables.Any(table => IsEverywhere(table.Key, table.Value)))
        {
            known.Forget();
            return [PageEviction.Everything];
        }

        if (posts is null)
        {
            return [];
        }

        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        if (!known.IsLoaded || posts.Rows is not { Count: <= MostPosts } ids)
        {
            known.Load(db); // as it is now: what it was before is unknown
            return [PageEviction.Everything];
        }

        return OfPostsAsync(db, scope.ServiceProvider.GetRequiredService<RelatedPosts>(), ids, CancellationToken.None)
            .GetAwaiter()
            .GetResult(); // SQLite has no asynchronous I/O
    }

    private static bool IsEverywhere(string table, TableChange change) =>
        table != nameof(BlogDb.Posts)
        && !Unseen.Contains(table)
        && !table.StartsWith("PostSearch", StringComparison.Ordinal) // the search index and the tables that it is made of
        && !(UnseenWhenNew.Contains(table) && change.Operations == RowOperation.Insert);

    private async Task<IReadOnlyList<PageEviction>> OfPostsAsync(
        BlogDb db,
        RelatedPosts related,
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken
    )
    {
        var (shown, hidden) = (Traces(), Traces());
        var isSeen = false;
        foreach (var id in ids.Select(id => (int)id))
        {
            var post = await db
                .Posts.AsNoTracking()
                .Include(post => post.Tags)
                .Include(post => post.Category)
                .SingleOrDefaultAsync(post => post.Id == id, cancellationToken);
            var isPublic = post?.State == PostState.Published;
            var was = known.Exchange(id, isPublic);
            if (!was && !isPublic)
            {
                continue;
            }

            if (post is null)
            {
                return [PageEviction.Everything]; // nothing says any more where it was
            }

            isSeen = true;
            await (was && !IsVisible(post) ? hidden : shown).AddAsync(post, cancellationToken);
        }

        return isSeen
            ? [Eviction(hidden, lists: hidden.Paths.Count > 0, mayBeShown: false), Eviction(shown, lists: true, mayBeShown: true)]
            : [];

        PostTraces Traces() => new(db, related, data.Value.BasePath, clock.GetUtcNow());
        bool IsVisible(Post post) => post.State == PostState.Published && post.PublishedAt <= clock.GetUtcNow() && !post.Hidden;
    }

    private static PageEviction Eviction(PostTraces traces, bool lists, bool mayBeShown) =>
        new(traces.Paths, traces.Links, lists, mayBeShown);

    [LoggerMessage(
        EventId = 95,
        EventName = "EvictionFailed",
        Level = LogLevel.Warning,
        Message = "Could not read what changed, so that all cached pages were evicted: {Reason}"
    )]
    private static partial void LogFailed(ILogger logger, string reason);
}
