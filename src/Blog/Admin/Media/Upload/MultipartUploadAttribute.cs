using Blog.Images;
using Blog.Site;
using Blog.Site.RateLimiting;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Blog.Admin.Media.Upload;

/// <summary>
/// Lets one handler of a page take files: 25 MB instead of 1 MB, read by <see cref="UploadReader"/>. It stands before the check of the
/// form's token, which is one of the form's fields; only who is signed in comes this far, and no other site's form does.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MultipartUploadAttribute(string handler) : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <summary>The handler that takes them.</summary>
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
        if (limiter.TryAcquire(Uploads.PerAccount, Uploads.KeyOf(http.User.AccountId)).RetryAfter is { } wait)
        {
            context.Result = answers.Refuse(context, ImageError.Often, wait); // unread: nobody waits for a body that is thrown away
        }
        else if (await http.RequestServices.GetRequiredService<UploadReader>().ReadAsync(http) is { } error)
        {
            context.Result = answers.Refuse(context, error);
        }
    }
}
