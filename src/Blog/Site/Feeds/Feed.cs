namespace Blog.Site.Feeds;

/// <summary>A feed, independent of its format: every address in it is absolute.</summary>
internal sealed record Feed
{
    /// <summary>The permanent id: the address of its Atom form.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>Plain text; empty for none.</summary>
    public required string Subtitle { get; init; }

    /// <summary>BCP 47 tag of the feed's own text; each entry has its own.</summary>
    public required string Language { get; init; }

    /// <summary>Address of the feed itself, in the format being written.</summary>
    public required string Self { get; init; }

    /// <summary>The page that lists the same posts.</summary>
    public required string Home { get; init; }

    /// <summary>When the last announced change was made; null while nothing is published.</summary>
    public required DateTimeOffset? Updated { get; init; }

    /// <summary>Licence of the posts; null for none.</summary>
    public required FeedLicence? Licence { get; init; }

    /// <summary>The site's icon, 512 pixels square.</summary>
    public required string Icon { get; init; }

    /// <summary>The site's icon in 144 pixels, the maximum of RSS.</summary>
    public required string SmallIcon { get; init; }

    public required IReadOnlyList<FeedEntry> Entries { get; init; }
}

/// <summary>A post in a feed.</summary>
internal sealed record FeedEntry
{
    /// <summary>The post's <c>tag:</c> URI, which stays the same when its address changes.</summary>
    public required string Id { get; init; }

    public required string Href { get; init; }

    public required string Title { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>When it was published.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>When the last announced update was made; never before publication.</summary>
    public required DateTimeOffset Updated { get; init; }

    public required string Author { get; init; }

    /// <summary>Absolute address of the author's picture; null for none.</summary>
    public string? AuthorPicture { get; init; }

    /// <summary>Its category, then its tags.</summary>
    public required IReadOnlyList<FeedCategory> Categories { get; init; }

    /// <summary>HTML made by <see cref="FeedHtml"/>: the full text or the summary.</summary>
    public required string Html { get; init; }

    /// <summary>Whether <see cref="Html"/> is the full text.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The author's one-sentence description, plain text; null if there is none.</summary>
    public required string? Description { get; init; }

    /// <summary>The cover; null if there is none.</summary>
    public required string? Image { get; init; }

    /// <summary>The same post in other languages.</summary>
    public required IReadOnlyList<FeedTranslation> Translations { get; init; }
}

/// <summary>A category or tag of a post.</summary>
/// <param name="Term">Its slug, or the path of slugs.</param>
/// <param name="Scheme">The page that lists all categories or tags.</param>
internal sealed record FeedCategory(string Term, string Scheme, string Label);

/// <summary>A translation of a post.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Href">Its absolute address.</param>
/// <param name="Title">Plain text.</param>
internal sealed record FeedTranslation(string Language, string Href, string Title);

/// <summary>The licence of the posts.</summary>
/// <param name="Href">Address of its text; null for none.</param>
internal sealed record FeedLicence(string Name, string? Href);
