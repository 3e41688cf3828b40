namespace Blog.Data.Addresses;

/// <summary>Names of the system's own pages that a redirect can lead to; stored, so that they must never change.</summary>
public static class SystemPage
{
    public const string Home = "home";
    public const string AtomFeed = "feed";
    public const string RssFeed = "rss";
    public const string JsonFeed = "json-feed";
    public const string Feeds = "feeds";
    public const string Archives = "archives";
    public const string Tags = "tags";
    public const string Categories = "categories";
    public const string Search = "search";
    public const string Sitemap = "sitemap";

    /// <summary>The friends page, at the address that the owner chose.</summary>
    public const string Friends = "friends";

    private const char EditionEnd = ':';

    /// <summary>The archive of a year or a month.</summary>
    public static string Archive(int year, int? month = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{Archives}/{year:0000}{(month is { } number ? $"/{number:00}" : "")}");

    /// <summary>The page of an edition.</summary>
    public static string In(string edition, string page) => edition + EditionEnd + page;

    /// <summary>The path of a page; null if there is no page of that name.</summary>
    /// <param name="name">With or without an edition; without one that the site no longer has, it is the page of the whole site.</param>
    /// <param name="friends">First segment of the friends page; null for no such page.</param>
    public static string? PathOf(string name, IReadOnlyCollection<string> editionCodes, string? friends = null)
    {
        var end = name.IndexOf(EditionEnd, StringComparison.Ordinal);
        var (edition, page) = end < 0 ? ("", name) : (name[..end], name[(end + 1)..]);
        var root = editionCodes.Contains(edition, StringComparer.Ordinal) && page != Sitemap ? "/" + edition : "";
        return page switch
        {
            Home => root.Length == 0 ? "/" : root,
            Sitemap => "/sitemap.xml",
            Friends => friends is null ? null : root + "/" + friends,
            Archives or Tags or Categories or Search or Feeds => root + "/" + page,
            _ when FeedFile(page) is { } file => root + "/" + file,
            _ when IsArchive(page.Split('/')) => root + "/" + page,
            _ => null,
        };
    }

    /// <summary>The file name of a feed; null if the page is none.</summary>
    public static string? FeedFile(string? page) =>
        page switch
        {
            AtomFeed => "feed.xml",
            RssFeed => "rss.xml",
            JsonFeed => "feed.json",
            _ => null,
        };

    private static bool IsArchive(string[] parts) =>
        parts is [Archives, _] or [Archives, _, _]
        && parts.Skip(1).All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        && parts[1].Length == 4;
}
