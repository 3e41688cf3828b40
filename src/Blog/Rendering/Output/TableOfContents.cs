namespace Blog.Rendering.Output;

/// <summary>The headings of a post as a tree.</summary>
/// <param name="Entries">The top level, in order.</param>
public sealed record TableOfContents(IReadOnlyList<ContentsEntry> Entries)
{
    public static TableOfContents Empty { get; } = new([]);
}

/// <summary>One heading.</summary>
/// <param name="Id">The id of the heading in the body.</param>
/// <param name="Text">Its plain text.</param>
/// <param name="Children">The headings below it, in order.</param>
public sealed record ContentsEntry(string Id, string Text, IReadOnlyList<ContentsEntry> Children);
