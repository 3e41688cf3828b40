using Blog.Data;
using Blog.Data.Redirects;
using Microsoft.AspNetCore.Diagnostics;

namespace Blog.Site.Http;

/// <summary>
/// Records public addresses that were not found, for the owner: never the query or the client, and nothing behind the sign-in.
/// </summary>
public sealed class NotFoundTracking(RequestDelegate next, NotFoundLog missing)
{
    private static readonly PathString[] Unnoted = ["/error", "/health", "/metrics", "/api"];

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var (path, pathBase) = (request.Path, request.PathBase); // before the edition middleware changes the path base
        await next(context);
        if (
            context.Response.StatusCode == StatusCodes.Status404NotFound
            && HttpMethods.IsGet(request.Method)
            && context.Features.Get<IStatusCodeReExecuteFeature>() is null // the error page itself
            && !StaticCopy.Is(context) // nobody asked
            && !AdminResponseHeaders.Holds(path)
            && !Array.Exists(Unnoted, root => path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase))
        )
        {
            missing.Note(path.Value ?? "/", ReferrerOf(request, pathBase));
        }
    }

    /// <summary>
    /// The referring page without query and fragment; null if it is one of the site's private pages, whose address may contain a secret.
    /// </summary>
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
