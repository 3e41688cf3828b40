using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Blog.Site;
using Blog.Site.Discovery;
using Blog.Site.Feeds;

namespace Blog.Reading.Feeds.Crawlers;

/// <summary>Small files at well-known addresses.</summary>
internal static class SiteFiles
{
    private static readonly string[] Private = ["/admin", "/account", "/setup", "/preview", "/api"];

    /// <summary>Less than a year, as RFC 9116, section 2.5.5, recommends.</summary>
    private static readonly TimeSpan SecurityTxtHolds = TimeSpan.FromDays(180);

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

    /// <summary>
    /// Where weaknesses are reported (RFC 9116); not found unless the owner has set a contact. It says until when it holds, so it is made
    /// for each request and kept by nobody for long.
    /// </summary>
    public static IResult SecurityTxt(HttpContext context, SiteContext site, TimeProvider clock)
    {
        var (settings, security) = (site.Settings, site.Settings.Security);
        if (security.Contact is not { } contact)
        {
            return Results.NotFound();
        }

        var expires = clock.GetUtcNow().UtcDateTime.Date + SecurityTxtHolds;
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Contact: {contact}\n")
            .Append(CultureInfo.InvariantCulture, $"Expires: {expires:yyyy-MM-ddTHH:mm:ssZ}\n")
            .Append("Preferred-Languages: ")
            .AppendJoin(", ", settings.Languages.Select(language => language.Code))
            .Append(CultureInfo.InvariantCulture, $"\nCanonical: {site.Absolute("/.well-known/security.txt")}\n");
        if (security.Policy is { } policy)
        {
            text.Append(CultureInfo.InvariantCulture, $"Policy: {policy}\n");
        }

        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Text(text.ToString(), "text/plain; charset=utf-8");
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
