using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Site;
using Blog.Site.Layout;
using Blog.Site.Upload;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Media;

/// <summary>One image: its name, its description, where it is used; replacing and deleting it.</summary>
[Authorize(Policy = Access.Author)]
[MultipartUpload("Replace")]
public sealed class ItemModel(
    BlogDb db,
    MediaLibrary library,
    MediaReplacement replacement,
    MediaUsage uses,
    Uploads uploads,
    SiteContext site,
    TimeProvider clock
) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(Image.Name, "/admin/media");

    [BindProperty]
    public FormInput Input { get; set; } = new();

    [BindProperty]
    public bool Sure { get; set; }

    public MediaFile Image { get; private set; } = null!;

    public UsesOfOne Uses { get; private set; } = null!;

    /// <summary>What the control for a replacement offers.</summary>
    public string Accept => Image.Attachment is null ? UploadTypes.Images : string.Join(',', site.Settings.Attachments.Extensions);

    private MediaTexts Words => MediaTexts.Of(site.UiLanguage);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        ModelState.Clear();
        Input = new FormInput { Name = Stem(Image), Alt = Image.Alt };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await library.EditAsync(
            id,
            Slug.From(WithoutExtension(Input.Name!.Trim()), "image"),
            Input.Alt?.ReplaceLineEndings(" ") ?? "",
            cancellationToken
        );
        TempData["done"] = site.AdminTexts.Saved;
        return LocalRedirect(site.Local("/admin/media/" + id));
    }

    /// <summary>Replaces the image.</summary>
    public async Task<IActionResult> OnPostReplaceAsync(string id, IFormFile? file, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (!Uses.MayChange)
        {
            return Forbid();
        }

        var taken = Image.Attachment is null
            ? await uploads.TakeAsync(file, Image.Alt, cancellationToken, Stem(Image))
            : await uploads.TakeAnyAsync(file, Image.Alt, cancellationToken);
        if (taken.File is { } other && (other.Attachment is null) != (Image.Attachment is null))
        {
            return Refuse("file", Words.OtherKind); // the texts that use it are written for the one or the other
        }

        if (taken.File is not { } fresh)
        {
            return Refuse(
                "file",
                UploadTexts.Of(site.UiLanguage).Error(taken.Error!.Value, taken.Kind, UploadLimits.Of(User, site.Settings.Attachments))
            );
        }

        var left = await replacement.RunAsync(Image, fresh, User.AuthorId, cancellationToken);
        TempData["done"] =
            fresh.Id == id ? Words.SameBytes
            : left == 0 ? Words.Replaced
            : Words.Replaced + " " + Words.Left(left);
        return LocalRedirect(site.Local("/admin/media/" + fresh.Id));
    }

    public async Task<IActionResult> OnPostDeleteAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (!Uses.MayChange)
        {
            return Forbid();
        }

        if (!Sure)
        {
            return Refuse(nameof(Sure), Words.MustBeSure);
        }

        await library.DeleteAsync(Image, cancellationToken);
        TempData["done"] = Words.Deleted;
        return LocalRedirect(site.Local("/admin/media"));
    }

    /// <summary>An instant in the format of the admin pages.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    /// <summary>The error of a field outside the input model.</summary>
    public string? ErrorOf(string field) =>
        ModelState.TryGetValue(field, out var entry) ? entry.Errors.Select(error => error.ErrorMessage).FirstOrDefault() : null;

    /// <summary>The page where a use can be changed; null where this person may not.</summary>
    public string? HrefOf(SitePicture use) =>
        use.Place == SitePicturePlace.Friend ? (User.IsOwner ? site.Local("/admin/friends") : null)
        : use.AuthorId == User.AuthorId ? site.Local("/admin/profile")
        : use.AuthorId is null && User.IsOwner ? site.Local("/admin/settings")
        : null;

    private static string Stem(MediaFile file) => file.Name[..^file.Extension.Length];

    private PageResult Refuse(string field, string reason)
    {
        ModelState.Clear();
        ModelState.AddModelError(field, reason);
        Input = new FormInput { Name = Stem(Image), Alt = Image.Alt };
        return Page();
    }

    private string WithoutExtension(string name) =>
        name.EndsWith(Image.Extension, StringComparison.OrdinalIgnoreCase) ? name[..^Image.Extension.Length] : name;

    private async Task<bool> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await db.Media.AsNoTracking().SingleOrDefaultAsync(file => file.Id == id, cancellationToken) is not { } found)
        {
            return false;
        }

        (Image, Uses) = (found, await uses.OfAsync(id, User, cancellationToken));
        return true;
    }

    public sealed class FormInput
    {
        /// <summary>Its display name, without extension.</summary>
        [Required, MaxLength(TextLengths.Name)]
        public string? Name { get; set; }

        [MaxLength(TextLengths.Line)]
        public string? Alt { get; set; }
    }
}
