namespace Blog.Rendering.Output;

/// <summary>What a rendering may know besides the Markdown: all of it data, so that rendering stays a pure function.</summary>
public sealed record RenderContext
{
    /// <summary>BCP 47 tag of the text (<c>zh-CN</c>, <c>en</c>): decides the words that the renderer itself adds.</summary>
    public required string Language { get; init; }

    /// <summary>The post's title as plain text: a first heading that only repeats it is left out of the summary.</summary>
    public string Title { get; init; } = "";

    /// <summary>The author's own description, the summary of a post without a <c>more</c> mark; null or blank where there is none.</summary>
    public string? Description { get; init; }

    /// <summary>The post's address (<c>/how-to-x</c>): what a fragment link of the summary points into, since the summary stands on other pages.</summary>
    public string Address { get; init; } = "/";

    /// <summary>Prefix of every root-relative address, without a final slash; empty where the blog owns the whole host.</summary>
    public string BasePath { get; init; } = "";

    /// <summary>Own images by the address written in the text, with their size in pixels; an image that is not here gets no size.</summary>
    public IReadOnlyDictionary<string, ImageInfo> Images { get; init; } = new Dictionary<string, ImageInfo>(StringComparer.Ordinal);
}

/// <summary>What is known of an own image.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
public sealed record ImageInfo(int Width, int Height)
{
    /// <summary>Smaller copies, from the narrowest up; a browser chooses among them and the image itself.</summary>
    public IReadOnlyList<ImageVariant> Variants { get; init; } = [];
}

/// <summary>A smaller copy of an own image.</summary>
/// <param name="Path">Where it is served, below the base path.</param>
/// <param name="Width">Width in pixels.</param>
public sealed record ImageVariant(string Path, int Width);
