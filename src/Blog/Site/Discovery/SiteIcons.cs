using System.Collections.Concurrent;
using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Settings;
using Blog.Images;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Blog.Site.Discovery;

/// <summary>
/// The icons of the site: built in, or made of the owner's picture. Those are made once, on first request, and their addresses hold the
/// picture's hash, so that a new picture is seen at once. An SVG is its own icon in every size; the home screens of phones, which show no
/// SVG, keep the built-in one.
/// </summary>
public sealed class SiteIcons(Assets assets, SiteOptions options, IServiceScopeFactory scopes)
{
    private const string Svg = "icon.svg";
    private const string Touch = "apple-touch-icon.png";
    private const string Tab = "favicon.ico";
    private const int TabSide = 48;

    private static readonly Dictionary<string, Shape> Shapes = new(StringComparer.Ordinal)
    {
        ["icon-96.png"] = new(96, 96, IsOpaque: false),
        ["icon-192.png"] = new(192, 192, IsOpaque: false),
        ["icon-512.png"] = new(512, 512, IsOpaque: false),
        ["icon-maskable.png"] = new(512, 360, IsOpaque: true), // a mask leaves a circle of four fifths of the side
        [Touch] = new(180, 160, IsOpaque: true),
        [Tab] = new(TabSide, TabSide, IsOpaque: false),
    };

    private volatile Made _made = new("");

    /// <summary>The icon that browsers show in tabs.</summary>
    public SiteIcon InTab(SiteSettings settings) =>
        settings.Identity.Favicon is not { } own ? new SiteIcon(assets.Href(Svg), "image/svg+xml", "any", "any")
        : IsSvg(own) ? Own(own, Svg, "any")
        : Own(own, "icon-96.png", "96x96");

    /// <summary>Address of the icon on the home screen of a phone.</summary>
    public string OnHomeScreen(SiteSettings settings) =>
        settings.Identity.Favicon is { } own && !IsSvg(own) ? Own(own, Touch, "180x180").Href : assets.Href(Touch);

    /// <summary>The icons of the web app manifest.</summary>
    public IReadOnlyList<SiteIcon> InManifest(SiteSettings settings) =>
        settings.Identity.Favicon is not { } own
            ?
            [
                InTab(settings),
                new(assets.Href("icon-192.png"), "image/png", "192x192", "any"),
                new(assets.Href("icon-512.png"), "image/png", "512x512", "any"),
                new(assets.Href("icon-512.png"), "image/png", "512x512", "maskable"),
            ]
        : IsSvg(own) ? [InTab(settings)]
        :
        [
            Own(own, "icon-192.png", "192x192"),
            Own(own, "icon-512.png", "512x512"),
            Own(own, "icon-maskable.png", "512x512") with
            {
                Purpose = "maskable",
            },
        ];

    /// <summary>Serves an icon at its address with the hash; false if it is none of the present ones.</summary>
    internal async Task<bool> TryServeAsync(HttpContext context, string file, SiteSettings settings)
    {
        if (settings.Identity.Favicon is not { } own || MediaFile.IdIn(own) is not { } id)
        {
            return false;
        }

        var name = Shapes.Keys.Append(Svg).FirstOrDefault(shape => string.Equals(NameOf(shape, id), file, StringComparison.Ordinal));
        return name is not null && await TryServeAsync(context, id, name, "public, max-age=31536000, immutable");
    }

    /// <summary>Serves an icon that browsers ask for without having read a page.</summary>
    /// <param name="name">Its well-known file name, such as <c>favicon.ico</c>.</param>
    public async Task ServeFixedAsync(HttpContext context, string name, SiteSettings settings)
    {
        const string Caching = "public, max-age=3600"; // the address stays when the picture changes
        var own = settings.Identity.Favicon;
        var shape = own is not null && IsSvg(own) && name == Tab ? Svg : name;
        if (MediaFile.IdIn(own) is not { } id || !await TryServeAsync(context, id, shape, Caching))
        {
            await assets.ServeFixedAsync(context, name);
        }
    }

    private static bool IsSvg(string path) => path.EndsWith(".svg", StringComparison.Ordinal);

    private static string NameOf(string name, string id) => $"{Path.GetFileNameWithoutExtension(name)}.{id[..12]}{Path.GetExtension(name)}";

    private SiteIcon Own(string path, string name, string sizes) =>
        new(options.BasePath + "/assets/" + NameOf(name, MediaFile.IdIn(path)!), name == Svg ? "image/svg+xml" : "image/png", sizes, "any");

    private async Task<bool> TryServeAsync(HttpContext context, string id, string name, string caching)
    {
        if (await BytesAsync(id, name) is not { } bytes)
        {
            return false;
        }

        var headers = context.Response.Headers;
        headers.CacheControl = caching;
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"; // other sites show the icon next to the site's name
        if (name == Svg)
        {
            headers.ContentSecurityPolicy = "default-src 'none'; sandbox"; // sanitized, and sandboxed nevertheless, as in the library
        }

        var type = Path.GetExtension(name) switch
        {
            ".svg" => "image/svg+xml",
            ".ico" => "image/x-icon",
            _ => "image/png",
        };
        var tag = new EntityTagHeaderValue($"\"{id[..12]}-{Path.GetFileNameWithoutExtension(name)}\"");
        await Results.Bytes(bytes, type, entityTag: tag).ExecuteAsync(context);
        return true;
    }

    /// <summary>The icon; null if the picture is missing, or not of a kind that has this icon.</summary>
    private async Task<byte[]?> BytesAsync(string id, string name)
    {
        var made = _made.Id == id ? _made : _made = new Made(id);
        var icon = made.Icons.GetOrAdd(name, key => new Lazy<Task<byte[]?>>(() => MakeAsync(id, key)));
        try
        {
            if (await icon.Value is { } bytes)
            {
                return bytes;
            }
        }
        catch (IOException)
        {
            // Not readable now; perhaps it is at the next request.
        }

        made.Icons.TryRemove(name, out _);
        return null;
    }

    private async Task<byte[]?> MakeAsync(string id, string name)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var file = await db.Media.AsNoTracking().FirstOrDefaultAsync(media => media.Id == id);
        var path = file is null ? null : scope.ServiceProvider.GetRequiredService<MediaStore>().Find(file);
        if (path is null || (file!.Extension == ".svg") != (name == Svg))
        {
            return null;
        }

        return await MediaStore.EncodeThrottle.RunAsync(
            async () =>
            {
                var bytes = await File.ReadAllBytesAsync(path);
                return !Shapes.TryGetValue(name, out var shape) ? bytes
                    : PictureFitting.Icon(bytes, shape.Side, shape.Inner, shape.IsOpaque) is not { } icon ? null
                    : name == Tab ? PictureFitting.Ico(icon, TabSide)
                    : icon;
            },
            CancellationToken.None
        );
    }

    /// <param name="Side">Pixels.</param>
    /// <param name="Inner">The part that the picture may fill, in pixels.</param>
    private sealed record Shape(int Side, int Inner, bool IsOpaque);

    private sealed record Made(string Id)
    {
        public ConcurrentDictionary<string, Lazy<Task<byte[]?>>> Icons { get; } = new(StringComparer.Ordinal);
    }
}

/// <summary>One icon, as a link or a manifest names it.</summary>
/// <param name="Href">Its address, with the base path.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Sizes">Width and height in pixels, such as <c>192x192</c>, or <c>any</c>.</param>
/// <param name="Purpose">Purpose in a manifest.</param>
public sealed record SiteIcon(string Href, string Type, string Sizes, string Purpose);
