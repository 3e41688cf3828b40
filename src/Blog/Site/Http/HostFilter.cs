using System.Net;
using Microsoft.Extensions.Primitives;

namespace Blog.Site.Http;

/// <summary>
/// Refuses requests for host names that are not this site's (security.md B15). In place of the framework's filter, whose answers lack the
/// security headers and tell nobody what is expected.
/// </summary>
public sealed class HostFilter(RequestDelegate next, SiteOptions options)
{
    private readonly IList<StringSegment> _allowed =
    [
        .. options.AllowedHosts.Split(';').Select(host => new StringSegment(new HostString(host).ToUriComponent())),
    ];

    public Task InvokeAsync(HttpContext context)
    {
        // The header as it came: Request.Host decodes international names, and throws on what is none. HTTP/1.0 need not name a host.
        var host = context.Request.Headers.Host.ToString();
        if (host.Length == 0 || HostString.MatchesAny(host, _allowed))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        SecurityHeaders.ApplyBare(context.Response, options);
        return IsFromThisMachine(context) ? SayAsync(context) : Task.CompletedTask;
    }

    /// <summary>Whoever operates the site, and no visitor behind a proxy on the same machine.</summary>
    private static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded");

    private Task SayAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(
            $"This program answers for the host {options.PublicUrl.Host} (from Blog__PublicUrl) and for localhost, "
                + "not for the one asked for.\n",
            context.RequestAborted
        );
    }
}
