using Blog.Data.Posts;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Lists;

/// <summary>Rich summaries in numbered pages, as every list of posts has them.</summary>
/// <param name="Posts">The summaries of this page.</param>
/// <param name="Pager">The numbered pages.</param>
/// <param name="Count">Posts on all pages together.</param>
public sealed record SummaryPages(IReadOnlyList<PostSummary> Posts, Pager Pager, int Count)
{
    public static SummaryPages Empty { get; } = new([], new Pager(1, 1, "/"), 0);

    /// <summary>Whether a formula is among them.</summary>
    public bool HasFormulas => Posts.Any(post => post.Summary.HasFormulas);

    /// <summary>Reads one page.</summary>
    /// <param name="posts">Whose order is that of the list.</param>
    /// <param name="number">One-based.</param>
    /// <param name="site">The request.</param>
    /// <param name="path">System path of page 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null beyond the last page.</returns>
    public static async Task<SummaryPages?> ReadAsync(
        IOrderedQueryable<Post> posts,
        int number,
        SiteContext site,
        string path,
        CancellationToken cancellationToken
    )
    {
        var perPage = site.Settings.PostsPerPage;
        var count = await posts.CountAsync(cancellationToken);
        var total = Pager.PagesFor(count, perPage);
        if (number < 1 || number > total)
        {
            return null;
        }

        var page = await PostSummary.PageAsync(posts, number, perPage, cancellationToken);
        return new SummaryPages(page, new Pager(number, total, site.Href(path)), count);
    }
}

public static class ListAddresses
{
    /// <summary>Whether a request asks for a list by its one address: in another letter case or with a final slash it is the same list at a second one.</summary>
    /// <param name="page">The page that answers.</param>
    /// <param name="path">The decoded path.</param>
    public static bool IsAskedAt(this PageModel page, string path) =>
        string.Equals(page.Request.Path.Value, path, StringComparison.Ordinal);
}
