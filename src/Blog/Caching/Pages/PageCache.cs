using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Blog.Caching.Pages;

/// <summary>
/// Makes public pages, one at a time each however many ask, and keeps them. After routing and authentication, so that it knows whether the
/// answer is a public page for an anonymous reader.
/// </summary>
internal sealed class PageCache(
    RequestDelegate next,
    PageStore pages,
    BodyCompressor compressor,
    PublicationSchedule schedule,
    CacheMetrics metrics,
    IOptions<PublicCacheOptions> options,
    TimeProvider clock
)
{
    /// <summary>
    /// A page is made again after this time even if nothing changed: what it says of related posts, or of its age, may have become old.
    /// </summary>
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(60);

    /// <summary>However often a page changes while it is made: then a reader gets one of their own.</summary>
    private const int Attempts = 3;

    /// <summary>Belong to one answer, not to the page.</summary>
    private static readonly HashSet<string> NotKept = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.CacheControl, // set apart: who sends credentials is told another
        HeaderNames.Connection,
        HeaderNames.ContentEncoding,
        HeaderNames.ContentLength,
        HeaderNames.Date,
        HeaderNames.ETag,
        HeaderNames.KeepAlive,
        HeaderNames.Server,
        HeaderNames.TransferEncoding,
        HeaderNames.Vary,
    };

    private readonly ConcurrentDictionary<string, Making> _inWork = new(StringComparer.Ordinal);

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicPageAttribute>() is not { } about || !IsForAnyone(context))
        {
            await next(context);
            return;
        }

        var key = KeyOf(context);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (Find(key) is { } known)
            {
                await SendAsync(context, known);
                return;
            }

            var mine = new Making();
            var making = _inWork.GetOrAdd(key, mine);
            if (ReferenceEquals(making, mine))
            {
                var isKept = false;
                try
                {
                    isKept = await MakeAsync(context, key, about);
                }
                finally
                {
                    _inWork.TryRemove(key, out _);
                    mine.Done.SetResult(isKept);
                }

                return;
            }

            making.HasWaiter = true;
            if (!await making.Done.Task.WaitAsync(context.RequestAborted))
            {
                break; // a redirect, say, or an address without a page: nothing to wait for a second time
            }
        }

        await MakeAsync(context, key, about);
    }

    private bool IsForAnyone(HttpContext context)
    {
        var request = context.Request;
        if (context.User.Identity?.IsAuthenticated == true)
        {
            context.Response.OnStarting(MakePrivate, context.Response); // whatever the page says
            return false;
        }

        if (request.Headers.Authorization.Count > 0)
        {
            context.Response.OnStarting(MakePrivate, context.Response); // a proxy let somebody in, who gets the page that everybody gets
        }

        if (context.Features.Get<Uncached>() is not null)
        {
            context.Response.Headers.CacheControl = CacheControl(); // the static copy is sent as the page itself is
            return false;
        }

        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
    }

    private static Task MakePrivate(object response)
    {
        ((HttpResponse)response).Headers.CacheControl = "private, no-store";
        return Task.CompletedTask;
    }

    /// <summary>
    /// The page as it is; or as it was, while somebody makes and somebody else awaits the new one. Who comes alone after a change always
    /// gets the new page.
    /// </summary>
    private CachedPage? Find(string key) =>
        pages.ByKey(key) is { } page && (page.IsFresh(clock.GetUtcNow()) || (_inWork.TryGetValue(key, out var making) && making.HasWaiter))
            ? page
            : null;

    private Task SendAsync(HttpContext context, CachedPage page)
    {
        if (IsRead(context))
        {
            metrics.Answered(context);
            page.Note();
        }

        return CachedResponse.SendAsync(context, page, compressor.BodyOf(page, ContentCoding.Of(context.Request.Headers.AcceptEncoding)));
    }

    /// <summary>Whether a reader asks, and not the program itself.</summary>
    private static bool IsRead(HttpContext context) => context.Features.Get<Warming>() is null;

    /// <returns>Whether the page is kept now.</returns>
    private async Task<bool> MakeAsync(HttpContext context, string key, PublicPageAttribute about)
    {
        if (IsRead(context))
        {
            metrics.Missed();
        }

        var since = pages.Evictions; // before anything is read
        var until = await schedule.NextAsync(context.RequestAborted);
        var (response, coding) = (context.Response, ContentCoding.Of(context.Request.Headers.AcceptEncoding));
        var isHead = HttpMethods.IsHead(context.Request.Method);
        var original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().Stream;
        await using var rendered = new PageBuffer(() => PassOnAsync(response, original, coding, isHead));
        await RenderAsync(context, rendered);
        if (rendered.IsPassedOn)
        {
            return false;
        }

        if (response.StatusCode != StatusCodes.Status200OK || !MayBeKept(response))
        {
            if (rendered.Length > 0)
            {
                await response.Body.WriteAsync(rendered.Kept, context.RequestAborted);
            }

            return false;
        }

        response.Headers.CacheControl = CacheControl();
        if (options.Value.SendsTags)
        {
            response.Headers[CacheTags.Header] = CacheTags.Of(context, about);
        }

        var lastModified = response.GetTypedHeaders().LastModified;
        var plain = CachedBody.Of(rendered.Kept.ToArray());
        var contentType = response.Headers.ContentType;
        var body = coding.Length == 0 ? plain : Compression.Quickly(plain, coding);
        var hasBody = CachedResponse.Prepare(context, lastModified, body);
        await response.StartAsync(CancellationToken.None); // the security headers are set at the last moment
        var page = new CachedPage(
            key,
            Target(context, key),
            response
                .Headers.Where(header => !NotKept.Contains(header.Key) && header.Key != HeaderNames.ContentType)
                .Append(new(HeaderNames.ContentType, contentType))
                .Append(new(HeaderNames.CacheControl, CacheControl())),
            plain
        )
        {
            IsOfPost = about.IsOfPost,
            Endpoint = context.GetEndpoint(),
            LastModified = lastModified,
            Expires = until is { } next && next - clock.GetUtcNow() < Ceiling ? next : clock.GetUtcNow() + Ceiling,
        };
        if (IsRead(context))
        {
            page.Note();
        }

        var isKept = pages.Add(page, since);
        if (isKept && coding.Length > 0)
        {
            compressor.Adopt(page, body);
        }

        if (hasBody)
        {
            await CachedResponse.BodyAsync(context, body);
        }

        return isKept;
    }

    /// <summary>Begins an answer that is too long to be kept.</summary>
    private async Task<Stream> PassOnAsync(HttpResponse response, Stream original, string coding, bool isHead)
    {
        response.Headers.CacheControl = CacheControl();
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.ContentLength = null;
        if (coding.Length > 0)
        {
            response.Headers.ContentEncoding = coding;
        }

        await response.StartAsync(CancellationToken.None);
        return isHead ? Stream.Null : Compression.Streamed(original, coding);
    }

    /// <summary>
    /// Runs the page on a whole GET: a HEAD or a conditional request would leave nothing to keep. A reader who goes away does not end it,
    /// since others may be waiting.
    /// </summary>
    private async Task RenderAsync(HttpContext context, Stream rendered)
    {
        var (request, headers) = (context.Request, context.Request.Headers);
        var (method, match, since, coding) = (request.Method, headers.IfNoneMatch, headers.IfModifiedSince, headers.AcceptEncoding);
        var aborted = context.RequestAborted;
        var original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var buffer = new StreamResponseBodyFeature(rendered);
        context.Features.Set<IHttpResponseBodyFeature>(buffer);
        (request.Method, headers.IfNoneMatch, headers.IfModifiedSince, headers.AcceptEncoding) = (
            HttpMethods.Get,
            default,
            default,
            default
        );
        context.RequestAborted = context.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken ?? CancellationToken.None;
        try
        {
            await next(context);
            await buffer.CompleteAsync();
        }
        finally
        {
            context.RequestAborted = aborted;
            (request.Method, headers.IfNoneMatch, headers.IfModifiedSince, headers.AcceptEncoding) = (method, match, since, coding);
            context.Features.Set(original);
        }
    }

    private static bool MayBeKept(HttpResponse response) =>
        response.Headers.SetCookie.Count == 0
        && !response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase);

    private string CacheControl() =>
        options.Value.SharedMaxAge is > 0 and var age
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"public, max-age=0, s-maxage={age}, stale-while-revalidate={age}, stale-if-error=86400"
            )
            : "no-cache";

    /// <summary>
    /// The decoded path with the base path, as the page's own address has it: an edition's home page ends without a slash.
    /// </summary>
    private static string KeyOf(HttpContext context)
    {
        var (root, path) = (context.Request.PathBase, context.Request.Path);
        var asked = context.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0];
        return root.HasValue && path.Value == "/" && asked == root.ToUriComponent() ? root.Value : root.Value + path.Value;
    }

    /// <summary>
    /// The request target by which the page may be found without looking closer: its only spelling, without a query, which may mean
    /// something else.
    /// </summary>
    private static string? Target(HttpContext context, string key)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return target is not null && string.Equals(target, new PathString(key).ToUriComponent(), StringComparison.Ordinal) ? target : null;
    }

    /// <summary>A page that is being made.</summary>
    private sealed class Making
    {
        /// <summary>When it ends: whether the page is kept.</summary>
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Somebody waits for it already.</summary>
        public bool HasWaiter { get; set; }
    }
}
