using Blog.Caching;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Lists;

/// <summary>The posts of one tag. Its name in any spelling (<c>/tags/C%23</c>) redirects to its address.</summary>
[PublicPage]
public sealed class TagModel(BlogDb db, ListedPosts posts, AddressLookup addresses, SiteContext site) : PageModel, IPage
{
    public PageHead Head { get; private set; } = null!;

    /// <summary>The tag as the author spells it.</summary>
    public string Name { get; private set; } = "";

    public SummaryPages List { get; private set; } = SummaryPages.Empty;

    /// <summary>A tag without public posts is not found; a renamed or merged one redirects to its successor.</summary>
    public async Task<IActionResult> OnGetAsync([FromRoute] string slug, [FromRoute] int? number, CancellationToken cancellationToken)
    {
        var wanted = Slug.From(slug, "tag");
        var path = "/tags/" + wanted.Value;
        var tag = await db.Tags.AsNoTracking().FirstOrDefaultAsync(tag => tag.Slug == wanted, cancellationToken);
        var everything = await posts.AllAsync(cancellationToken);
        var tagged = everything.Tagged(tag?.Id ?? 0);
        using var all = posts.List(everything, tagged);
        if (tag is null || all.Count == 0)
        {
            return this.Moved(site, await addresses.FindOldAsync(path, site.ListedLanguage, posts.Now, cancellationToken));
        }

        var page = Pager.PathOf(path, number ?? 1);
        if (
            await SummaryPages.ReadAsync(
                posts,
                all,
                number ?? 1,
                site,
                PostAddress.Encode(path),
                cancellationToken,
                site.Settings.Display.ListStyle
            )
            is not { } list
        )
        {
            return NotFound();
        }

        if (!this.IsAskedAt(page))
        {
            return this.Moved(site.Href(PostAddress.Encode(page)));
        }

        if (list.Pager.Current != (number ?? 1))
        {
            return Redirect(list.Pager.Href(list.Pager.Current));
        }

        (List, Name) = (list, tag.Name);
        CacheTags.AddTag(HttpContext, tag.Id);
        var href = PostAddress.Encode(path);
        Head = PageHead.ForList(
            site,
            href,
            list.Pager.Current,
            "/tags",
            site.Texts.TaggedWith(Name),
            site.Texts.TagDescription(Name, list.Count),
            everything.Languages(posts.Now, tagged)
        ) with
        {
            FeedPath = href,
            HasFormulas = list.HasFormulas,
            OpensWithFormula = list.OpensWithFormula,
        };
        return Page();
    }
}
