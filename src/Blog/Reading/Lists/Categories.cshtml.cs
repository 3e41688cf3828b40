using Blog.Caching;
using Blog.Data;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Reading.Lists;

/// <summary>The tree of categories that contain a public post, with counts that include descendants.</summary>
[PublicPage]
public sealed class CategoriesModel(BlogDb db, ListedPosts posts, SiteContext site) : PageModel, IPage
{
    public PageHead Head =>
        PageHead.ForList(site, "/categories", 1, "/categories", site.Texts.Categories, site.Texts.CategoriesDescription);

    /// <summary>Every category that contains a public post, directly or in a descendant.</summary>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!this.IsAskedAt("/categories"))
        {
            return this.Moved(site.Href("/categories"));
        }

        var categories = await CategoryTree.ReadAsync(db, cancellationToken);
        var counts = (await posts.AllAsync(cancellationToken)).CountByCategory(posts.Now, site.ListedLanguage, categories.ChainOf);
        Rows =
        [
            .. categories.All.Where(node => counts.ContainsKey(node.Id)).Select(node => new Row(node.Name, node.Path, counts[node.Id])),
        ];
        return Page();
    }

    /// <summary>The rows as a tree, the largest first.</summary>
    public IReadOnlyList<Node> Tree() => Below("");

    private List<Node> Below(string above) =>
        [
            .. Rows.Where(row => (row.Path.Contains('/', StringComparison.Ordinal) ? row.Path[..row.Path.LastIndexOf('/')] : "") == above)
                .OrderByDescending(row => row.Count)
                .ThenBy(row => row.Name, StringComparer.Ordinal)
                .Select(row => new Node(row.Name, row.Path, row.Count, Below(row.Path))),
        ];

    public sealed record Row(string Name, string Path, int Count);

    /// <summary>A category and its subcategories.</summary>
    public sealed record Node(string Name, string Path, int Count, IReadOnlyList<Node> Children);
}
