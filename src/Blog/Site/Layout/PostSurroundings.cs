using Blog.Site.Discovery;

namespace Blog.Site.Layout;

/// <summary>What is shown around a post: its translations, its chronological neighbours, its series.</summary>
public sealed record PostSurroundings
{
    /// <summary>The same post in other languages.</summary>
    public IReadOnlyList<PostRow> Translations { get; init; } = [];

    /// <summary>The original, if it was updated on a later day than this translation; otherwise null.</summary>
    public PostRow? NewerOriginal { get; init; }

    /// <summary>The previous post in its language.</summary>
    public PostRow? Previous { get; init; }

    /// <summary>The next post in its language.</summary>
    public PostRow? Next { get; init; }

    /// <summary>
    /// All public parts of its series in its language, itself included, in order; empty if it is in no series or is the only part.
    /// </summary>
    public IReadOnlyList<PostRow> Series { get; init; } = [];

    /// <summary>Path of the page of its series, percent-encoded; null for none.</summary>
    public string? SeriesPath { get; init; }

    /// <summary>One-based position in the series.</summary>
    public int Part { get; init; }

    /// <summary>The names of its category from the root down, each with its path.</summary>
    public IReadOnlyList<(string Name, string Path)> Categories { get; init; } = [];

    /// <summary>Related posts, the closest first.</summary>
    public IReadOnlyList<PostRow> Related { get; init; } = [];

    /// <summary>The image shown where links to this page are shared.</summary>
    public ShareImage? Image { get; init; }
}
