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

/// <summary>One series: title, address, words, the order of its posts, deleting. For owners.</summary>
[Authorize(Policy = Access.Owner)]
public sealed class EditSeriesModel(BlogDb db, SeriesEditor editor, SiteContext site) : PageModel, IPage
{
    private const int MostPlace = 100_000;

    public PageHead Head => PageHead.ForAdmin(Words.Series, "/admin/taxonomy");

    [BindProperty]
    public FormInput Input { get; set; } = new();

    /// <summary>The series as stored.</summary>
    public Series Series { get; private set; } = null!;

    /// <summary>Its posts in their order, without those in the trash.</summary>
    public IReadOnlyList<Part> Parts { get; private set; } = [];

    public IEnumerable<SelectListItem> Languages =>
        site
            .Settings.Languages.Select(language => new SelectListItem(Words.NameOfLanguage(language.Tag), language.Tag))
            .Prepend(new SelectListItem(Words.NoLanguage, ""));

    private TaxonomyTexts Words => TaxonomyTexts.Of(site.UiLanguage);

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        (Input.Title, Input.Slug, Input.Description, Input.Language) = (
            Series.Title,
            Series.Slug.Value,
            Series.Description,
            Series.Language
        );
        return Page();
    }

    /// <summary>Changes its title, address or words.</summary>
    public Task<IActionResult> OnPostEditAsync(int id, CancellationToken cancellationToken) =>
        Answer(id, cancellationToken)
            .ToAsync(
                () =>
                    editor.EditAsync(
                        id,
                        Input.Seen,
                        new SeriesContent(
                            Input.Title,
                            Input.Slug,
                            Input.Description,
                            site.Settings.Languages.FirstOrDefault(language => language.Tag == Input.Language)?.Tag
                        ),
                        cancellationToken
                    ),
                Words.Renamed
            );

    public Task<IActionResult> OnPostOrderAsync(int id, CancellationToken cancellationToken) =>
        Answer(id, cancellationToken)
            .ToAsync(
                () =>
                    editor.OrderAsync(
                        id,
                        Input.Seen,
                        Input.Places.DistinctBy(place => place.Post).ToDictionary(place => place.Post, place => place.Place),
                        cancellationToken
                    ),
                Words.Ordered
            );

    public Task<IActionResult> OnPostRemoveAsync(int id, CancellationToken cancellationToken) =>
        Answer(id, cancellationToken).ToAsync(() => editor.RemoveAsync(id, Input.Seen, cancellationToken), Words.Removed, Input.Sure);

    private TaxonomyAnswer Answer(int id, CancellationToken cancellationToken) => new(this, site, () => ReadAsync(id, cancellationToken));

    private async Task<bool> ReadAsync(int id, CancellationToken cancellationToken)
    {
        if (await db.Series.AsNoTracking().SingleOrDefaultAsync(series => series.Id == id, cancellationToken) is not { } found)
        {
            return false;
        }

        Series = found;
        Parts = await db
            .Posts.AsNoTracking()
            .Where(post => post.Series == found.Title && post.State != PostState.Trash)
            .OrderBy(post => post.SeriesOrder ?? int.MaxValue)
            .ThenBy(post => post.PublishedAt)
            .ThenBy(post => post.Id)
            .Select(post => new Part(post.Id, post.Title, post.Language, post.SeriesOrder, post.State == PostState.Draft))
            .ToListAsync(cancellationToken);
        return true;
    }

    public sealed record Part(int Id, string Title, string Language, int? Place, bool IsDraft);

    public sealed class FormInput
    {
        [MaxLength(TextLengths.Title)]
        public string? Title { get; set; }

        [MaxLength(TextLengths.Name)]
        public string? Slug { get; set; }

        [MaxLength(TextLengths.Line)]
        public string? Description { get; set; }

        [MaxLength(TextLengths.Name)]
        public string? Language { get; set; }

        public IList<PlaceInput> Places { get; set; } = [];

        [MaxLength(TextLengths.Line)]
        public string? SeenName { get; set; }

        [MaxLength(TextLengths.Line)]
        public string? SeenAddress { get; set; }

        public bool Sure { get; set; }

        internal Seen Seen => new(SeenName, SeenAddress);
    }

    /// <summary>The place of one post.</summary>
    public sealed class PlaceInput
    {
        /// <summary>Row id.</summary>
        public int Post { get; set; }

        [Range(0, MostPlace)]
        public int? Place { get; set; }
    }
}
