using Blog.Data;
using Blog.Data.Redirects;
using Microsoft.AspNetCore.Diagnostics;

namespace Blog.Site.Http;

/// <summary>Notes the public addresses that readers ask for in vain, for the owner: never a query, never who asked, nothing behind the door.</summary>
public sealed class NotFoundTracking(RequestDelegate next, NotFoundLog missing)
{
    private static readonly PathString[] Unnoted = ["/error", "/health", "/metrics", "/api"];

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var (path, pathBase) = (request.Path, request.PathBase); // before the edition middleware takes its part
        await next(context);
        if (
            context.Response.StatusCode == StatusCodes.Status404NotFound
            && HttpMethods.IsGet(request.Method)
            && context.Features.Get<IStatusCodeReExecuteFeature>() is null // the error page itself
            && !AdminResponseHeaders.Holds(path)
            && !Array.Exists(Unnoted, root => path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase))
        )
        {
            missing.Note(path.Value ?? "/", ReferrerOf(request, pathBase));
        }
    }

    /// <summary>The referring page without query and fragment; none where it is one of ours behind the door, whose address may hold a secret.</summary>
    private static string? ReferrerOf(HttpRequest request, PathString pathBase)
    {
        if (
            !Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
        )
        {
            return null;
        }

        var isOurs = string.Equals(uri.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase);
        if (isOurs && PathString.FromUriComponent(uri).StartsWithSegments(pathBase, out var below) && AdminResponseHeaders.Holds(below))
        {
            return null;
        }

        var page = uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return page.Length <= TextLengths.Path ? page : null;
    }
}
