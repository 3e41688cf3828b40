namespace Blog.Site.Discovery;

/// <summary>The forms in which every list can be followed.</summary>
public static class SiteFeeds
{
    /// <summary>Last segment of the address, and media type; the first one is what most readers take.</summary>
    public static IReadOnlyList<(string File, string Type)> Kinds { get; } =
    [("feed.xml", "application/atom+xml"), ("rss.xml", "application/rss+xml"), ("feed.json", "application/feed+json")];
}
