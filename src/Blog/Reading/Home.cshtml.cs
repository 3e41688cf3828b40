using Blog.Caching;
using Blog.Data;
using Blog.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading;

/// <summary>Rich summaries, pinned first, in numbered pages.</summary>
[OutputCache(PolicyName = PublicPagePolicy.Name)]
public sealed class HomeModel(BlogDb db, SiteContext site, TimeProvider clock) : PageModel
{
    /// <summary>The summaries of this page.</summary>
    public IReadOnlyList<PostSummary> Posts { get; private set; } = [];

    /// <summary>The numbered pages.</summary>
    public Pager Pager { get; private set; } = new(1, 1, "/");

    /// <summary>Page 1 is the home page itself; a page beyond the end is not there.</summary>
    public async Task<IActionResult> OnGetAsync([FromRoute] int? number, CancellationToken cancellationToken)
    {
        if (number == 1)
        {
            return RedirectPermanent(site.Href("/"));
        }

        var posts = db.Posts.Published(clock.GetUtcNow()).Listed().In(site.ListedLanguage);
        var (page, perPage) = (number ?? 1, site.Settings.PostsPerPage);
        var total = Pager.PagesFor(await posts.CountAsync(cancellationToken), perPage);
        if (page < 1 || page > total)
        {
            return NotFound();
        }

        Posts = await PostSummary.PageAsync(posts.PinnedFirst(), page, perPage, cancellationToken);
        Pager = new Pager(page, total, site.Href("/"));
        Frame(page);
        return Page();
    }

    private void Frame(int page)
    {
        site.IsHome = true;
        site.HasFormulas = Posts.Any(post => post.Summary.HasFormulas);
        site.Section = "/";
        site.Title = page == 1 ? null : site.Texts.PageNumber(page);
        site.Canonical = site.EditionPath(page == 1 ? "/" : $"/page/{page}");
        if (page == 1)
        {
            site.Alternates = [.. site.Settings.Languages.Select(language => (language, site.HomeOf(language)))];
        }
    }
}
