namespace Blog.Reading.Feeds;

/// <summary>The words of the page of feeds in one language.</summary>
public sealed partial record FeedTexts
{
    /// <summary>The page's title, and the text of links to it.</summary>
    public required string Title { get; init; }

    public required string WhatIsAFeed { get; init; }

    public required string WhichFormat { get; init; }

    public required string WholeSite { get; init; }

    public required string AllLanguages { get; init; }

    public required string ByCategory { get; init; }

    public required string ByTag { get; init; }

    public required string Description { get; init; }

    /// <summary>The words of a language; English where the blog has none of its own.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static FeedTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}
