using Blog.Images;
using Blog.Site.RateLimiting;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Blog.Admin.Media.Upload;

/// <summary>
/// Allows files on one handler of a page: as <see cref="UploadLimits"/> say instead of 1 MB, read by <see cref="UploadReader"/>. It runs
/// before the antiforgery check,
/// whose token is one of the form's fields; only signed-in people get this far, and forms of other sites do not.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MultipartUploadAttribute(string handler) : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <summary>The handler that takes files.</summary>
    public string Handler => handler;

    /// <summary>Before antiforgery, which is 1000.</summary>
    public int Order => 900;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var type = http.Request.ContentType;
        if (
            !HttpMethods.IsPost(http.Request.Method)
            || type?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) != true
            || !string.Equals(http.Request.Query["handler"], handler, StringComparison.OrdinalIgnoreCase)
        )
        {
            return;
        }

        var answers = http.RequestServices.GetRequiredService<UploadResponses>();
        var limiter = http.RequestServices.GetRequiredService<SlidingWindowLimiter>();
        if (Uploads.TryCount(limiter, http.User) is { } wait)
        {
            context.Result = answers.Refuse(context, ImageError.Often, wait); // before reading: nobody waits for a body that is discarded
        }
        else if (await http.RequestServices.GetRequiredService<UploadReader>().ReadAsync(http) is { } error)
        {
            context.Result = answers.Refuse(context, error);
        }
    }
}
