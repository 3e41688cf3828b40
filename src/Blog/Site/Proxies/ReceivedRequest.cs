using System.Net;

namespace Blog.Site.Proxies;

/// <summary>What a request looked like before a proxy's headers were taken into account.</summary>
/// <param name="Peer">Who connected; null for a Unix socket.</param>
/// <param name="Scheme">What <c>X-Forwarded-Proto</c> said; empty where it was not sent.</param>
/// <param name="For">What <c>X-Forwarded-For</c> said.</param>
public sealed record ReceivedRequest(IPAddress? Peer, string Scheme, string For)
{
    public static Task NoteAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        context.Features.Set(
            new ReceivedRequest(
                context.Connection.RemoteIpAddress,
                headers["X-Forwarded-Proto"].ToString(),
                headers["X-Forwarded-For"].ToString()
            )
        );
        return next(context);
    }
}
