using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Blog.Data.Settings;
using Microsoft.Net.Http.Headers;

namespace Blog.Site;

/// <summary>
/// Scripts, stylesheets, fonts and icons, each at an address with the hash of its bytes, so that it never changes. They are few and small,
/// so they stay in memory, compressed once, on first request. Not <c>MapStaticAssets</c>: it serves files as built, at the root of the
/// host, while the stylesheet depends on a setting and everything on the configured base path, and an unknown name below <c>/assets</c> may
/// be the redirect of an imported image. Minification is done by the frontend build (<c>Site/Assets/built</c>).
/// </summary>
public sealed class Assets
{
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/speculationrules+json",
        [".svg"] = "image/svg+xml",
        [".woff2"] = "font/woff2",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string _basePath;
    private readonly Dictionary<string, Asset> _plain;
    private volatile HueStylesheet? _stylesheet;

    /// <summary>Reads the embedded files.</summary>
    public Assets(SiteOptions options)
    {
        _basePath = options.BasePath;
        _plain = Embedded()
            .Where(name => Path.GetExtension(name) != ".css")
            .ToDictionary(name => name, name => Asset.Of(name, Read(name)), StringComparer.Ordinal);
        _plain.Add("math.css", Asset.Of("math.css", Stylesheet("math.css")));
        _plain.Add("comments.css", Asset.Of("comments.css", Stylesheet("comments.css")));
        _plain.Add(Prefetching.File, Asset.Of(Prefetching.File, Prefetching.RulesOf(_basePath)));
        _plain.Add("admin.css", Asset.Of("admin.css", Stylesheet("admin.css")));
    }

    /// <summary>The address of a file, with its hash.</summary>
    /// <param name="name">File name: <c>theme.js</c>.</param>
    public string Href(string name) => _basePath + "/assets/" + _plain[name].Path;

    /// <summary>File names, without the stylesheet that depends on a setting.</summary>
    public IEnumerable<string> Names => _plain.Keys;

    /// <summary>Whether the file exists.</summary>
    public bool Has(string name) => _plain.ContainsKey(name);

    /// <summary>The address of the stylesheet in the configured hue.</summary>
    public string StylesheetHref(SiteSettings settings) => _basePath + "/assets/" + StylesheetOf(settings).Path;

    /// <summary>Serves a file; false if the name or its hash is unknown.</summary>
    internal async Task<bool> TryServeAsync(HttpContext context, string path, SiteSettings settings)
    {
        var asset =
            _plain.Values.FirstOrDefault(a => string.Equals(a.Path, path, StringComparison.Ordinal))
            ?? (string.Equals(StylesheetOf(settings).Path, path, StringComparison.Ordinal) ? StylesheetOf(settings) : null);
        if (asset is null)
        {
            return false;
        }

        await ServeAsync(context, asset, "public, max-age=31536000, immutable");
        return true;
    }

    /// <summary>Serves a file at a well-known address without a hash: cached for one day.</summary>
    /// <param name="name">File name: <c>favicon.ico</c>.</param>
    internal Task ServeFixedAsync(HttpContext context, string name) => ServeAsync(context, _plain[name], "public, max-age=86400");

    private static async Task ServeAsync(HttpContext context, Asset asset, string caching)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = caching;
        headers.ETag = asset.ETag;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (asset.IsPicture || asset.IsForSandbox)
        {
            // Other sites show the icon next to the site's name, and a sandboxed document counts as one of another site.
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        }

        if (context.Request.Headers.IfNoneMatch.Contains(asset.ETag, StringComparer.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (bytes, encoding) = asset.For(context.Request.Headers.AcceptEncoding.ToString());
        context.Response.ContentType = Types[Path.GetExtension(asset.Path)];
        context.Response.ContentLength = bytes.Length;
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private static IEnumerable<string> Embedded() =>
        typeof(Assets)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Assets/", StringComparison.Ordinal))
            .Select(name => name["Assets/".Length..]);

    private static byte[] Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream("Assets/" + name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private Asset StylesheetOf(SiteSettings settings)
    {
        if (_stylesheet is { } known && known.Hue == settings.Hue)
        {
            return known.Asset;
        }

        // In the stylesheet itself: an inline style would need an exception in the policy, a second stylesheet one more request before
        // first paint.
        var css = Encoding
            .UTF8.GetString(Stylesheet("blog.css"))
            .Replace("--hue: 150", string.Create(CultureInfo.InvariantCulture, $"--hue: {settings.Hue}"), StringComparison.Ordinal);
        var made = Asset.Of("blog.css", Encoding.UTF8.GetBytes(css));
        _stylesheet = new HueStylesheet(settings.Hue, made);
        return made;
    }

    /// <summary>A stylesheet whose fonts have their hashed addresses.</summary>
    private byte[] Stylesheet(string name)
    {
        var css = Encoding.UTF8.GetString(Read(name));
        foreach (var font in _plain.Keys.Where(file => file.EndsWith(".woff2", StringComparison.Ordinal)))
        {
            css = css.Replace(font, _plain[font].Path, StringComparison.Ordinal);
        }

        return Encoding.UTF8.GetBytes(css);
    }

    private sealed record HueStylesheet(int Hue, Asset Asset);

    private sealed record Asset(string Path, string ETag, byte[] Bytes, Lazy<byte[]>? Brotli, Lazy<byte[]>? Gzip)
    {
        // Brotli at its highest level takes seconds for the editor's script, and a single author's first visit should not wait for it.
        private const int Large = 64 * 1024;

        public bool IsPicture => System.IO.Path.GetExtension(Path) is ".png" or ".ico" or ".svg";

        public bool IsForSandbox => Path.StartsWith("drawing.", StringComparison.Ordinal);

        public static Asset Of(string name, byte[] bytes)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
            var extension = System.IO.Path.GetExtension(name);
            var pack = extension is not ".woff2" and not ".png" and not ".ico";
            var level = bytes.Length > Large ? CompressionLevel.Optimal : CompressionLevel.SmallestSize;
            return new Asset(
                $"{System.IO.Path.GetFileNameWithoutExtension(name)}.{hash}{extension}",
                $"\"{hash}\"",
                bytes,
                pack ? new Lazy<byte[]>(() => Packed(bytes, s => new BrotliStream(s, level))) : null,
                pack ? new Lazy<byte[]>(() => Packed(bytes, s => new GZipStream(s, level))) : null
            );
        }

        public (byte[] Bytes, string? Encoding) For(string accepted) =>
            Brotli is not null && accepted == "br" ? (Brotli.Value, accepted)
            : Gzip is not null && accepted == "gzip" ? (Gzip.Value, accepted)
            : (Bytes, null);

        private static byte[] Packed(byte[] bytes, Func<Stream, Stream> pack)
        {
            using var packed = new MemoryStream();
            using (var stream = pack(packed))
            {
                stream.Write(bytes);
            }

            return packed.ToArray();
        }
    }
}
