using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Blog.Caching.Pages;

/// <summary>Sends a cached page: in the coding that the client takes, without a body for HEAD, or 304 if the client has it.</summary>
internal static class CachedResponse
{
    private static readonly StringValues Vary = HeaderNames.AcceptEncoding;

    /// <summary>What is kept is evicted when it changes, so it was valid just now (RFC 9111, section 5.1).</summary>
    private static readonly StringValues Valid = "0";

    /// <summary>Sends the whole answer.</summary>
    /// <param name="body">One of the page's.</param>
    public static Task SendAsync(HttpContext context, CachedPage page, CachedBody body)
    {
        context.SetEndpoint(page.Endpoint); // for the metrics, which count by route
        var headers = context.Response.Headers;
        foreach (var (name, value) in page.Headers)
        {
            headers[name] = value;
        }

        headers.Age = Valid;

        return Prepare(context, page.LastModified, body) ? BodyAsync(context, body) : Task.CompletedTask;
    }

    /// <summary>Sets status and the headers of the coding.</summary>
    /// <returns>Whether a body follows.</returns>
    public static bool Prepare(HttpContext context, DateTimeOffset? lastModified, CachedBody body)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        headers.Vary = Vary;
        if (Known(request, body, lastModified) is { } tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            headers.ETag = tag;
            (headers.ContentType, headers.ContentLength) = (default, null);
            return false;
        }

        headers.ETag = body.ETag;
        headers.ContentLength = body.Bytes.Length;
        if (body.Coding.Length > 0)
        {
            headers.ContentEncoding = body.Coding;
        }

        return !HttpMethods.IsHead(request.Method);
    }

    public static Task BodyAsync(HttpContext context, CachedBody body)
    {
        var written = context.Response.BodyWriter.WriteAsync(body.Bytes, context.RequestAborted);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }

    /// <summary>
    /// The entity tag by which the client has this content; null if it has it not. A tag of another coding or of a quicker compression is
    /// as good: the content is the same. It is returned as it was asked, since that is the response the client will go on using.
    /// </summary>
    private static string? Known(HttpRequest request, CachedBody body, DateTimeOffset? lastModified)
    {
        var asked = request.Headers.IfNoneMatch;
        if (asked.Count == 0)
        {
            return
                lastModified is { } changed
                && request.Headers.IfModifiedSince.Count > 0
                && new RequestHeaders(request.Headers).IfModifiedSince >= changed
                ? body.ETag
                : null;
        }

        if (asked.Count == 1 && asked[0] == body.ETag)
        {
            return body.ETag;
        }

        if (!EntityTagHeaderValue.TryParseList(asked, out var tags))
        {
            return null;
        }

        foreach (var tag in tags)
        {
            if (tag.Equals(EntityTagHeaderValue.Any))
            {
                return body.ETag;
            }

            if (IsOf(tag.Tag, body.Tag))
            {
                return tag.Tag.ToString();
            }
        }

        return null;
    }

    /// <summary>Whether a tag is the content's: the hash, then the end or a coding.</summary>
    private static bool IsOf(StringSegment tag, string content) =>
        tag.StartsWith(content, StringComparison.Ordinal) && tag.Length > content.Length && tag[content.Length] is '"' or '-';
}
