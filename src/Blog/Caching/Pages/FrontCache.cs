using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Blog.Caching.Pages;

/// <summary>
/// Answers from the cache before anything else looks at a request: only a plain GET or HEAD for exactly the target of a cached page, from
/// a reader whose answer cannot be personal. All others take the whole way, on which <see cref="PageCache"/> looks again.
/// </summary>
/// <remarks>
/// What the way would have checked was checked when the page was made: its headers are kept with it, and no page depends on the host or
/// the scheme of a request. The framework's host filter comes before.
/// </remarks>
internal sealed class FrontCache(
    RequestDelegate next,
    PageStore pages,
    BodyCompressor compressor,
    CacheMetrics metrics,
    IOptions<PublicCacheOptions> options,
    TimeProvider clock
)
{
    private readonly string[] _personal = [.. options.Value.PersonalCookies];

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var coding = ContentCoding.Of(request.Headers.AcceptEncoding);
        if (
            context.Features.Get<IHttpRequestFeature>() is { } asked
            && pages.ByTarget(asked.RawTarget) is { } page
            && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Headers.Authorization.Count == 0
            && !HasPersonalCookie(request)
            && page.IsFresh(clock.GetUtcNow())
        )
        {
            page.Note();
            metrics.Answered(context);
            return CachedResponse.SendAsync(context, page, compressor.BodyOf(page, coding));
        }

        // From here on there is one coding that the answer may have, which is what caches and compression go by.
        request.Headers.AcceptEncoding = coding;
        return next(context);
    }

    private bool HasPersonalCookie(HttpRequest request)
    {
        var cookies = request.Headers.Cookie;
        if (cookies.Count == 0)
        {
            return false;
        }

        // A name within another cookie's value only means the longer way.
        var text = cookies.ToString();
        return Array.Exists(_personal, name => text.Contains(name + "=", StringComparison.Ordinal));
    }
}
