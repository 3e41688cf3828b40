using System.ComponentModel.DataAnnotations;
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

/// <summary>All tags and the tree of categories; new ones can be created before any post has them. For owners.</summary>
[Authorize(Policy = Access.Owner)]
public sealed class TaxonomyModel(BlogDb db, TagEditor tags, CategoryEditor categories, SiteContext site) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Taxonomy, "/admin/taxonomy");

    /// <summary>The form of a new tag.</summary>
    [BindProperty]
    public NewInput NewTag { get; set; } = new();

    /// <summary>The form of a new category.</summary>
    [BindProperty]
    public NewInput NewCategory { get; set; } = new();

    /// <summary>All categories in tree order.</summary>
    public IReadOnlyList<CategoryRow> Categories { get; private set; } = [];

    public IReadOnlyList<TagRow> Tags { get; private set; } = [];

    public IReadOnlyList<SeriesRow> Series { get; private set; } = [];

    /// <summary>Possible parents of a new category.</summary>
    public IEnumerable<SelectListItem> Parents =>
        [
            new(Words.TopOfTree, ""),
            .. Categories.Select(row => new SelectListItem(row.WholeName, row.Id.ToString(CultureInfo.InvariantCulture))),
        ];

    private TaxonomyTexts Words => TaxonomyTexts.Of(site.UiLanguage);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Tags = await db
            .Tags.AsNoTracking()
            .OrderBy(tag => EF.Functions.Collate(tag.Name, "NOCASE"))
            .Select(tag => new TagRow(tag.Id, tag.Name, tag.Slug, tag.Posts.Count(post => post.State != PostState.Trash)))
            .ToListAsync(cancellationToken);
        var rows = await db
            .Categories.AsNoTracking()
            .Select(category => new
            {
                category.Id,
                category.Name,
                category.Path,
                category.ParentId,
                Count = category.Posts.Count(post => post.State != PostState.Trash),
            })
            .ToListAsync(cancellationToken);
        Categories = [.. Below(null, "", 0)];
        Series = await db
            .Series.AsNoTracking()
            .OrderBy(series => EF.Functions.Collate(series.Title, "NOCASE"))
            .Select(series => new SeriesRow(
                series.Id,
                series.Title,
                series.Slug,
                db.Posts.Count(post => post.Series == series.Title && post.State != PostState.Trash)
            ))
            .ToListAsync(cancellationToken);

        IEnumerable<CategoryRow> Below(int? parent, string above, int depth) =>
            rows.Where(row => row.ParentId == parent)
                .OrderBy(row => row.Name, StringComparer.CurrentCulture)
                .SelectMany(row =>
                    Below(row.Id, above + row.Name + " / ", depth + 1)
                        .Prepend(new CategoryRow(row.Id, row.Name, above + row.Name, row.Path, depth, row.Count))
                );
    }

    public async Task<IActionResult> OnPostTagAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(NewTag, await tags.AddAsync(NewTag.Name, NewTag.Slug, cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostCategoryAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(
            NewCategory,
            await categories.AddAsync(NewCategory.Name, NewCategory.Slug, NewCategory.Parent, cancellationToken),
            cancellationToken
        );

    private async Task<IActionResult> AnswerAsync(NewInput input, TaxonomyError? error, CancellationToken cancellationToken)
    {
        if (error is null)
        {
            TempData["done"] = Words.Made(input.Name!.Trim());
            return Redirect(site.Local("/admin/taxonomy"));
        }

        ModelState.AddModelError("", Words.Error(error.Value));
        await OnGetAsync(cancellationToken);
        return Page();
    }

    /// <summary>A new tag or category.</summary>
    public sealed class NewInput
    {
        [MaxLength(TextLengths.Name)]
        public string? Name { get; set; }

        [MaxLength(TextLengths.Name)]
        public string? Slug { get; set; }

        public int? Parent { get; set; }

        /// <summary>Whether anything is typed: the form is then shown open.</summary>
        public bool IsTyped => Name is not null || Slug is not null;
    }

    public sealed record TagRow(int Id, string Name, Slug Slug, int Count);

    public sealed record SeriesRow(int Id, string Title, Slug Slug, int Count);

    public sealed record CategoryRow(int Id, string Name, string WholeName, string Path, int Depth, int Count);
}
