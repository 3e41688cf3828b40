namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>One tag with what it encloses.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Body">What stands between it and its end, converted already; null if it encloses nothing.</param>
/// <param name="Line">1-based line in the text.</param>
/// <param name="IsAlone">True if it begins a line.</param>
/// <param name="HeadingLevel">The level of a heading below the last one before it.</param>
internal sealed record TagCall(string Name, TagArguments Arguments, string? Body, int Line, bool IsAlone, int HeadingLevel)
{
    /// <summary>The enclosed text, empty if there is none.</summary>
    public string Inner => Body ?? "";

    /// <summary>What a tag shows that may have its text inside or as an argument.</summary>
    public string InnerOr(string argument) => Body is { Length: > 0 } ? Body : argument;
}

/// <summary>What a tag becomes.</summary>
/// <param name="IsBlock">True if it stands between blank lines.</param>
internal readonly record struct TagPiece(string Text, bool IsBlock)
{
    public static readonly TagPiece Nothing = new("", IsBlock: false);

    public static TagPiece Inline(string text) => new(text, IsBlock: false);

    public static TagPiece Block(string text) => new(text, IsBlock: true);
}

/// <summary>Converts one kind of tag; null if it does not know the tag.</summary>
internal delegate TagPiece? TagHandler(TagCall call);
