namespace Blog.Site.Feeds;

/// <summary>One of the three formats of every feed; all have the same content.</summary>
/// <param name="Name">Display name.</param>
/// <param name="File">Last segment of its address.</param>
internal sealed record FeedFormat(string Name, string File, string ContentType, Func<Feed, byte[]> Write)
{
    /// <summary>RFC 4287.</summary>
    public static FeedFormat Atom { get; } = new("Atom", "feed.xml", "application/atom+xml; charset=utf-8", AtomFeed.Write);

    /// <summary>RSS 2.0 as specified by the RSS Advisory Board, with Dublin Core and <c>content:encoded</c>.</summary>
    public static FeedFormat Rss { get; } = new("RSS", "rss.xml", "application/rss+xml; charset=utf-8", RssFeed.Write);

    /// <summary>JSON Feed 1.1.</summary>
    public static FeedFormat Json { get; } = new("JSON Feed", "feed.json", "application/feed+json", JsonFeed.Write);

    /// <summary>All three, the most widely supported first.</summary>
    public static IReadOnlyList<FeedFormat> All { get; } = [Atom, Rss, Json];
}
