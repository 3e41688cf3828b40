namespace Blog.Data.Settings;

/// <summary>Settings for feeds, search engines and link previews.</summary>
public sealed record SiteDiscovery
{
    /// <summary>How much of a post feeds contain.</summary>
    public FeedContent FeedContent { get; init; } = FeedContent.Full;

    /// <summary>Whether <c>/llms.txt</c> and each post's Markdown (<c>address.md</c>) are public.</summary>
    public bool PublishesMarkdown { get; init; }

    /// <summary>Path of the default preview image for shared pages without one; null for the built-in image.</summary>
    public string? ShareImage { get; init; }

    /// <summary>Its width in pixels; null if unknown.</summary>
    public int? ShareImageWidth { get; init; }

    /// <summary>Its height in pixels; null if unknown.</summary>
    public int? ShareImageHeight { get; init; }

    /// <summary>
    /// Whether the owner dismissed the first steps of a new blog. Kept here because these settings are stored as one JSON value, which can
    /// grow without a change of the schema.
    /// </summary>
    public bool GettingStartedDismissed { get; init; }

    /// <summary>Verification code of Google Search Console; null for none.</summary>
    public string? GoogleCode { get; init; }

    /// <summary>Verification code of Bing Webmaster Tools; null for none.</summary>
    public string? BingCode { get; init; }

    /// <summary>Verification code of Baidu's webmaster platform; null for none.</summary>
    public string? BaiduCode { get; init; }
}

/// <summary>How much of a post a feed contains.</summary>
public enum FeedContent
{
    Full,

    Summary,
}
