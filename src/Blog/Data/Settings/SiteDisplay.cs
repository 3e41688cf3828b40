using Blog.Rendering.Output;

namespace Blog.Data.Settings;

/// <summary>Settings for how posts and lists are shown.</summary>
public sealed record SiteDisplay
{
    /// <summary>The most lines that <see cref="FoldAbove"/> can have.</summary>
    public const int MaxFoldAbove = 10_000;

    /// <summary>Code blocks with more lines than this are folded; 0 for never.</summary>
    public int FoldAbove { get; init; } = 60;

    /// <summary>How category and tag pages list their posts.</summary>
    public PostListStyle ListStyle { get; init; }

    /// <summary>Number of posts above which <see cref="PostListStyle.Automatic"/> lists rows.</summary>
    public const int RowsAbove = 20;

    /// <summary>Hosts whose players are shown in posts, in lower case and ASCII; elsewhere a link stands for a player.</summary>
    public IReadOnlyList<string> PlayerHosts { get; init; } = [];

    /// <summary>
    /// Whether a player is loaded only when the reader asks for it. A blog from before this setting keeps showing them at once.
    /// </summary>
    public bool PlayersAfterClick { get; init; }

    /// <summary>Which notations beyond CommonMark and GFM posts may use.</summary>
    public Notations Notations { get; init; } = Notations.Default;

    /// <summary>What a new blog begins with.</summary>
    public static SiteDisplay OfNewBlog { get; } = new() { PlayersAfterClick = true };

    /// <summary>
    /// Whether an upgrade kept earlier values where a new blog has others, and nobody has saved the settings since. The status page says
    /// so.
    /// </summary>
    public bool KeepsEarlierDefaults { get; init; }

    /// <summary>By value, the hosts too: a list by itself is compared by reference.</summary>
    public bool Equals(SiteDisplay? other) =>
        other is not null
        && (FoldAbove, ListStyle, KeepsEarlierDefaults) == (other.FoldAbove, other.ListStyle, other.KeepsEarlierDefaults)
        && (PlayersAfterClick, Notations) == (other.PlayersAfterClick, other.Notations)
        && PlayerHosts.SequenceEqual(other.PlayerHosts, StringComparer.Ordinal);

    public override int GetHashCode() =>
        HashCode.Combine(FoldAbove, ListStyle, KeepsEarlierDefaults, PlayerHosts.Count, PlayersAfterClick, Notations);
}

/// <summary>How a list shows its posts.</summary>
public enum PostListStyle
{
    /// <summary>Rows for long lists, summaries for short ones.</summary>
    Automatic,

    /// <summary>Title, data and summary of each post.</summary>
    Summaries,

    /// <summary>Day and title of each post.</summary>
    Rows,
}
