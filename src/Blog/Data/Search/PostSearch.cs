using System.Diagnostics;
using System.Runtime.InteropServices;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Posts.Listing;
using Blog.Storage.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Search;

/// <summary>Searches the posts that are public at a given time.</summary>
/// <remarks>
/// Order: all words in the title; all words in title and tags; then matches in the text, in a few relevance steps. Within each group,
/// newest first. If they fill no page, posts follow that have the same words otherwise written. If there are none at all, a corrected
/// spelling is searched, and then the closest posts.
/// </remarks>
public sealed class PostSearch(BlogDb db, PublicPostIndex index, BlogMetrics meter)
{
    /// <summary>Finds one page of results.</summary>
    /// <param name="query">The query; must contain something to search for.</param>
    /// <param name="language">BCP 47 tag; null for all.</param>
    /// <param name="now">The instant.</param>
    /// <param name="page">1-based; a page beyond the end returns the last one.</param>
    /// <param name="perPage">Hits on a page.</param>
    /// <param name="main">
    /// BCP 47 tag of the language that stands for a post and its translations where all languages are searched; null to find each of them.
    /// </param>
    public async Task<SearchPage> FindAsync(
        SearchQuery query,
        string? language,
        DateTimeOffset now,
        int page,
        int perPage,
        CancellationToken cancellationToken,
        string? main = null
    )
    {
        var from = Stopwatch.GetTimestamp();
        var posts = await index.GetAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var found = Find(new SearchRows(db.Database.GetDbConnection(), posts, language, now), query, perPage);
            if (language is null && main is not null)
            {
                found = found with { Ids = OncePerTranslation(found.Ids, posts, main) };
            }

            var current = Math.Clamp(page, 1, Math.Max(1, (found.Ids.Count + perPage - 1) / perPage));
            var ids = found.Ids.Skip((current - 1) * perPage).Take(perPage).ToList();
            var hits = await ShowAsync(ids, found.Marks, now, cancellationToken);
            return new SearchPage(found.Ids.Count, current, hits) { IsClosest = found.IsClosest, Meant = found.Meant?.Text };
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
            meter.Searched(from);
        }
    }

    private static Found Find(SearchRows rows, SearchQuery query, int perPage)
    {
        var exact = SearchRanking.Rank(rows, query);
        if (exact.Count >= perPage)
        {
            return new Found(exact, query);
        }

        var vocabulary = new SearchVocabulary(rows);
        var same = WithVariants(rows, query, exact, vocabulary);
        if (same.Ids.Count > 0)
        {
            return same;
        }

        var meant = SearchSpelling.Correct(same.Marks, rows, vocabulary);
        if (meant is not null)
        {
            same = WithVariants(rows, meant, SearchRanking.Rank(rows, meant), vocabulary);
            if (same.Ids.Count > 0)
            {
                return same with { Meant = meant, IsClosest = true };
            }
        }

        var closest = ClosestPosts.Find(rows, same.Marks);
        return new Found(closest.Ids, closest.Marks) { IsClosest = closest.Ids.Count > 0, Meant = closest.Ids.Count > 0 ? meant : null };
    }

    private static Found WithVariants(SearchRows rows, SearchQuery query, List<int> exact, SearchVocabulary vocabulary) =>
        SearchVariants.Of(query, vocabulary) is { } variant
            ? new Found([.. exact, .. SearchRanking.Rank(rows, variant).Except(exact)], variant)
            : new Found(exact, query);

    /// <summary>A post and its translations once, where the best of them stands; the main language stands for the others.</summary>
    private static List<int> OncePerTranslation(List<int> ids, PublicPosts posts, string main)
    {
        var shown = new Dictionary<int, int>(); // by group
        foreach (var id in ids)
        {
            if (
                posts.Find(id) is { Group: > 0 and var group, Language: var language }
                && (!shown.TryGetValue(group, out var best) || (language == main && posts.Find(best)?.Language != main))
            )
            {
                shown[group] = id;
            }
        }

        var seen = new HashSet<int>();
        var once = new List<int>(ids.Count);
        foreach (var id in ids)
        {
            if (posts.Find(id) is not { Group: > 0 and var group })
            {
                once.Add(id);
            }
            else if (seen.Add(group))
            {
                once.Add(shown[group]); // where the best of them stands
            }
        }

        return once;
    }

    private async Task<IReadOnlyList<SearchHit>> ShowAsync(
        List<int> ids,
        SearchQuery query,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .Posts.WithIds(ids)
            .AsNoTracking()
            .Published(now)
            .Where(post => !post.Hidden)
            .Select(post => new
            {
                post.Id,
                post.Title,
                post.Language,
                post.Address,
                post.PublishedAt,
                post.Kind,
                Category = post.Category!.Name,
                post.PlainText,
                post.TranslationGroup,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.OrderBy(row => ids.IndexOf(row.Id))
                .Select(row => new SearchHit(
                    SearchHighlighter.Whole(row.Title, query),
                    SearchHighlighter.Snippet(row.PlainText, query),
                    row.Language,
                    row.Address,
                    row.PublishedAt!.Value,
                    row.Kind,
                    row.Category
                )
                {
                    TranslationGroup = row.TranslationGroup,
                }),
        ];
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Found(List<int> Ids, SearchQuery Marks)
    {
        public bool IsClosest { get; init; }

        public SearchQuery? Meant { get; init; }
    }
}

/// <summary>One page of results.</summary>
/// <param name="Total">Total number of hits.</param>
/// <param name="Page">1-based number of this page.</param>
/// <param name="Hits">The hits of this page, best first.</param>
public sealed record SearchPage(int Total, int Page, IReadOnlyList<SearchHit> Hits)
{
    /// <summary>Whether nothing matches the query as it was typed, and these come closest.</summary>
    public bool IsClosest { get; init; }

    /// <summary>What was probably meant; null without a guess.</summary>
    public string? Meant { get; init; }
}

/// <summary>A search hit.</summary>
public sealed record SearchHit(
    IReadOnlyList<HighlightSpan> Title,
    IReadOnlyList<HighlightSpan> Snippet,
    string Language,
    PostAddress Address,
    DateTimeOffset PublishedAt,
    PostKind Kind,
    string? CategoryName
)
{
    /// <summary>Null for a post without translation.</summary>
    public string? TranslationGroup { get; init; }
}

/// <summary>A piece of plain text; the caller must encode it.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsHit">Whether it matches the query.</param>
public sealed record HighlightSpan(string Text, bool IsHit);
