using Blog.Caching;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Lists;

/// <summary>The posts of one category and its descendants.</summary>
[PublicPage]
public sealed class CategoryModel(BlogDb db, AddressLookup addresses, SiteContext site, TimeProvider clock) : PageModel, IPage
{
    public PageHead Head { get; private set; } = null!;

    /// <summary>The names from the root of the tree down.</summary>
    public string Name { get; private set; } = "";

    public SummaryPages List { get; private set; } = SummaryPages.Empty;

    /// <summary>The direct subcategories that contain a public post.</summary>
    public IReadOnlyList<CategoriesModel.Row> Below { get; private set; } = [];

    /// <summary>A category without a public post is not found; a renamed, moved or merged one redirects to its successor.</summary>
    public async Task<IActionResult> OnGetAsync([FromRoute] string path, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var slugs = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(segment => Slug.From(segment, "category").Value).ToList();
        var (wanted, number) = await ReadAsync(slugs, cancellationToken);
        var published = db.Posts.Published(now);
        var visible = published.Listed().Under(wanted);
        if (!await visible.In(site.ListedLanguage).AnyAsync(cancellationToken))
        {
            return this.Moved(site, await addresses.FindOldAsync("/categories/" + wanted, site.ListedLanguage, now, cancellationToken));
        }

        var page = Pager.PathOf("/categories/" + wanted, number);
        var href = PostAddress.Encode("/categories/" + wanted);
        if (
            await SummaryPages.ReadAsync(
                visible.ListedIn(site).NewestFirst(),
                published,
                number,
                site,
                href,
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

        if (list.Pager.Current != number)
        {
            return Redirect(list.Pager.Href(list.Pager.Current));
        }

        List = list;
        await NameAsync(wanted, visible.In(site.ListedLanguage), cancellationToken);
        var languages = site.Known?.Languages ?? await visible.Select(post => post.Language).Distinct().ToListAsync(cancellationToken);
        Head = PageHead.ForList(
            site,
            href,
            list.Pager.Current,
            "/categories",
            site.Texts.FiledIn(Name),
            site.Texts.CategoryDescription(Name, list.Count),
            languages
        ) with
        {
            FeedPath = href,
            HasFormulas = list.HasFormulas,
            OpensWithFormula = list.OpensWithFormula,
        };
        return Page();
    }

    /// <summary>A numbered page ends in <c>/page/2</c>, unless a category has that path.</summary>
    private async Task<(string Path, int Number)> ReadAsync(List<string> slugs, CancellationToken cancellationToken)
    {
        var whole = string.Join('/', slugs);
        return
            slugs is [.., _, "page", var last]
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && !await db.Categories.AnyAsync(category => category.Path == whole, cancellationToken)
            ? (string.Join('/', slugs[..^2]), number)
            : (whole, 1);
    }

    private async Task NameAsync(string path, IQueryable<Post> posts, CancellationToken cancellationToken)
    {
        var all = await db
            .Categories.AsNoTracking()
            .Where(category => path.StartsWith(category.Path) || category.Path.StartsWith(path + "/"))
            .Select(category => new { category.Name, category.Path })
            .ToListAsync(cancellationToken);
        Name = string.Join(
            " / ",
            all.Where(category => path == category.Path || path.StartsWith(category.Path + "/", StringComparison.Ordinal))
                .OrderBy(category => category.Path.Length)
                .Select(category => category.Name)
        );
        var counts = await CategoryCounts.ReadAsync(posts, cancellationToken);
        Below =
        [
            .. all.Where(category =>
                    category.Path.StartsWith(path + "/", StringComparison.Ordinal)
                    && !category.Path[(path.Length + 1)..].Contains('/', StringComparison.Ordinal)
                )
                .Select(category => new CategoriesModel.Row(category.Name, category.Path, counts.Of(category.Path)))
                .Where(row => row.Count > 0)
                .OrderByDescending(row => row.Count)
                .ThenBy(row => row.Name, StringComparer.Ordinal),
        ];
    }
}
