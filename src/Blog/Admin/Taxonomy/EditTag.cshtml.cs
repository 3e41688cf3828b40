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

/// <summary>One tag: renaming, merging, removing. For owners.</summary>
[Authorize(Policy = Access.Owner)]
public sealed class EditTagModel(BlogDb db, TagEditor tags, SiteContext site) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(Words.Tag, "/admin/taxonomy");

    [BindProperty]
    public TaxonomyInput Input { get; set; } = new();

    /// <summary>The tag as stored.</summary>
    public TaxonomyModel.TagRow Row { get; private set; } = null!;

    /// <summary>What it can be merged into.</summary>
    public IReadOnlyList<SelectListItem> Others { get; private set; } = [];

    private TaxonomyTexts Words => TaxonomyTexts.Of(site.UiLanguage);

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        (Input.Name, Input.Slug) = (Row.Name, Row.Slug.Value);
        return Page();
    }

    /// <summary>Changes its name or address.</summary>
    public Task<IActionResult> OnPostRenameAsync(int id, CancellationToken cancellationToken) =>
        Answer(id, cancellationToken)
            .ToAsync(() => tags.RenameAsync(id, Input.Seen, Input.Name, Input.Slug, cancellationToken), Words.Renamed);

    public Task<IActionResult> OnPostMergeAsync(int id, CancellationToken cancellationToken) =>
        Answer(id, cancellationToken)
            .ToAsync(() => tags.MergeAsync(id, Input.Seen, Input.Into ?? 0, cancellationToken), Words.Merged, Input.Sure);

    public Task<IActionResult> OnPostRemoveAsync(int id, CancellationToken cancellationToken) =>
        Answer(id, cancellationToken).ToAsync(() => tags.RemoveAsync(id, Input.Seen, cancellationToken), Words.Removed, Input.Sure);

    private TaxonomyAnswer Answer(int id, CancellationToken cancellationToken) => new(this, site, () => ReadAsync(id, cancellationToken));

    private async Task<bool> ReadAsync(int id, CancellationToken cancellationToken)
    {
        var all = await db
            .Tags.AsNoTracking()
            .OrderBy(tag => EF.Functions.Collate(tag.Name, "NOCASE"))
            .Select(tag => new TaxonomyModel.TagRow(tag.Id, tag.Name, tag.Slug, tag.Posts.Count(post => post.State != PostState.Trash)))
            .ToListAsync(cancellationToken);
        Others =
        [
            new SelectListItem("", ""),
            .. all.Where(row => row.Id != id).Select(row => new SelectListItem(row.Name, row.Id.ToString(CultureInfo.InvariantCulture))),
        ];
        if (all.Find(row => row.Id == id) is not { } found)
        {
            return false;
        }

        Row = found;
        return true;
    }
}
