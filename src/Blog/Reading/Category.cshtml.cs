using Blog.Caching;
using Blog.Data;
using Blog.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading;

/// <summary>The posts of one category and of those below it.</summary>
[OutputCache(PolicyName = PublicPagePolicy.Name)]
public sealed class CategoryModel(BlogDb db, AddressBook addresses, SiteContext site, TimeProvider clock) : PageModel
{
    /// <summary>The names from the top of the tree down.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its posts, newest first.</summary>
    public IReadOnlyList<PostRow> Rows { get; private set; } = [];

    /// <summary>A category without a public post is not there; one that was renamed, moved or merged leads to what it became.</summary>
    public async Task<IActionResult> OnGetAsync([FromRoute] string path, CancellationToken cancellationToken)
    {
        var slugs = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(segment => Slug.From(segment, "category").Value).ToList();
        var wanted = string.Join('/', slugs);
        var href = "/categories" + PostAddress.Encode("/" + wanted);
        var now = clock.GetUtcNow();
        Rows = await PostRow.Of(db.Posts.Published(now).Listed().In(site.ListedLanguage).Under(wanted).NewestFirst()).ToListAsync(cancellationToken);
        if (Rows.Count == 0)
        {
            return this.Moved(site, await addresses.FindOldAsync("/categories/" + wanted, site.ListedLanguage, now, cancellationToken));
        }

        if (!string.Equals(Request.Path.Value, "/categories/" + wanted, StringComparison.Ordinal))
        {
            return this.Moved(site.Href(href));
        }

        var paths = slugs.Select((_, index) => string.Join('/', slugs.Take(index + 1))).ToList();
        Name = string.Join(" / ", await db.Categories.Where(category => paths.Contains(category.Path)).OrderBy(category => category.Path.Length).Select(category => category.Name).ToListAsync(cancellationToken));
        site.Title = site.Texts.FiledIn(Name);
        site.Description = site.Title;
        site.Section = "/categories";
        site.Canonical = site.EditionPath(href);
        return Page();
    }
}
