using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Blog.Reading.Feeds;

/// <summary>Responses with validators for feeds and other machine-readable documents, so that hourly polling costs only a 304.</summary>
internal static class CacheableResponses
{
    /// <summary>The document, or 304 if the client already has it (RFC 9110, section 13).</summary>
    /// <param name="changed">When the last announced change was made; null if unknown.</param>
    public static IResult Document(HttpContext context, byte[] bytes, string contentType, DateTimeOffset? changed)
    {
        // Weak, since the same tag applies to the document in three codings.
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"", isWeak: true);
        DateTimeOffset? second = changed is { } at ? at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)) : null;
        var headers = context.Response.GetTypedHeaders();
        (headers.ETag, headers.LastModified) = (tag, second);
        context.Response.Headers.CacheControl = "no-cache"; // always revalidated: a scheduled post must appear on time
        return Has(context.Request, tag, second) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(bytes, contentType);
    }

    /// <summary>Redirects permanently, but with revalidation: see <c>PermanentRedirects</c>.</summary>
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
            : changed <= asked.IfModifiedSince; // used only without an entity tag
    }
}
