using Blog.Caching;
using Blog.Data;
using Blog.Site;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading;

/// <summary>All tags that a public post has.</summary>
[OutputCache(PolicyName = PublicPagePolicy.Name)]
public sealed class TagsModel(BlogDb db, SiteContext site, TimeProvider clock) : PageModel
{
    /// <summary>The most used first.</summary>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var rows = await db.Posts.Published(clock.GetUtcNow()).Listed().In(site.ListedLanguage)
            .SelectMany(post => post.Tags).GroupBy(tag => new { tag.Name, tag.Slug })
            .Select(group => new Row(group.Key.Name, group.Key.Slug, group.Count())).ToListAsync(cancellationToken);
        Rows = [.. rows.OrderByDescending(row => row.Count).ThenBy(row => row.Name, StringComparer.Create(CultureInfo.GetCultureInfo(site.Language.Tag), ignoreCase: true))];
        site.Title = site.Texts.Tags;
        site.Description = site.Texts.TagsDescription;
        site.Section = "/tags";
        site.Canonical = site.EditionPath("/tags");
    }

    /// <summary>A tag and how many posts have it.</summary>
    public sealed record Row(string Name, Slug Slug, int Count);
}
