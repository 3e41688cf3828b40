using Blog.Data.Addresses;
using Blog.Data.Posts.Files;
using Blog.Portability.Import.Sources;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.OldSites;

/// <summary>
/// What the site that posts come from had at which addresses, by its own configuration and the rules of the program that built it.
/// </summary>
public abstract class OldSite(SiteConfig config)
{
    /// <summary>The site that contains a folder; null where its program is unknown.</summary>
    public static OldSite? Of(SourceFolder folder) =>
        folder.Tool switch
        {
            SiteGenerator.Hexo => new HexoSite(folder.Config),
            SiteGenerator.Hugo => new HugoSite(folder.Config),
            SiteGenerator.Jekyll => new JekyllSite(folder.Config),
            _ => null,
        };

    /// <summary>The path under which the whole site was published (<c>/blog</c>); empty for the root of its host.</summary>
    public abstract string Root { get; }

    /// <summary>The host that the site was published at; null where its configuration does not say.</summary>
    public string? Host { get; } =
        Uri.TryCreate(config.Text("url") ?? config.Text("baseURL"), UriKind.Absolute, out var home) && home.Host.Length > 0
            ? home.IdnHost
            : null;

    /// <summary>The site's configuration.</summary>
    public SiteConfig Config { get; } = config;

    /// <summary>The addresses of a post or page, the likeliest first, decoded, without <see cref="Root"/>.</summary>
    /// <param name="path">The file's path below the site, with forward slashes.</param>
    /// <param name="file">What its path says.</param>
    /// <param name="post">Its content; an address that the file itself names is kept.</param>
    /// <param name="zone">The zone that the site was built in.</param>
    /// <returns>Empty if it was not published, or if that cannot be known.</returns>
    public abstract IReadOnlyList<string> AddressesOf(string path, PostFilePath file, PostFile post, TimeZoneInfo zone);

    /// <summary>The addresses of everything that is no post: lists and their pages, feeds, archives.</summary>
    /// <param name="posts">The published posts and pages.</param>
    /// <param name="zone">The zone that the site was built in.</param>
    public abstract IEnumerable<OldPage> PagesOf(IReadOnlyList<OldPost> posts, TimeZoneInfo zone);

    /// <summary>Corrects what a file means on this site: a page, a draft.</summary>
    /// <param name="path">The file's path below the site, with forward slashes.</param>
    public virtual PostFile Adapt(string path, PostFile post) => post;

    /// <summary>What the report calls a file.</summary>
    /// <param name="path">Relative to the imported folder, with forward slashes.</param>
    public virtual string NameOf(string path) => path;

    /// <summary>Whether the lines of its files are those that its author wrote.</summary>
    public virtual bool HasLines => true;

    /// <summary>A path with one slash at its start and none at its end; empty for the root.</summary>
    protected static string RootOf(string? written)
    {
        var path =
            Uri.TryCreate(written, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal)
                ? Uri.UnescapeDataString(url.AbsolutePath)
                : written ?? "";
        path = path.Trim().Trim('/');
        return path.Length == 0 ? "" : "/" + path;
    }

    /// <summary>A path with one slash at its start, and none twice.</summary>
    protected static string Joined(params ReadOnlySpan<string> parts)
    {
        var path = "/" + string.Join('/', parts);
        while (path.Contains("//", StringComparison.Ordinal))
        {
            path = path.Replace("//", "/", StringComparison.Ordinal);
        }

        return path;
    }

    /// <summary>
    /// The moments as which a date may have been read: in the site's zone, in UTC by a build server, as the file has it, or (Jekyll, where
    /// it names no zone) as UTC and then moved to the site's zone.
    /// </summary>
    protected static IEnumerable<DateTimeOffset> Readings(DateTimeOffset date, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(date, zone);
        var asUtc = TimeZoneInfo.ConvertTime(new DateTimeOffset(local.DateTime, TimeSpan.Zero), zone);
        return new[] { local, date.ToUniversalTime(), date, asUtc }.DistinctBy(reading => reading.DateTime);
    }

    /// <summary>The text of a front-matter field; null if it is missing, empty or no text.</summary>
    protected static string? TextOf(PostFile post, string field) =>
        post.Fields.TryGet(field, out var value) && value is FrontMatterValue.Text { Value.Length: > 0 } text ? text.Value : null;

    /// <summary>The addresses that differ, in their order.</summary>
    protected static IReadOnlyList<string> Distinct(IEnumerable<string?> addresses) =>
        [.. addresses.OfType<string>().Where(address => address != "/").DistinctBy(PostAddress.KeyOf)];

    /// <summary>A list and its numbered pages.</summary>
    /// <param name="count">Number of posts on all pages together.</param>
    /// <param name="perPage">0 for a list on one page.</param>
    /// <param name="address">The address of a page.</param>
    protected static IEnumerable<OldPage> Numbered(int count, int perPage, Func<int, string> address, OldTarget target) =>
        Enumerable
            .Range(1, perPage == 0 ? 1 : Math.Max(1, (count + perPage - 1) / perPage))
            .Select(number => new OldPage(address(number), target));
}

/// <summary>A published post of the old site.</summary>
/// <param name="Edition">The code of the edition that its language is here; empty for the main one.</param>
public sealed record OldPost(PostFilePath File, PostFile Post, string Edition);

/// <summary>An address of the old site that was no post.</summary>
/// <param name="Path">Decoded, without the site's root.</param>
/// <param name="Target">What is there now.</param>
public sealed record OldPage(string Path, OldTarget Target);

/// <summary>What an old address leads to.</summary>
public sealed record OldTarget
{
    /// <summary>The name of a tag as written by a post; null for none.</summary>
    public string? Tag { get; private init; }

    /// <summary>The names of a category from the top level down; null for none.</summary>
    public IReadOnlyList<string>? Category { get; private init; }

    /// <summary>A name of <see cref="SystemPage"/>; for a tag or category a feed's. Null for none.</summary>
    public string? Page { get; private init; }

    public static OldTarget ToTag(string name) => new() { Tag = name };

    public static OldTarget ToCategory(IReadOnlyList<string> path) => new() { Category = path };

    /// <param name="page">A name of <see cref="SystemPage"/>.</param>
    /// <param name="edition">Code of the edition whose page it is; empty for the whole site.</param>
    public static OldTarget ToPage(string page, string edition = "") =>
        new() { Page = edition.Length == 0 ? page : SystemPage.In(edition, page) };

    /// <summary>The feed of the same list.</summary>
    public OldTarget Feed(string feed) => this with { Page = feed };
}
