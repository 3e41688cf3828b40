using Blog.Data.Media;
using Blog.Images;
using Blog.Site.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Blog.Site.Upload;

/// <summary>Answers an upload: in JSON for the editor, with a page for a form.</summary>
public sealed class UploadResponses(SiteContext site, ITempDataDictionaryFactory notes)
{
    private UploadTexts Words => UploadTexts.Of(site.UiLanguage);

    /// <summary>Whether a browser submitted the form without script, and so expects a page.</summary>
    public static bool WantsPage(HttpRequest request) =>
        request.Headers.Accept.Any(accepted => accepted?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>The status of a refusal (RFC 9110, RFC 6585, RFC 4918).</summary>
    public static int StatusOf(ImageError error) =>
        error switch
        {
            ImageError.TooLarge or ImageError.TooMany or ImageError.AttachmentTooLarge => StatusCodes.Status413PayloadTooLarge,
            ImageError.NotAnImage or ImageError.NotAllowed => StatusCodes.Status415UnsupportedMediaType,
            ImageError.Often => StatusCodes.Status429TooManyRequests,
            ImageError.NoRoom => StatusCodes.Status507InsufficientStorage,
            ImageError.Malformed => StatusCodes.Status400BadRequest,
            ImageError.TooSlow => StatusCodes.Status408RequestTimeout,
            _ => StatusCodes.Status422UnprocessableEntity,
        };

    /// <summary>What the editor inserts into the text.</summary>
    public IActionResult Accept(MediaFile file) =>
        new JsonResult(
            new
            {
                markdown = file.ToMarkdown(),
                href = site.Local(file.Path),
                alt = file.Alt,
                width = file.Width,
                height = file.Height,
                isImage = file.Attachment is null,
            }
        );

    /// <summary>Why an upload was refused.</summary>
    public IActionResult Refuse(HttpResponse response, ImageError error, TimeSpan? wait = null, FileKind? kind = null)
    {
        if (wait is { } time)
        {
            response.SetRetryAfter(time);
        }

        return new JsonResult(
            new { error = Words.Error(error, kind, UploadLimits.Of(response.HttpContext.User, site.Settings.Attachments)) }
        )
        {
            StatusCode = StatusOf(error),
        };
    }

    /// <summary>Refuses a form before any page has begun.</summary>
    public IActionResult Refuse(ActionContext context, ImageError error, UploadLimits limits, TimeSpan? wait = null)
    {
        var http = context.HttpContext;
        if (!WantsPage(http.Request))
        {
            return Refuse(http.Response, error, wait);
        }

        var note = notes.GetTempData(http);
        note["refused"] = Words.Error(error, limits: limits);
        note.Save(); // the framework would save it too, but later
        return new RedirectResult(site.Local(http.Request.Path.Value!));
    }
}
