namespace Blog.Reading.Feeds.Formats;

/// <summary>A feed before it takes a format: every address in it is absolute.</summary>
internal sealed record Feed
{
    /// <summary>What stays the same for ever: the address of its Atom form.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>Plain text; empty for none.</summary>
    public required string Subtitle { get; init; }

    /// <summary>BCP 47 tag of its own words; each entry names its own.</summary>
    public required string Language { get; init; }

    /// <summary>Where the feed itself is, in the format being written.</summary>
    public required string Self { get; init; }

    /// <summary>The page that lists the same posts.</summary>
    public required string Home { get; init; }

    /// <summary>When readers were last told of a change; null while nothing is published.</summary>
    public required DateTimeOffset? Updated { get; init; }

    /// <summary>Licence of the texts; null for none.</summary>
    public required FeedLicence? Licence { get; init; }

    /// <summary>The site's sign, 512 pixels square.</summary>
    public required string Icon { get; init; }

    /// <summary>The site's sign in the 144 pixels that RSS allows at most.</summary>
    public required string SmallIcon { get; init; }

    public required IReadOnlyList<FeedEntry> Entries { get; init; }
}

/// <summary>A post in a feed.</summary>
internal sealed record FeedEntry
{
    /// <summary>The post's <c>tag:</c> URI, whatever becomes of its address.</summary>
    public required string Id { get; init; }

    public required string Href { get; init; }

    public required string Title { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>Since when it is public.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>When readers were last told that it changed; never before it was public.</summary>
    public required DateTimeOffset Updated { get; init; }

    public required string Author { get; init; }

    /// <summary>Its category, then its tags.</summary>
    public required IReadOnlyList<FeedCategory> Categories { get; init; }

    /// <summary>HTML as <see cref="FeedHtml"/> makes it: the whole text or its summary.</summary>
    public required string Html { get; init; }

    /// <summary>Whether <see cref="Html"/> is the whole text.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The author's one sentence, plain; null where there is none.</summary>
    public required string? Description { get; init; }

    /// <summary>The cover; null where there is none.</summary>
    public required string? Image { get; init; }

    /// <summary>The same text in other languages.</summary>
    public required IReadOnlyList<FeedTranslation> Translations { get; init; }
}

/// <summary>What a post is filed under.</summary>
/// <param name="Term">Its slug, or the path of slugs.</param>
/// <param name="Scheme">The page that lists all of its kind.</param>
/// <param name="Label">Its name.</param>
internal sealed record FeedCategory(string Term, string Scheme, string Label);

/// <summary>A post's counterpart in another language.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Href">Where it is read.</param>
/// <param name="Title">Plain text.</param>
internal sealed record FeedTranslation(string Language, string Href, string Title);

/// <summary>The licence of the texts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Href">Where it can be read; null for nowhere.</param>
internal sealed record FeedLicence(string Name, string? Href);
