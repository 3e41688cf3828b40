using Blog.Caching;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Reading.Lists;

/// <summary>Summaries in numbered pages, pinned posts first.</summary>
[PublicPage]
public sealed class HomeModel(ListedPosts posts, SiteContext site) : PageModel, IPage
{
    public PageHead Head =>
        PageHead.ForHome(site, List.Pager.Current) with
        {
            HasFormulas = List.HasFormulas,
            OpensWithFormula = List.OpensWithFormula,
        };

    /// <summary>The summaries of this page.</summary>
    public SummaryPages List { get; private set; } = SummaryPages.Empty;

    /// <summary>Page 1 is the home page itself; a page beyond the end is not found.</summary>
    public async Task<IActionResult> OnGetAsync([FromRoute] int? number, CancellationToken cancellationToken)
    {
        var path = Pager.PathOf("/", number ?? 1);
        using var all = posts.List(await posts.AllAsync(cancellationToken));
        if (await SummaryPages.ReadAsync(posts, all.PinnedFirst(), number ?? 1, site, "/", cancellationToken) is not { } list)
        {
            return NotFound();
        }

        if (!this.IsAskedAt(path))
        {
            return this.Moved(site.Href(path));
        }

        List = list;
        return Page();
    }
}
