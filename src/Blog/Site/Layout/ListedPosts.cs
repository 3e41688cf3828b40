using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Listing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Site.Layout;

/// <summary>
/// The posts that are public when a request comes, as its edition lists them. What is on a page is found in memory; only the rows that it
/// shows are read.
/// </summary>
public sealed class ListedPosts(BlogDb db, PublicPostIndex index, SiteContext site, TimeProvider clock)
{
    /// <summary>The instant that decides what is public.</summary>
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Public posts and pages in the database.</summary>
    public IQueryable<Post> Published => db.Posts.AsNoTracking().Published(Now);

    /// <summary>All posts, of every edition.</summary>
    public ValueTask<PublicPosts> AllAsync(CancellationToken cancellationToken) => index.GetAsync(cancellationToken);

    /// <summary>
    /// A list, newest first. In an edition, the posts of its language. In a list that mixes languages, a post and its translations once:
    /// the one in the main language, or else the oldest that matches.
    /// </summary>
    /// <param name="among">All posts that match the list's filters: a translation that does not must not hide one that does. Null for every
    /// post.</param>
    public PostList List(PublicPosts all, ReadOnlyMemory<int>? among = null) =>
        all.List(Now, site.ListedLanguage, site.Settings.Main.Tag, among);

    /// <summary>The summaries of posts, in their order, with links to translations where the list mixes languages.</summary>
    public async Task<IReadOnlyList<PostSummary>> SummariesAsync(IReadOnlyList<PublicPost> posts, CancellationToken cancellationToken)
    {
        var found = InOrder(posts, await PostSummary.ReadAsync(Rows(posts), cancellationToken), summary => summary.Id);
        var translations = await TranslationsAsync(found.Select(summary => summary.TranslationGroup), cancellationToken);
        return found.ConvertAll(summary =>
            summary with
            {
                Translations = TranslationLink.Others(translations, summary.TranslationGroup, summary.Language),
            }
        );
    }

    /// <summary>Posts as plain rows likewise.</summary>
    public async Task<IReadOnlyList<PostRow>> RowsAsync(IReadOnlyList<PublicPost> posts, CancellationToken cancellationToken)
    {
        var found = InOrder(posts, await PostRow.Of(Rows(posts)).ToListAsync(cancellationToken), row => row.Id);
        var translations = await TranslationsAsync(found.Select(row => row.TranslationGroup), cancellationToken);
        return found.ConvertAll(row =>
            row with
            {
                Translations = TranslationLink.Others(translations, row.TranslationGroup, row.Language),
            }
        );
    }

    /// <summary>The rows of posts, in no order.</summary>
    public IQueryable<Post> Rows(IEnumerable<PublicPost> posts) => Rows(posts.Select(post => post.Id));

    /// <inheritdoc cref="Rows(IEnumerable{PublicPost})"/>
    public IQueryable<Post> Rows(IEnumerable<int> ids) => db.Posts.WithIds(ids).AsNoTracking().Published(Now);

    /// <summary>Public members of translation groups, not hidden, by language.</summary>
    public IQueryable<Post> InGroups(IEnumerable<string> groups) =>
        db
            .Posts.InGroups(groups)
            .AsNoTracking()
            .Published(Now)
            .Where(post => !post.Hidden)
            .OrderBy(post => post.Language)
            .ThenBy(post => post.Id);

    /// <summary>What was read of posts, in their order.</summary>
    public static List<T> InOrder<T>(IEnumerable<PublicPost> posts, IEnumerable<T> found, Func<T, int> idOf)
        where T : class
    {
        var byId = found.ToDictionary(idOf);
        return [.. posts.Select(post => byId.GetValueOrDefault(post.Id)).OfType<T>()];
    }

    private async Task<ILookup<string, TranslationLink>> TranslationsAsync(
        IEnumerable<string?> groups,
        CancellationToken cancellationToken
    ) => await TranslationLink.ByGroupAsync(db, site.ListedLanguage is null ? groups : [], Now, cancellationToken);
}
