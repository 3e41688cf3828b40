using Blog.Site.Discovery;

namespace Blog.Site.Layout;

/// <summary>What stands around a post: its translations, its neighbours in time, its series.</summary>
public sealed record PostSurroundings
{
    /// <summary>The same text in other languages.</summary>
    public IReadOnlyList<PostRow> Translations { get; init; } = [];

    /// <summary>The original, where it was changed on a later day than this translation; null else.</summary>
    public PostRow? NewerOriginal { get; init; }

    /// <summary>The post before it in its language.</summary>
    public PostRow? Previous { get; init; }

    /// <summary>The post after it in its language.</summary>
    public PostRow? Next { get; init; }

    /// <summary>All public parts of its series in its language, itself among them, the first one first; empty where it is in none, or alone.</summary>
    public IReadOnlyList<PostRow> Series { get; init; } = [];

    /// <summary>Its place in the series, from 1.</summary>
    public int Part { get; init; }

    /// <summary>The names of its category, from the top of the tree down, each with its path.</summary>
    public IReadOnlyList<(string Name, string Path)> Categories { get; init; } = [];

    /// <summary>Posts on the same matter, the closest first.</summary>
    public IReadOnlyList<PostRow> Related { get; init; } = [];

    /// <summary>What links to this page show of it where they are shared.</summary>
    public ShareImage? Image { get; init; }
}
