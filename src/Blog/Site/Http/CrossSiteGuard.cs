using Blog.Data.Security;
using Blog.Site.Security;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace Blog.Site.Http;

/// <summary>
/// Refuses every unsafe request that another site initiated, whatever token it has: a second defence beside antiforgery, and the only one
/// for pages without a token (OWASP, "Fetch Metadata").
/// </summary>
public sealed class CrossSiteGuard(RequestDelegate next, SecurityLog security, SiteOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        // re-executed requests are for the error page
        if (!Refuses(context.Request, options) || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            return next(context);
        }

        security.Add(context, SecurityEventKind.CsrfRefused, method: "other-site");
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>Whether an unsafe request was initiated by another site.</summary>
    public static bool Refuses(HttpRequest request, SiteOptions options) =>
        !HttpMethods.IsGet(request.Method)
        && !HttpMethods.IsHead(request.Method)
        && (!IsFromHere(request, options) || request.Headers["Sec-Fetch-Site"] == "cross-site");

    /// <summary>The scheme is ignored: a proxy that terminates TLS may not be configured as trusted.</summary>
    private static bool IsFromHere(HttpRequest request, SiteOptions options)
    {
        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin.Length == 0
            || (
                Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && (
                    string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
                    || string.Equals(from.Authority, options.PublicUrl.Authority, StringComparison.OrdinalIgnoreCase)
                )
            );
    }
}
