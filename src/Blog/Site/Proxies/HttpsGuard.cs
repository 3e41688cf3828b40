using System.Net;
using Blog.Site.Http;

namespace Blog.Site.Proxies;

/// <summary>
/// Where readers use https, a private page that is seen as plain http cannot work: its cookies are for https only. This explains the
/// mistake in the proxy's configuration instead.
/// </summary>
public sealed class HttpsGuard(RequestDelegate next, SiteOptions options, ProxyFaults faults)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!SecurityHeaders.IsPrivate(context))
        {
            return next(context);
        }

        if (context.Request.IsHttps)
        {
            faults.NoteRight();
            return next(context);
        }

        if (context.Features.Get<ReceivedRequest>() is not { } received || StaticCopy.Is(context))
        {
            return next(context);
        }

        var fault = ProxyFault.Find(received, options);
        if (!IsLookingFromHere(context, fault))
        {
            faults.Note(fault);
        }

        context.Features.Set(fault);
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = InsecureModel.Path;
        return next(context);
    }

    /// <summary>The operator, with a browser or a command on the machine itself: no proxy would keep that name.</summary>
    private static bool IsLookingFromHere(HttpContext context, ProxyFault fault) =>
        fault.Kind == ProxyFaultKind.Plain
        && context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
        && (fault.Peer is null || IPAddress.IsLoopback(fault.Peer));
}
