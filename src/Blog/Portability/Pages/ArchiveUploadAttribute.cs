using Blog.Portability.Archives;
using Blog.Site;
using Blog.Site.Upload;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Blog.Portability.Pages;

/// <summary>
/// Lets a page take one archive, read by <see cref="UploadReader"/> to disk. It runs before the antiforgery check, whose token is one of
/// the form's fields; only signed-in owners get this far, and forms of other sites do not.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ArchiveUploadAttribute : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <summary>One archive; 2 GB at 5 Mbit/s.</summary>
    internal static readonly UploadLimits Limits = new(Files: 1, Bytes: ArchiveExtraction.MaxBytes, TimeSpan.FromHours(1));

    /// <summary>Before antiforgery, which is 1000.</summary>
    public int Order => 900;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (
            !HttpMethods.IsPost(http.Request.Method)
            || http.Request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) != true
            || !http.User.IsOwner
        )
        {
            return;
        }

        if (await http.RequestServices.GetRequiredService<UploadReader>().ReadAsync(http, Limits) is { } error)
        {
            var site = http.RequestServices.GetRequiredService<SiteContext>();
            var note = http.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http);
            note["refused"] = ImportTexts.Of(site.UiLanguage).UploadError(error);
            note.Save();
            context.Result = new RedirectResult(site.Local(http.Request.Path));
        }
    }
}
