using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace Blog.Site.Http;

/// <summary>
/// Refuses every writing request that another site began, whatever token it holds: the second lock beside antiforgery, and the only one
/// that pages without token have (OWASP, "Fetch Metadata").
/// </summary>
public sealed class CrossSiteGuard(RequestDelegate next, SiteOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!Refuses(context.Request, options) || context.Features.Get<IStatusCodeReExecuteFeature>() is not null) // the second time round it is the error page that is asked for
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>Whether another site began a request that writes.</summary>
    public static bool Refuses(HttpRequest request, SiteOptions options) =>
        !HttpMethods.IsGet(request.Method)
        && !HttpMethods.IsHead(request.Method)
        && (!IsFromHere(request, options) || request.Headers["Sec-Fetch-Site"] == "cross-site");

    /// <summary>The scheme is left out: a proxy that ends TLS may not be known to be trusted.</summary>
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
