namespace Blog.Rendering.Output;

/// <summary>Everything a rendering depends on besides the Markdown: only data, so that rendering stays a pure function.</summary>
public sealed record RenderContext
{
    /// <summary>BCP 47 tag of the text (<c>zh-CN</c>, <c>en</c>): the language of the text that the renderer itself adds.</summary>
    public required string Language { get; init; }

    /// <summary>The post's title as plain text: a first heading that only repeats it is omitted from the summary.</summary>
    public string Title { get; init; } = "";

    /// <summary>
    /// The author's own description, used as the summary of a post without a <c>more</c> mark; null or blank if there is none.
    /// </summary>
    public string? Description { get; init; }

    /// <summary>
    /// The post's address (<c>/how-to-x</c>), the target of the summary's fragment links, since the summary appears on other pages.
    /// </summary>
    public string Address { get; init; } = "/";

    /// <summary>Prefix of every root-relative address, without a trailing slash; empty if the blog is at the root of its host.</summary>
    public string BasePath { get; init; } = "";

    /// <summary>Code blocks of a known language with more lines than this are folded in the body; 0 for never.</summary>
    public int FoldAbove { get; init; } = 60;

    /// <summary>Which notations beyond CommonMark and GFM the text may use.</summary>
    public Notations Notations { get; init; } = Notations.Default;

    /// <summary>
    /// Leaves code without colours where they are not known from an earlier rendering, for texts that come by the thousand. Such HTML
    /// has no version, so that it is rendered again.
    /// </summary>
    public bool IsHasty { get; init; }

    /// <summary>
    /// Images by the address written in the text, with their size in pixels; one that is not listed gets no size of its own.
    /// </summary>
    public IReadOnlyDictionary<string, ImageInfo> Images { get; init; } = new Dictionary<string, ImageInfo>(StringComparer.Ordinal);

    /// <summary>The drawn diagrams by the hash of their source; the others are shown as their source.</summary>
    public IReadOnlyDictionary<string, DiagramInfo> Diagrams { get; init; } = new Dictionary<string, DiagramInfo>(StringComparer.Ordinal);
}

/// <summary>Size and variants of an image.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
public sealed record ImageInfo(int Width, int Height)
{
    /// <summary>Smaller copies, narrowest first; a browser chooses among them and the image itself.</summary>
    public IReadOnlyList<ImageVariant> Variants { get; init; } = [];
}

/// <summary>A smaller copy of an uploaded image.</summary>
/// <param name="Path">Where it is served, without the base path.</param>
/// <param name="Width">Width in pixels.</param>
public sealed record ImageVariant(string Path, int Width);
