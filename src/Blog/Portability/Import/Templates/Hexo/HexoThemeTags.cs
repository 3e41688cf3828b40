using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hexo;

/// <summary>Tags that single themes have: Volantis, Stellar, AnZhiYu.</summary>
internal static class HexoThemeTags
{
    public static TagPiece? Convert(TagCall call) =>
        call.Name switch
        {
            "poem" when call.Body is not null => Poem(call),
            "nota" or "bubble" or "annotation" or "tooltip" => TagPiece.Inline(Explained(call.Arguments.Parts())),
            "reference" or "referto" => Numbered(call),
            "progress" => Progress(call),
            "videos" or "audios" or "banners" or "gallerylist" when call.Body is not null => TagPiece.Block(call.Inner),
            _ => null,
        };

    // title, author, date, annotation
    private static TagPiece Poem(TagCall call)
    {
        var lines = call.Inner.Split('\n').Select(line => line.Trim()).ToList();
        var text = string.Join(
            '\n',
            lines.Select((line, at) => line.Length > 0 && at + 1 < lines.Count && lines[at + 1].Length > 0 ? line + "\\" : line)
        );
        return TagPiece.Block(TagMarkdown.Quote(text, string.Join(", ", call.Arguments.Parts().Where(part => part.Length > 0))));
    }

    /// <summary>A word with what a pointer shows over it.</summary>
    private static string Explained(IReadOnlyList<string> parts) =>
        parts.Count < 2 || parts[1].Length == 0 ? parts[0] : parts[0] + TagMarkdown.Aside(parts[1]);

    // '[1]', 'text' where it is cited and at the end
    private static TagPiece Numbered(TagCall call)
    {
        var parts = call.Arguments.Parts();
        return call.Name == "referto"
            ? TagPiece.Inline($"<sup>{TagMarkdown.Html(parts[0])}</sup>")
            : TagPiece.Block($"- {parts[0]} {string.Join(", ", parts.Skip(1))}".TrimEnd());
    }

    // width colour text
    private static TagPiece Progress(TagCall call)
    {
        var words = call.Arguments.Words;
        var text = string.Join(' ', words.Skip(2));
        var share = words.Count > 0 ? words[0].TrimEnd('%') + "%" : "";
        return TagPiece.Block(text.Contains('%', StringComparison.Ordinal) ? text : $"{text} {share}".Trim());
    }
}
