namespace Blog.Data.Settings;

/// <summary>How the site is followed and found: what its feeds hold, what it tells search engines, what others show of it.</summary>
public sealed record SiteDiscovery
{
    /// <summary>How much of a post the feeds hold.</summary>
    public FeedContent FeedContent { get; init; } = FeedContent.Full;

    /// <summary>Whether <c>/llms.txt</c> and each post's Markdown (<c>address.md</c>) are public.</summary>
    public bool PublishesMarkdown { get; init; }

    /// <summary>Path of an own image that stands for pages without one where they are shared; null for the program's.</summary>
    public string? ShareImage { get; init; }

    /// <summary>Its width in pixels; null where unknown.</summary>
    public int? ShareImageWidth { get; init; }

    /// <summary>Its height in pixels; null where unknown.</summary>
    public int? ShareImageHeight { get; init; }

    /// <summary>Code of Google Search Console; null for none.</summary>
    public string? GoogleCode { get; init; }

    /// <summary>Code of Bing Webmaster Tools; null for none.</summary>
    public string? BingCode { get; init; }

    /// <summary>Code of Baidu's webmaster platform; null for none.</summary>
    public string? BaiduCode { get; init; }
}

/// <summary>How much of a post a feed holds.</summary>
public enum FeedContent
{
    Full,

    Summary,
}
