using System.Security.Claims;
using Blog.Data;
using Blog.Data.Media;
using Blog.Images;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;

namespace Blog.Site.Upload;

/// <summary>Takes pictures that are fields of larger forms, into the library like all others.</summary>
public sealed class PictureUploads(Uploads uploads, SiteContext site, BlogDb db)
{
    /// <summary>A logo is at most 40 pixels high, on a screen of three times the density.</summary>
    public static PictureFrame Logo { get; } = new(1200, 160);

    /// <summary>The largest icon of a manifest.</summary>
    public static PictureFrame Icon { get; } = new(512, 512);

    /// <summary>A QR code of 9rem, whose squares must stay sharp.</summary>
    public static PictureFrame Footer { get; } = new(640, 640);

    /// <summary>What feed readers ask for (JSON Feed 1.1: large and square).</summary>
    public static PictureFrame Author { get; } = new(512, 512, IsCropped: true);

    /// <summary>The picture that a field means: the one sent, none, or the one so far.</summary>
    /// <param name="input">The field; shows the file that was taken from now on.</param>
    /// <param name="key">Its name in the form; a refusal becomes an error of its file.</param>
    /// <param name="alt">Alternative text of a new file in the library.</param>
    /// <param name="person">Whose upload it is.</param>
    public async Task<MediaFile?> ReadAsync(
        PictureInput input,
        string key,
        PictureFrame frame,
        string alt,
        ModelStateDictionary errors,
        ClaimsPrincipal person,
        CancellationToken cancellationToken
    )
    {
        if (input.File is { } sent)
        {
            var taken = uploads.TryCountAnother(person)
                ? await uploads.TakeAsync(sent, alt, cancellationToken, frame: frame)
                : new ImageIngestResult(null, ImageError.Often);
            if (taken.File is { } file)
            {
                (input.Path, input.Remove) = (file.Path, false);
                errors.Remove(key + ".Path");
                errors.Remove(key + ".Remove");
                return file;
            }

            errors.AddModelError(
                key + ".File",
                UploadTexts.Of(site.UiLanguage).Error(taken.Error!.Value, taken.Kind, UploadLimits.Pictures)
            );
        }

        return input.Remove || MediaFile.IdIn(input.Path) is not { } id
            ? null
            : await db.Media.AsNoTracking().FirstOrDefaultAsync(file => file.Id == id, cancellationToken);
    }
}
