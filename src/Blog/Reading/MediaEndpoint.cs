using System.Text;
using System.Text.RegularExpressions;
using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Redirects;
using Blog.Images.Diagrams;
using Blog.Rendering.Output;
using Blog.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Blog.Reading;

/// <summary>
/// Serves the site's images, which were re-encoded or sanitized, and its attachments, which are as they came. All are sandboxed, and none
/// is ever a page of the site: what no player plays is a download.
/// </summary>
public static partial class MediaEndpoint
{
    private const string Immutable = "public, max-age=31536000, immutable";
    private const string DiagramsPath = "/media/diagrams/";
    private const string NotForLong = "public, max-age=300";

    /// <summary>
    /// Maps <c>/media/diagrams/{hash}-light.svg</c> and the same for dark pages: drawings of diagrams. One that replaces another
    /// has a version before the scheme; what an earlier address gives is the present drawing. A light one may have a PNG, for platforms
    /// that take no SVG.
    /// </summary>
    public static void MapDiagrams(this WebApplication app)
    {
        app.MapMethods("/media/diagrams/{name:ending(.svg)}", [HttpMethods.Get, HttpMethods.Head], ServeDiagramAsync);
        app.MapMethods("/media/diagrams/{name:ending(.png)}", [HttpMethods.Get, HttpMethods.Head], ServePictureAsync);
    }

    /// <summary>
    /// Maps <c>/media/{id}/{name}</c>: the id finds the row, and only names that the row has are served, its own and those of its variants
    /// (<c>960.webp</c>), and a JPEG of a WebP image for other platforms. No part of the request becomes part of a path on disk. A renamed
    /// or replaced image redirects to its successor.
    /// </summary>
    public static void MapMedia(this WebApplication app) =>
        app.MapMethods("/media/{id:hex(32)}/{name}", [HttpMethods.Get, HttpMethods.Head], ServeAsync);

    private static async Task<IResult> ServeAsync(
        string id,
        string name,
        HttpContext context,
        BlogDb db,
        MediaStore store,
        AddressLookup addresses,
        SiteContext site,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.Media.AsNoTracking().FirstOrDefaultAsync(media => media.Id == id, cancellationToken) is { } file)
        {
            if (Answer(context, store, file, name) is { } answer)
            {
                return answer;
            }

            if (name == MediaFile.JpegName && await store.FindJpegAsync(file, cancellationToken) is { } jpeg)
            {
                return Serve(context, jpeg, "image/jpeg", file.Id + "-copy", Immutable);
            }
        }

        var old = await addresses.FindAsync($"/media/{id}/{name}", clock.GetUtcNow(), cancellationToken);
        return old.RedirectTo is { } now ? Results.Redirect(site.Local(now), permanent: true) : Results.NotFound();
    }

    private static async Task<IResult> ServeDiagramAsync(string name, HttpContext context, BlogDb db, CancellationToken cancellationToken)
    {
        if (DiagramName().Match(name) is not { Success: true } asked)
        {
            return Results.NotFound();
        }

        var (hash, isDark) = (asked.Groups["hash"].Value, asked.Groups["scheme"].Value == "dark");
        var svg = await db
            .Diagrams.Where(diagram => diagram.Source == hash)
            .Select(diagram => isDark ? diagram.Dark : diagram.Light)
            .FirstOrDefaultAsync(cancellationToken);
        if (string.IsNullOrEmpty(svg))
        {
            return Results.NotFound();
        }

        var present = DiagramSource.PathOf(hash, DiagramSvg.VersionOf(svg), isDark);
        return ServeBytes(context, Encoding.UTF8.GetBytes(svg), "image/svg+xml", present, name);
    }

    private static async Task<IResult> ServePictureAsync(string name, HttpContext context, BlogDb db, CancellationToken cancellationToken)
    {
        if (DiagramName().Match(Path.ChangeExtension(name, ".svg")) is not { Success: true } asked)
        {
            return Results.NotFound();
        }

        var hash = asked.Groups["hash"].Value;
        var found = await db
            .Diagrams.Where(diagram => diagram.Source == hash && diagram.Picture != null)
            .Select(diagram => new { diagram.Picture, Start = diagram.Light.Substring(0, DiagramSvg.LongestStart) })
            .FirstOrDefaultAsync(cancellationToken);
        if (found?.Picture is not { } png || asked.Groups["scheme"].Value == "dark")
        {
            return Results.NotFound();
        }

        var drawing = DiagramSource.PathOf(hash, DiagramSvg.VersionOf(found.Start), isDark: false);
        return ServeBytes(context, png, "image/png", DiagramSource.PicturePathOf(drawing), name);
    }

    /// <param name="present">Path of the present drawing.</param>
    /// <param name="asked">The name that was asked for, of this drawing or an earlier one.</param>
    private static IResult ServeBytes(HttpContext context, byte[] bytes, string type, string present, string asked)
    {
        var name = present[DiagramsPath.Length..];
        Protect(context, type, asked == name ? Immutable : NotForLong);
        return Results.Bytes(bytes, type, entityTag: new EntityTagHeaderValue($"\"{name}\""));
    }

    [GeneratedRegex(
        @"^(?<hash>[0-9a-f]{64})-([0-9]{1,4}-)?(?<scheme>light|dark)\.svg$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex DiagramName();

    private static IResult? Answer(HttpContext context, MediaStore store, MediaFile file, string name)
    {
        if (string.Equals(file.Name, name, StringComparison.Ordinal))
        {
            Attach(context, file);
            return Serve(context, store.Find(file), file.ContentType, file.Id, Immutable);
        }

        if (file.VariantOf(name) is not { } width)
        {
            return null;
        }

        return store.FindVariant(file, width) is { } variant
            ? Serve(context, variant, "image/webp", string.Create(CultureInfo.InvariantCulture, $"{file.Id}-{width}"), Immutable)
            : Serve(context, store.Find(file), file.ContentType, file.Id, NotForLong); // until the next start recreates it
    }

    /// <summary>Names an attachment (RFC 6266); the name was cleaned when it was stored, and is encoded here (RFC 8187).</summary>
    private static void Attach(HttpContext context, MediaFile file)
    {
        if (file.Attachment is { } type)
        {
            var disposition = new ContentDispositionHeaderValue(type.IsPlayable ? "inline" : "attachment");
            disposition.SetHttpFileName(file.DownloadName ?? file.Name);
            context.Response.Headers.ContentDisposition = disposition.ToString();
        }
    }

    private static IResult Serve(HttpContext context, string? path, string type, string tag, string caching)
    {
        if (path is null)
        {
            return Results.NotFound();
        }

        Protect(context, type, caching);
        return Results.File(path, type, entityTag: new EntityTagHeaderValue($"\"{tag}\""), enableRangeProcessing: true);
    }

    private static void Protect(HttpContext context, string type, string caching)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = caching;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"; // feed readers show them on their own pages
        if (type == "image/svg+xml")
        {
            headers.ContentDisposition = "attachment"; // meant for <img> only
        }
    }
}
