namespace Blog.Rendering.FromHtml.Inlines;

/// <summary>A part of a line of text, between the tree of an HTML text and its Markdown.</summary>
internal abstract record InlinePiece
{
    /// <summary>Characters as readers see them, blanks collapsed.</summary>
    public sealed record Words(string Text) : InlinePiece;

    public sealed record Break : InlinePiece;

    public sealed record Code(string Text) : InlinePiece;

    /// <summary>What has a mark or an element of its own.</summary>
    /// <param name="Name">strong, em, del or mark; or an element that Markdown has no mark for.</param>
    /// <param name="Attributes">Printed, with a blank before each; empty for none.</param>
    public sealed record Span(string Name, string Attributes, IReadOnlyList<InlinePiece> Inner) : InlinePiece;

    /// <param name="Address">As Markdown reads it (see <see cref="MarkdownAddress"/>).</param>
    public sealed record Link(string Address, IReadOnlyList<InlinePiece> Inner) : InlinePiece;

    /// <param name="Address">As Markdown reads it (see <see cref="MarkdownAddress"/>).</param>
    /// <param name="Caption">What stands below it; empty for none.</param>
    public sealed record Picture(string Address, string Alt, string Caption) : InlinePiece;

    /// <summary>A reference to a footnote.</summary>
    public sealed record Note(int Number) : InlinePiece;

    public sealed record Formula(string Tex) : InlinePiece;

    /// <summary>Clean HTML without words: an anchor, a player.</summary>
    public sealed record Raw(string Html) : InlinePiece;
}
