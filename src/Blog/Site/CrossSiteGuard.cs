using Microsoft.Net.Http.Headers;

namespace Blog.Site;

/// <summary>
/// Refuses every writing request that another site began, whatever token it holds: the second lock beside antiforgery, and the only one
/// that pages without token have (OWASP, "Fetch Metadata").
/// </summary>
public sealed class CrossSiteGuard(RequestDelegate next, SiteOptions options)
{
    /// <summary>Handles one request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || (IsFromHere(request) && request.Headers["Sec-Fetch-Site"] != "cross-site"))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>The scheme is left out: a proxy that ends TLS may not be known to be trusted.</summary>
    private bool IsFromHere(HttpRequest request)
    {
        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && (string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
                || string.Equals(from.Authority, options.PublicUrl.Authority, StringComparison.OrdinalIgnoreCase)));
    }
}
