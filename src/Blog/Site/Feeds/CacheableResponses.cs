namespace Blog.Site.Feeds;

/// <summary>Responses of feeds and other machine-readable documents; the cache adds their entity tags and answers 304.</summary>
internal static class CacheableResponses
{
    /// <summary>The document.</summary>
    /// <param name="changed">When the last announced change was made; null if unknown.</param>
    public static IResult Document(HttpContext context, byte[] bytes, string contentType, DateTimeOffset? changed)
    {
        context.Response.GetTypedHeaders().LastModified = changed is { } at ? at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)) : null;
        context.Response.Headers.CacheControl = "no-cache"; // always revalidated: a scheduled post must appear on time
        return Results.Bytes(bytes, contentType);
    }

    /// <summary>Redirects permanently, but with revalidation: see <c>PermanentRedirects</c>.</summary>
    public static IResult Moved(HttpContext context, string href)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Redirect(href, permanent: true);
    }
}
