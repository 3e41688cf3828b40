using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Blog.Reading.Feeds;

/// <summary>How documents for programs are answered: with validators, so that a program that asks every hour is told in a line that nothing changed.</summary>
internal static class CacheableResponses
{
    /// <summary>The document, or 304 to whoever has it (RFC 9110, section 13).</summary>
    /// <param name="context">The request's.</param>
    /// <param name="bytes">The document.</param>
    /// <param name="contentType">Its type.</param>
    /// <param name="changed">When readers were last told of a change; null where nobody knows.</param>
    public static IResult Document(HttpContext context, byte[] bytes, string contentType, DateTimeOffset? changed)
    {
        // Weak, since the same tag is on the document in three codings.
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"", isWeak: true);
        DateTimeOffset? second = changed is { } at ? at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)) : null;
        var headers = context.Response.GetTypedHeaders();
        (headers.ETag, headers.LastModified) = (tag, second);
        context.Response.Headers.CacheControl = "no-cache"; // to be asked for each time: a scheduled post comes at its minute
        return Has(context.Request, tag, second) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(bytes, contentType);
    }

    /// <summary>Sends whoever asks to another address for good, but to ask here again: see <c>PermanentRedirects</c>.</summary>
    public static IResult Moved(HttpContext context, string href)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Redirect(href, permanent: true);
    }

    private static bool Has(HttpRequest request, EntityTagHeaderValue tag, DateTimeOffset? changed)
    {
        var asked = request.GetTypedHeaders();
        return asked.IfNoneMatch.Count > 0
            ? asked.IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false))
            : changed <= asked.IfModifiedSince; // counts only where there is no tag
    }
}
