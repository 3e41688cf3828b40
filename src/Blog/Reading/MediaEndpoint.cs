using Blog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Blog.Reading;

/// <summary>Serves own images: bytes that were re-encoded or cleaned, in a sandbox all the same.</summary>
public static class MediaEndpoint
{
    /// <summary>Maps <c>/media/{id}/{name}</c>; the id finds the file, the name is for people.</summary>
    public static void MapMedia(this WebApplication app) => app.MapMethods("/media/{id:length(32):regex(^[0-9a-f]+$)}/{name}", [HttpMethods.Get, HttpMethods.Head], ServeAsync);

    private static async Task<IResult> ServeAsync(string id, string name, HttpContext context, BlogDb db, MediaStore store, CancellationToken cancellationToken)
    {
        var file = await db.Media.AsNoTracking().FirstOrDefaultAsync(media => media.Id == id, cancellationToken);
        if (file is null || !string.Equals(file.Name, name, StringComparison.Ordinal) || store.Find(file) is not { } path)
        {
            return Results.NotFound();
        }

        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";   // feed readers show them on their own pages
        if (file.ContentType == "image/svg+xml")
        {
            headers.ContentDisposition = "attachment";   // shown through <img> only
        }

        return Results.File(path, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Id}\""), enableRangeProcessing: true);
    }
}
