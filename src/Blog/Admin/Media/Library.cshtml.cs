using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Images;
using Blog.Images.Attachments;
using Blog.Site;
using Blog.Site.Layout;
using Blog.Site.Upload;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Media;

/// <summary>The blog's own images, and uploading new ones: from a form, or from the editor.</summary>
[Authorize(Policy = Access.Author)]
[MultipartUpload("Upload")]
public sealed class LibraryModel(BlogDb db, UsedMedia usedMedia, Uploads uploads, UploadResponses answers, SiteContext site)
    : PageModel,
        IPage
{
    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Media, "/admin/media");

    public const int PerPage = 24;

    private const int MaxSearch = 100;
    private const int MaxNamed = 6;

    /// <summary>How much the form may hold.</summary>
    public UploadLimits Limits => UploadLimits.Of(User, site.Settings.Attachments);

    /// <summary>What the form's control offers; the content decides.</summary>
    public string Accept => UploadTypes.Accept(site.Settings.Attachments);

    /// <summary>Search terms for names and descriptions.</summary>
    [BindProperty(SupportsGet = true, Name = "q"), MaxLength(MaxSearch)]
    public string? Search { get; set; }

    /// <summary><c>unused</c>, <c>bare</c> (without description), or anything else for all.</summary>
    [BindProperty(SupportsGet = true), MaxLength(20)]
    public string? Show { get; set; }

    /// <summary>Page, from 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    /// <summary>The images of this page.</summary>
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>The number of pages.</summary>
    public int Total { get; private set; }

    /// <summary>The filters: value, and how many images each would show.</summary>
    public IReadOnlyList<(string? Show, int Count)> Filters { get; private set; } = [];

    private MediaTexts Words => MediaTexts.Of(site.UiLanguage);

    /// <summary>Shows the images, newest first.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear(); // an invalid address shows everything
        Search = Search?.Trim() is { Length: > 0 } text ? TextLengths.Cut(text, MaxSearch) : null;
        Show = Show is "unused" or "bare" ? Show : null;
        var used = await usedMedia.AllAsync(cancellationToken);
        var found = await db
            .Media.Mentioning(Search)
            .NewestFirst()
            .Select(file => new { file.Id, IsBare = file.Alt == "" })
            .ToListAsync(cancellationToken);
        Filters =
        [
            (null, found.Count),
            ("unused", found.Count(file => !used.Contains(file.Id))),
            ("bare", found.Count(file => file.IsBare)),
        ];
        var shown = found
            .Where(file =>
                Show switch
                {
                    "unused" => !used.Contains(file.Id),
                    "bare" => file.IsBare,
                    _ => true,
                }
            )
            .Select(file => file.Id)
            .ToList();
        Total = Pager.PagesFor(shown.Count, PerPage);
        Number = Math.Clamp(Number, 1, Total);
        var page = shown.Skip((Number - 1) * PerPage).Take(PerPage).ToList();
        var files = await db
            .Media.AsNoTracking()
            .Where(file => page.Contains(file.Id))
            .ToDictionaryAsync(file => file.Id, cancellationToken);
        Rows =
        [
            .. page.Where(files.ContainsKey)
                .Select(id => files[id])
                .Select(file => Row.Of(file, site.Local(file.Thumbnail), !used.Contains(file.Id))),
        ];
    }

    /// <summary>Takes one image from the editor, or all of a form.</summary>
    public async Task<IActionResult> OnPostUploadAsync(
        List<IFormFile> file,
        [MaxLength(TextLengths.Line)] string? alt,
        CancellationToken cancellationToken
    )
    {
        if (!UploadResponses.WantsPage(Request))
        {
            var only = await uploads.TakeAnyAsync(file.FirstOrDefault(), alt, cancellationToken);
            return only.File is { } taken ? answers.Accept(taken) : answers.Refuse(Response, only.Error!.Value, kind: only.Kind);
        }

        var (done, refused) = (new List<MediaFile>(), new List<string>());
        foreach (var (index, one) in file.Index())
        {
            var result =
                index == 0 || uploads.TryCountAnother(User)
                    ? await uploads.TakeAnyAsync(one, null, cancellationToken)
                    : new ImageIngestResult(null, ImageError.Often);
            if (result.File is { } taken)
            {
                done.Add(taken);
            }
            else
            {
                refused.Add(
                    Words.NotUploaded(NameOf(one), UploadTexts.Of(site.UiLanguage).Error(result.Error!.Value, result.Kind, Limits))
                );
            }
        }

        return Lead(done, file.Count == 0 ? [UploadTexts.Of(site.UiLanguage).Error(ImageError.NoFile)] : refused);
    }

    /// <summary>The address of this list, with another filter or page.</summary>
    public string Href(string? show, int number) =>
        site.Local("/admin/media")
        + QueryString.Create(
            new (string Key, string? Value)[]
            {
                ("q", Search),
                ("show", show),
                ("number", number > 1 ? number.ToString(CultureInfo.InvariantCulture) : null),
            }
                .Where(part => part.Value is not null)
                .Select(part => KeyValuePair.Create(part.Key, part.Value))
        );

    /// <summary>
    /// Redirects to the image if there is only one, since its description is entered there, else to the list; both show errors.
    /// </summary>
    private LocalRedirectResult Lead(List<MediaFile> done, List<string> refused)
    {
        var named = refused.Take(MaxNamed).ToList(); // the message travels in a cookie
        if (refused.Count > named.Count)
        {
            named.Add(Words.AndMoreRefused(refused.Count - named.Count));
        }

        TempData[refused.Count > 0 ? "refused" : "done"] = string.Join(
            " ",
            done.Count > 0 ? named.Prepend(Words.UploadedCount(done.Count)) : named
        );
        return LocalRedirect(site.Local(done.Count == 1 ? "/admin/media/" + done[0].Id : "/admin/media"));
    }

    private static string NameOf(IFormFile file) => file.FileName.Length > 60 ? file.FileName[..59] + "…" : file.FileName;

    /// <param name="Kind">What kind of attachment it is; null for an image.</param>
    public sealed record Row(string Id, string Name, string Alt, string Thumbnail, bool IsUnused, AttachmentType? Kind, long Length)
    {
        internal static Row Of(MediaFile file, string thumbnail, bool isUnused) =>
            new(file.Id, file.Name, file.Alt, thumbnail, isUnused, file.Attachment, file.Length);
    }
}
