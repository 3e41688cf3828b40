using Blog.Caching.Pages;
using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Posts;
using Blog.Data.Posts.Listing;
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
    PublicPageChanges published,
    PublicPostIndex index,
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
        nameof(BlogDb.CommentBlocks),
        nameof(BlogDb.CommentNotices),
        nameof(BlogDb.Comments), // those that are or were public are noted beside
        nameof(BlogDb.FormerPages),
        nameof(BlogDb.FriendChecks),
        nameof(BlogDb.GitConnections),
        nameof(BlogDb.GitDeliveries),
        nameof(BlogDb.GitFiles),
        nameof(BlogDb.ImportChanges),
        nameof(BlogDb.ImportRuns),
        nameof(BlogDb.MissingPaths),
        nameof(BlogDb.OneTimeLinks),
        nameof(BlogDb.PageCounts),
        nameof(BlogDb.PendingEdits),
        nameof(BlogDb.PostCopies),
        nameof(BlogDb.PostLinks),
        nameof(BlogDb.PostMedia),
        nameof(BlogDb.Posts), // those that are or were public are noted beside
        "PostTag",
        nameof(BlogDb.PreviewLinks),
        PublicCommentChanges.Table,
        PublicPostChanges.Table,
        nameof(BlogDb.RecoveryCodes),
        nameof(BlogDb.RemoteImageSizes),
        nameof(BlogDb.ReplicaHeartbeats),
        nameof(BlogDb.Revisions),
        nameof(BlogDb.SearchEngineNotices),
        "SearchState",
        nameof(BlogDb.Secrets),
        nameof(BlogDb.SecurityEvents),
        nameof(BlogDb.Sessions),
        nameof(BlogDb.Snippets),
        nameof(BlogDb.TrustedWriters),
    };

    /// <summary>Tables whose new rows are seen only when something refers to them.</summary>
    private static readonly HashSet<string> UnseenWhenNew = new(StringComparer.Ordinal)
    {
        nameof(BlogDb.Authors),
        nameof(BlogDb.Categories),
        nameof(BlogDb.Diagrams),
        nameof(BlogDb.Media),
        nameof(BlogDb.Series),
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

    private void Evict(object? sender, DatabaseChangedEventArgs change)
    {
        lock (_turn)
        {
            IReadOnlyList<PageEviction> evictions;
            try
            {
                evictions = Of(change);
            }
            catch (SqliteException e)
            {
                LogFailed(logger, e.Message);
                evictions = [PageEviction.Everything];
            }

            var paths = new HashSet<string>(StringComparer.Ordinal);
            foreach (var eviction in evictions)
            {
                paths.UnionWith(pages.Evict(eviction));
                paths.UnionWith(eviction.Paths);
            }

            if (paths.Count > 0 || evictions.Any(eviction => eviction.IsEverything))
            {
                published.Raise(evictions.All(eviction => eviction.MayBeShown) ? paths : null);
            }
        }
    }

    private IReadOnlyList<PageEviction> Of(DatabaseChangedEventArgs change)
    {
        if (change.IsUnknown || !readiness.IsReady || change.Tables.Any(table => IsEverywhere(table.Key, table.Value)))
        {
            return [PageEviction.Everything];
        }

        var (posts, comments) = (Numbers(change, PublicPostChanges.Table), Numbers(change, PublicCommentChanges.Table));
        if (posts is null || comments is null)
        {
            return [PageEviction.Everything];
        }

        if (posts.Count == 0 && comments.Count == 0)
        {
            return [];
        }

        using var scope = scopes.CreateScope(); // awaited here: SQLite has no asynchronous I/O
        return EvictionsAsync(scope.ServiceProvider, posts, comments, CancellationToken.None).GetAwaiter().GetResult();
    }

    private async Task<IReadOnlyList<PageEviction>> EvictionsAsync(
        IServiceProvider services,
        IReadOnlyCollection<long> posts,
        IReadOnlyCollection<long> comments,
        CancellationToken cancellationToken
    )
    {
        var db = services.GetRequiredService<BlogDb>();
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        string[] editions = ["", .. settings.EditionCodes.Select(code => "/" + code)];
        return
        [
            .. posts.Count == 0 ? [] : await OfPostsAsync(services, posts, editions, cancellationToken),
            .. comments.Count == 0 ? [] : await CommentTraces.FindAsync(db, comments, data.Value.BasePath, editions, cancellationToken),
        ];
    }

    /// <summary>The rows of a table that a change touched; null if they are not known.</summary>
    private static IReadOnlyCollection<long>? Numbers(DatabaseChangedEventArgs change, string table) =>
        change.Tables.TryGetValue(table, out var noted) ? noted.Rows : [];

    private static bool IsEverywhere(string table, TableChange change) =>
        !Unseen.Contains(table)
        && !table.StartsWith("PostSearch", StringComparison.Ordinal) // the search index and the tables that it is made of
        && !(UnseenWhenNew.Contains(table) && change.Operations == RowOperation.Insert);

    private async Task<IReadOnlyList<PageEviction>> OfPostsAsync(
        IServiceProvider services,
        IReadOnlyCollection<long> numbers,
        string[] editions,
        CancellationToken cancellationToken
    )
    {
        var db = services.GetRequiredService<BlogDb>();
        var ids = await PublicPostChanges.PostsAsync(db, numbers, cancellationToken);
        if (ids.Count > MostPosts)
        {
            return [PageEviction.Everything];
        }

        var posts = await index.GetAsync(cancellationToken);
        var (shown, hidden) = (Traces(), Traces());
        foreach (var id in ids)
        {
            if (
                await db
                    .Posts.AsNoTracking()
                    .Include(post => post.Tags)
                    .Include(post => post.Category)
                    .SingleOrDefaultAsync(post => post.Id == id, cancellationToken)
                is not { } post
            )
            {
                return [PageEviction.Everything]; // nothing says any more where it was
            }

            await (IsListed(post) ? shown : hidden).AddAsync(post, cancellationToken);
        }

        return
        [
            .. new[] { Eviction(hidden, mayBeShown: false), Eviction(shown, mayBeShown: true) }.Where(eviction => eviction.Paths.Count > 0),
        ];

        PostTraces Traces() =>
            new(db, services.GetRequiredService<RelatedPosts>(), posts, data.Value.BasePath, editions, clock.GetUtcNow());
        bool IsListed(Post post) => post.State == PostState.Published && post.PublishedAt <= clock.GetUtcNow() && !post.Hidden;
    }

    private static PageEviction Eviction(PostTraces traces, bool mayBeShown) =>
        new(traces.Paths, traces.Links, Lists: traces.Paths.Count > 0, mayBeShown);

    [LoggerMessage(
        EventId = 95,
        EventName = "EvictionFailed",
        Level = LogLevel.Warning,
        Message = "Could not read what changed, so that all cached pages were evicted: {Reason}"
    )]
    private static partial void LogFailed(ILogger logger, string reason);
}
