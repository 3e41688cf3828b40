using System.Net;

namespace Blog.Site.Proxies;

/// <summary>What a request looked like before a proxy's headers were taken into account.</summary>
/// <param name="Peer">Who connected; null for a Unix socket.</param>
/// <param name="Scheme">What <c>X-Forwarded-Proto</c> said; empty where it was not sent.</param>
public sealed record ReceivedRequest(IPAddress? Peer, string Scheme)
{
    /// <summary>Notes it, where https is expected.</summary>
    public static Task NoteAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.IsHttps)
        {
            context.Features.Set(
                new ReceivedRequest(context.Connection.RemoteIpAddress, context.Request.Headers["X-Forwarded-Proto"].ToString())
            );
        }

        return next(context);
    }
}
