using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hugo;

/// <summary>Buttons, cards, badges and words in other forms.</summary>
internal static class HugoLinks
{
    /// <param name="address">The address of a page or a site that a shortcode names.</param>
    public static TagPiece? Convert(TagCall call, Func<string, TagCall, string> address) =>
        call.Name switch
        {
            "button" or "btn" or "link" or "linkcard" or "cardlink" or "link-card" or "a" or "url" => Link(call, address),
            "card" or "friend" or "friendcard" or "linkitem" or "list-item" => Card(call, address),
            "badge" or "label" or "mark" or "pill" or "tag" or "keyword" or "highlighted" => TagPiece.Inline(TagMarkdown.Mark(Words(call))),
            "kbd" or "key" => TagPiece.Inline(TagMarkdown.Element("kbd", TagMarkdown.Html(Words(call)))),
            "sub" or "sup" or "del" or "ins" or "u" or "s" => TagPiece.Inline(TagMarkdown.Element(call.Name, Words(call))),
            "ruby" when call.Body is not null || call.Arguments.Words.Count > 1 => Ruby(call),
            "br" or "linebreak" => TagPiece.Inline("<br>"),
            "hr" => TagPiece.Block("---"),
            _ => null,
        };

    private static string Words(TagCall call) =>
        call.InnerOr(call.Arguments.Get(-1, "text", "content", "label", "name") is { Length: > 0 } named ? named : call.Arguments.From(0));

    private static TagPiece? Link(TagCall call, Func<string, TagCall, string> address)
    {
        var arguments = call.Arguments;
        var target = arguments.Get(-1, "href", "link", "url", "relref", "src", "to");
        var words = arguments.Words.ToList();
        if (target.Length == 0 && words.Find(TagMarkdown.IsAddress) is { } found)
        {
            target = found;
            words.Remove(found);
        }

        var text = call.InnerOr(
            arguments.Get(-1, "text", "title", "content", "label", "name") is { Length: > 0 } named ? named : string.Join(' ', words)
        );
        if (target.Length == 0)
        {
            return text.Length == 0 ? null : TagPiece.Inline(text);
        }

        var link = TagMarkdown.Link(address(target, call), TagMarkdown.OneLine(text));
        return call.Name is "linkcard" or "cardlink" or "link-card" && call.IsAlone ? TagPiece.Block(link) : TagPiece.Inline(link);
    }

    private static TagPiece? Card(TagCall call, Func<string, TagCall, string> address)
    {
        var arguments = call.Arguments;
        var title = arguments.Get(0, "title", "name");
        var target = arguments.Get(1, "link", "href", "url");
        if (title.Length == 0 && target.Length == 0)
        {
            return call.Body is null ? null : TagPiece.Block(call.Inner);
        }

        var text = call.InnerOr(arguments.Get(-1, "subtitle", "description", "bio", "word", "desc", "primary-text"));
        return TagPiece.Block(
            $"- {(target.Length == 0 ? TagMarkdown.Strong(title) : TagMarkdown.Link(address(target, call), title))}"
                + (
                    text.Length == 0 ? ""
                    : text.Contains('\n', StringComparison.Ordinal) ? "\n\n  " + TagText.Prefix(text, "  ")
                    : ": " + text
                )
        );
    }

    private static TagPiece Ruby(TagCall call)
    {
        var parts = call.Body is null ? call.Arguments.Words : [call.Inner, call.Arguments.Get(0, "rt", "text")];
        return TagPiece.Inline($"<ruby>{TagMarkdown.Html(parts[0])}<rt>{TagMarkdown.Html(parts[1])}</rt></ruby>");
    }
}
