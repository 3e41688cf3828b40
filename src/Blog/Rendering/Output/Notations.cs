namespace Blog.Rendering.Output;

/// <summary>
/// Notations beyond CommonMark and GFM that the owner can turn on for all posts. Each gives characters a meaning that are text otherwise,
/// so only what every blog has always had is on.
/// </summary>
public sealed record Notations
{
    public static Notations Default { get; } = new();

    /// <summary><c>[TOC]</c> alone in its paragraph becomes a list of the post's headings.</summary>
    public bool Contents { get; init; }

    /// <summary><c>==marked==</c>.</summary>
    public bool Marks { get; init; } = true;

    /// <summary><c>::: tip Title</c>.</summary>
    public bool Containers { get; init; }

    /// <summary><c>:smile:</c>.</summary>
    public bool Emoji { get; init; }

    /// <summary>Part of the version of what is rendered with them; empty for the default, which renders no post again.</summary>
    internal string Code =>
        this == Default ? "" : "+" + (Contents ? "t" : "") + (Marks ? "m" : "") + (Containers ? "c" : "") + (Emoji ? "e" : "");
}
