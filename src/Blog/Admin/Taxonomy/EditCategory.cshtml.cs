using Blog.Admin.PostList;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Taxonomy;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Taxonomy;

/// <summary>One category: renaming, moving, merging, removing. For owners.</summary>
[Authorize(Policy = Access.Owner)]
public sealed class EditCategoryModel(BlogDb db, CategoryEditor categories, SiteContext site) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(Words.Category, "/admin/taxonomy");

    [BindProperty]
    public TaxonomyInput Input { get; set; } = new();

    /// <summary>The category as stored.</summary>
    public Category Row { get; private set; } = null!;

    /// <summary>Posts directly in this category.</summary>
    public int Count { get; private set; }

    /// <summary>The number of its subcategories.</summary>
    public int Below { get; private set; }

    /// <summary>All categories except it and its descendants: what it can be moved below or merged into.</summary>
    public IReadOnlyList<SelectListItem> Others { get; private set; } = [];

    /// <summary>The same, with the top of the tree.</summary>
    public IEnumerable<SelectListItem> Parents => Others.Prepend(new SelectListItem(Words.TopOfTree, ""));

    /// <summary>The same, with an empty choice.</summary>
    public IEnumerable<SelectListItem> Targets => Others.Prepend(new SelectListItem("", ""));

    private TaxonomyTexts Words => TaxonomyTexts.Of(site.UiLanguage);

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        (Input.Name, Input.Slug, Input.Parent) = (Row.Name, Row.Slug.Value, Row.ParentId);
        return Page();
    }

    /// <summary>Changes its name, address or parent.</summary>
    public Task<IActionResult> OnPostChangeAsync(int id, CancellationToken cancellationToken) =>
        Answer(id, cancellationToken)
            .ToAsync(() => categories.ChangeAsync(id, Input.Seen, Input.Name, Input.Slug, Input.Parent, cancellationToken), Words.Renamed);

    public Task<IActionResult> OnPostMergeAsync(int id, CancellationToken cancellationToken) =>
        Answer(id, cancellationToken)
            .ToAsync(() => categories.MergeAsync(id, Input.Seen, Input.Into ?? 0, cancellationToken), Words.Merged, Input.Sure);

    public Task<IActionResult> OnPostRemoveAsync(int id, CancellationToken cancellationToken) =>
        Answer(id, cancellationToken).ToAsync(() => categories.RemoveAsync(id, Input.Seen, cancellationToken), Words.Removed, Input.Sure);

    private TaxonomyAnswer Answer(int id, CancellationToken cancellationToken) => new(this, site, () => ReadAsync(id, cancellationToken));

    private async Task<bool> ReadAsync(int id, CancellationToken cancellationToken)
    {
        var all = await db.Categories.AsNoTracking().ToListAsync(cancellationToken);
        if (all.Find(category => category.Id == id) is not { } found)
        {
            return false;
        }

        bool IsWithin(Category category) => category.Id == id || category.Path.StartsWith(found.Path + "/", StringComparison.Ordinal);
        var other = all.Where(category => !IsWithin(category)).Select(category => category.Id).ToHashSet();
        Row = found;
        Below = all.Count - other.Count - 1;
        Count = await db.Posts.InTrash(false).CountAsync(post => post.CategoryId == id, cancellationToken);
        Others =
        [
            .. CategoryChoice
                .Tree(all)
                .Where(choice => other.Contains(choice.Id))
                .Select(choice => new SelectListItem(choice.Name, choice.Id.ToString(CultureInfo.InvariantCulture))),
        ];
        return true;
    }
}
