namespace Blog.Site.Discovery;

/// <summary>The feed formats that every list is available in.</summary>
public static class SiteFeeds
{
    /// <summary>Last segment of the address, and media type; the one that most feed readers use comes first.</summary>
    public static IReadOnlyList<(string File, string Type)> Kinds { get; } =
    [("feed.xml", "application/atom+xml"), ("rss.xml", "application/rss+xml"), ("feed.json", "application/feed+json")];
}
