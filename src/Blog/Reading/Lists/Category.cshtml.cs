using Blog.Caching;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Reading.Lists;

/// <summary>The posts of one category and its descendants.</summary>
[PublicPage]
public sealed class CategoryModel(BlogDb db, ListedPosts posts, AddressLookup addresses, SiteContext site) : PageModel, IPage
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
        var slugs = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(segment => Slug.From(segment, "category").Value).ToList();
        var categories = await CategoryTree.ReadAsync(db, cancellationToken);
        var (wanted, number) = Read(slugs, categories);
        var category = categories.At(wanted);
        var everything = await posts.AllAsync(cancellationToken);
        var filed = everything.Filed(categories.Under(category));
        using var all = posts.List(everything, filed);
        if (category is null || all.Count == 0)
        {
            return this.Moved(
                site,
                await addresses.FindOldAsync("/categories/" + wanted, site.ListedLanguage, posts.Now, cancellationToken)
            );
        }

        var page = Pager.PathOf("/categories/" + wanted, number);
        var href = PostAddress.Encode("/categories/" + wanted);
        if (
            await SummaryPages.ReadAsync(posts, all, number, site, href, cancellationToken, site.Settings.Display.ListStyle) is not { } list
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

        (List, Name) = (list, categories.NamesOf(category));
        CacheTags.AddCategory(HttpContext, category.Id);
        var below = categories.All.Where(node => node.Above == wanted).Select(node => node.Id).ToHashSet();
        Below = BelowOf(
            category,
            categories,
            everything.CountByCategory(posts.Now, site.ListedLanguage, id => categories.ChainOf(id).Where(below.Contains))
        );
        Head = PageHead.ForList(
            site,
            href,
            list.Pager.Current,
            "/categories",
            site.Texts.FiledIn(Name),
            site.Texts.CategoryDescription(Name, list.Count),
            everything.Languages(posts.Now, filed)
        ) with
        {
            FeedPath = href,
            HasFormulas = list.HasFormulas,
            OpensWithFormula = list.OpensWithFormula,
        };
        return Page();
    }

    /// <summary>A numbered page ends in <c>/page/2</c>, unless a category has that path.</summary>
    private static (string Path, int Number) Read(List<string> slugs, CategoryTree categories)
    {
        var whole = string.Join('/', slugs);
        return
            slugs is [.., _, "page", var last]
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && categories.At(whole) is null
            ? (string.Join('/', slugs[..^2]), number)
            : (whole, 1);
    }

    private static IReadOnlyList<CategoriesModel.Row> BelowOf(CategoryTree.Node category, CategoryTree all, Dictionary<int, int> counts) =>
        [
            .. all
                .All.Where(node => node.Above == category.Path && counts.ContainsKey(node.Id))
                .Select(node => new CategoriesModel.Row(node.Name, node.Path, counts[node.Id]))
                .OrderByDescending(row => row.Count)
                .ThenBy(row => row.Name, StringComparer.Ordinal),
        ];
}
