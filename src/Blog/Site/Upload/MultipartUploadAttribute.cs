using Blog.Images;
using Blog.Site.RateLimiting;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Blog.Site.Upload;

/// <summary>
/// Allows files on one handler of a page: as <see cref="UploadLimits"/> say instead of 1 MB, read by <see cref="UploadReader"/>. It runs
/// before the antiforgery check, whose token is one of the form's fields; only signed-in people get this far, and forms of other sites do
/// not.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MultipartUploadAttribute(string handler = "") : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <summary>The handler that takes files; empty for the one without a name.</summary>
    public string Handler => handler;

    /// <summary>
    /// Whether the form has other fields, and its pictures may be left out: <see cref="PictureUploads"/> counts those that came.
    /// </summary>
    public bool IsOptional { get; init; }

    /// <summary>Before antiforgery, which is 1000.</summary>
    public int Order => 900;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var type = http.Request.ContentType;
        if (
            !HttpMethods.IsPost(http.Request.Method)
            || type?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) != true
            || !string.Equals(http.Request.Query["handler"].ToString(), handler, StringComparison.OrdinalIgnoreCase)
        )
        {
            return;
        }

        var answers = http.RequestServices.GetRequiredService<UploadResponses>();
        var limiter = http.RequestServices.GetRequiredService<SlidingWindowLimiter>();
        var limits = IsOptional
            ? UploadLimits.Pictures
            : UploadLimits.Of(http.User, http.RequestServices.GetRequiredService<SiteContext>().Settings.Attachments);
        if (!IsOptional && Uploads.TryCount(limiter, http.User) is { } wait)
        {
            // before reading: nobody waits for a body that is discarded
            context.Result = answers.Refuse(context, ImageError.Often, limits, wait);
        }
        else if (await http.RequestServices.GetRequiredService<UploadReader>().ReadAsync(http, limits) is { } error)
        {
            context.Result = answers.Refuse(context, error, limits);
        }
    }
}
