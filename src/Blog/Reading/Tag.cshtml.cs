using Blog.Caching;
using Blog.Data;
using Blog.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading;

/// <summary>The posts of one tag. Its name in any spelling (<c>/tags/C%23</c>) is sent to its address.</summary>
[OutputCache(PolicyName = PublicPagePolicy.Name)]
public sealed class TagModel(BlogDb db, AddressBook addresses, SiteContext site, TimeProvider clock) : PageModel
{
    /// <summary>The tag as its author writes it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its posts, newest first.</summary>
    public IReadOnlyList<PostRow> Rows { get; private set; } = [];

    /// <summary>A tag that no public post has is not there; one that was renamed or merged leads to what it became.</summary>
    public async Task<IActionResult> OnGetAsync([FromRoute] string slug, CancellationToken cancellationToken)
    {
        var wanted = Slug.From(slug, "tag");
        var path = "/tags/" + Uri.EscapeDataString(wanted.Value);
        var now = clock.GetUtcNow();
        Rows = await PostRow.Of(db.Posts.Published(now).Listed().In(site.ListedLanguage).Tagged(wanted).NewestFirst()).ToListAsync(cancellationToken);
        if (Rows.Count == 0)
        {
            return this.Moved(site, await addresses.FindOldAsync("/tags/" + wanted.Value, site.ListedLanguage, now, cancellationToken));
        }

        if (!string.Equals(Request.Path.Value, "/tags/" + wanted.Value, StringComparison.Ordinal))
        {
            return this.Moved(site.Href(path));
        }

        Name = await db.Tags.Where(tag => tag.Slug == wanted).Select(tag => tag.Name).SingleAsync(cancellationToken);
        site.Title = site.Texts.TaggedWith(Name);
        site.Description = site.Title;
        site.Section = "/tags";
        site.Canonical = site.EditionPath(path);
        return Page();
    }
}
