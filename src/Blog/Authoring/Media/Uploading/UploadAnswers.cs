using Blog.Data;
using Blog.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Blog.Authoring.Media.Uploading;

/// <summary>Answers an upload: in JSON for the editor, by a page for a form.</summary>
public sealed class UploadAnswers(SiteContext site, ITempDataDictionaryFactory notes)
{
    private UploadTexts Words => UploadTexts.Of(site.DeskTag);

    /// <summary>Whether a browser sent the form by itself, and so waits for a page.</summary>
    public static bool WantsPage(HttpRequest request) =>
        request.Headers.Accept.Any(accepted => accepted?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>What the editor puts into the text.</summary>
    public IActionResult Accept(MediaFile file) =>
        new JsonResult(new { markdown = file.ToMarkdown(), href = site.Local(file.Path), alt = file.Alt, width = file.Width, height = file.Height });

    /// <summary>Why one upload is not taken.</summary>
    public IActionResult Refuse(HttpResponse response, UploadFault fault, TimeSpan wait = default)
    {
        if (wait > TimeSpan.Zero)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return new JsonResult(new { error = Words.Fault(fault) }) { StatusCode = UploadFaults.StatusOf(fault) };
    }

    /// <summary>Why a form is not taken, before any page has begun.</summary>
    public IActionResult Refuse(ActionContext context, UploadFault fault, TimeSpan wait = default)
    {
        var http = context.HttpContext;
        if (!WantsPage(http.Request))
        {
            return Refuse(http.Response, fault, wait);
        }

        var note = notes.GetTempData(http);
        note["refused"] = Words.Fault(fault);
        note.Save();   // the framework would, but later than here
        return new RedirectResult(site.Local(http.Request.Path.Value!));
    }
}
