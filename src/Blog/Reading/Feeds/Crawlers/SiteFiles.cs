using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Blog.Site;
using Blog.Site.Discovery;

namespace Blog.Reading.Feeds.Crawlers;

/// <summary>Small files at well-known addresses.</summary>
internal static class SiteFiles
{
    private static readonly string[] Private = ["/admin", "/account", "/setup", "/preview", "/api"];

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    /// <summary>
    /// Excludes crawlers from private or endless pages (RFC 9309). Each rule covers whole path segments: a bare <c>/setup</c> would also
    /// exclude a post at <c>/setup-of-a-server</c>.
    /// </summary>
    public static IResult Robots(HttpContext context, SiteContext site)
    {
        var searches = site.Settings.Languages.Select(language => $"/{language.Code}/search").Prepend("/search");
        var shut = Private
            .SelectMany(path => new[] { path + "$", path + "/" })
            .Concat(searches.SelectMany(path => new[] { path + "$", path + "?" }));
        var text = new StringBuilder("User-agent: *\n")
            .AppendJoin("", shut.Select(path => $"Disallow: {site.Local(path)}\n"))
            .Append("\nSitemap: ")
            .Append(site.Absolute("/sitemap.xml"))
            .Append('\n');
        return CacheableResponses.Document(context, Encoding.UTF8.GetBytes(text.ToString()), "text/plain; charset=utf-8", null);
    }

    /// <summary>The web app manifest (W3C), with the name in each language.</summary>
    public static IResult Manifest(HttpContext context, SiteContext site, SiteIcons icons)
    {
        var (main, paper) = (site.Settings.Main, ThemeColour.Light(site.Settings.Hue));
        var names = site
            .Settings.Languages.Where(language => language != main)
            .Select(language => KeyValuePair.Create(language.Tag, (JsonNode?)language.Title))
            .ToList();
        var manifest = new JsonObject
        {
            ["id"] = site.Local("/"),
            ["name"] = main.Title,
            ["short_name"] = main.Title,
            ["description"] = main.Description.Length > 0 ? main.Description : main.Tagline,
            ["lang"] = main.Tag,
            ["dir"] = "auto",
            ["start_url"] = site.Local("/"),
            ["scope"] = site.Local("/"),
            ["display"] = "browser",
            ["background_color"] = paper,
            ["theme_color"] = paper,
            ["icons"] = new JsonArray([.. icons.InManifest(site.Settings).Select(Icon)]),
        };
        if (names.Count > 0)
        {
            manifest["name_localized"] = new JsonObject(names);
        }

        return CacheableResponses.Document(context, JsonSerializer.SerializeToUtf8Bytes(manifest, Json), "application/manifest+json", null);
    }

    /// <summary>Proves to IndexNow that a notice came from this site; only while it is told.</summary>
    public static IResult IndexNowKey(HttpContext context, string key, SiteContext site) =>
        site.Settings.Announcing is { IndexNow: true } announcing && string.Equals(announcing.IndexNowKey, key, StringComparison.Ordinal)
            ? CacheableResponses.Document(context, Encoding.ASCII.GetBytes(key), "text/plain; charset=utf-8", null)
            : Results.NotFound();

    /// <summary>Icons that browsers and feed readers request without having read a page.</summary>
    public static Task FaviconAsync(HttpContext context, SiteContext site, SiteIcons icons) =>
        icons.ServeFixedAsync(context, "favicon.ico", site.Settings);

    /// <summary>The icon that iOS requests without a link.</summary>
    public static Task TouchIconAsync(HttpContext context, SiteContext site, SiteIcons icons) =>
        icons.ServeFixedAsync(context, "apple-touch-icon.png", site.Settings);

    private static JsonNode Icon(SiteIcon icon) =>
        new JsonObject
        {
            ["src"] = icon.Href,
            ["sizes"] = icon.Sizes,
            ["type"] = icon.Type,
            ["purpose"] = icon.Purpose,
        };
}
