using Blog.Data.Settings;
using Blog.Site;
using Blog.Site.Discovery;

namespace Blog.Portability.StaticSite;

/// <summary>The scripts, stylesheets, fonts and icons of public pages.</summary>
public sealed class SiteAssets(SiteOptions options, Assets assets, SiteIcons icons)
{
    /// <summary>Those of the admin, the script that asks the program while a reader types, and rules that only its header names.</summary>
    private static readonly HashSet<string> NotPublic = new(StringComparer.Ordinal)
    {
        "admin.css",
        "editor.js",
        "account.js",
        "copying.js",
        "diagrams.js",
        "drawing.js",
        "search.js",
        Prefetching.File,
    };

    /// <summary>Their paths, decoded, without the base path.</summary>
    public IEnumerable<string> Of(SiteSettings settings) =>
        assets
            .Names.Where(name => !NotPublic.Contains(name))
            .Select(assets.Href)
            .Append(assets.StylesheetHref(settings))
            .Append(icons.OnHomeScreen(settings))
            .Append(icons.InTab(settings).Href)
            .Concat(icons.InManifest(settings).Select(icon => icon.Href))
            .Select(href => href[options.BasePath.Length..])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
}
