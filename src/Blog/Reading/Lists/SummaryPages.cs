using Blog.Data.Posts.Listing;
using Blog.Data.Settings;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Reading.Lists;

/// <summary>Posts in numbered pages, as summaries or, where the owner wants it, as rows.</summary>
/// <param name="Posts">Empty for a list of rows.</param>
/// <param name="Count">Number of posts on all pages together.</param>
public sealed record SummaryPages(IReadOnlyList<PostSummary> Posts, Pager Pager, int Count)
{
    /// <summary>Day and title of each post; empty for a list of summaries.</summary>
    public IReadOnlyList<PostRow> Rows { get; private init; } = [];

    public static SummaryPages Empty { get; } = new([], new Pager(1, 1, "/"), 0);

    /// <summary>Whether any of them contains a formula.</summary>
    public bool HasFormulas => Posts.Any(post => post.Summary.HasFormulas);

    /// <summary>Whether the first of them shows one before a reader scrolls.</summary>
    public bool OpensWithFormula => Posts.Count > 0 && Posts[0].Summary.OpensWithFormula;

    /// <summary>Loads one page.</summary>
    /// <param name="list">The whole list, in its order.</param>
    /// <param name="number">One-based.</param>
    /// <param name="path">System path of page 1.</param>
    /// <param name="style">Summaries or rows.</param>
    /// <returns>Null beyond the last page.</returns>
    public static async Task<SummaryPages?> ReadAsync(
        ListedPosts posts,
        PostList list,
        int number,
        SiteContext site,
        string path,
        CancellationToken cancellationToken,
        PostListStyle style = PostListStyle.Summaries
    )
    {
        var (perPage, count) = (site.Settings.PostsPerPage, list.Count);
        if (style == PostListStyle.Rows || (style == PostListStyle.Automatic && count > SiteDisplay.RowsAbove))
        {
            // A list that has grown long has fewer pages than it had: whoever asks for one of those gets the last.
            var pages = Pager.PagesFor(count, PostRow.PerPage);
            var current = Math.Min(number, pages);
            return number < 1 || number > Pager.PagesFor(count, Math.Min(perPage, PostRow.PerPage))
                ? null
                : new SummaryPages([], new Pager(current, pages, site.Href(path)), count)
                {
                    Rows = await posts.RowsAsync(list.OnPage(current, PostRow.PerPage), cancellationToken),
                };
        }

        var total = Pager.PagesFor(count, perPage);
        return number < 1 || number > total
            ? null
            : new SummaryPages(
                await posts.SummariesAsync(list.OnPage(number, perPage), cancellationToken),
                new Pager(number, total, site.Href(path)),
                count
            );
    }
}

public static class ListAddresses
{
    /// <summary>
    /// Whether a request uses the canonical address of a list: another letter case or a trailing slash would give the same list a second
    /// address.
    /// </summary>
    /// <param name="path">The decoded path.</param>
    public static bool IsAskedAt(this PageModel page, string path) =>
        string.Equals(page.Request.Path.Value, path, StringComparison.Ordinal);
}
