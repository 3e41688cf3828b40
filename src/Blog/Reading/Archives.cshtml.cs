using Blog.Caching;
using Blog.Data;
using Blog.Site;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading;

/// <summary>All posts by year.</summary>
[OutputCache(PolicyName = PublicPagePolicy.Name)]
public sealed class ArchivesModel(BlogDb db, SiteContext site, TimeProvider clock) : PageModel
{
    /// <summary>Rows by year, newest first.</summary>
    public IReadOnlyList<IGrouping<int, PostRow>> Years { get; private set; } = [];

    /// <summary>How many in all.</summary>
    public int Count => Years.Sum(year => year.Count());

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var rows = await PostRow.Of(db.Posts.Published(clock.GetUtcNow()).Listed().In(site.ListedLanguage).NewestFirst()).ToListAsync(cancellationToken);
        Years = [.. rows.GroupBy(row => site.Day(row.PublishedAt).Year)];
        site.Title = site.Texts.Archives;
        site.Description = site.Texts.ArchivesDescription;
        site.Section = "/archives";
        site.Canonical = site.EditionPath("/archives");
    }
}
