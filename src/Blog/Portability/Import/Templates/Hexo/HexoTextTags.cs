using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hexo;

/// <summary>Tags for words within a paragraph.</summary>
internal static class HexoTextTags
{
    public static TagPiece? Convert(TagCall call) =>
        call.Name switch
        {
            "label" or "mark" or "highlighttext" or "badge" => TagPiece.Inline(TagMarkdown.Mark(Label(call))),
            "checkbox" or "cb" or "radio" or "todo" => Checkbox(call),
            "kbd" or "key" => TagPiece.Inline(TagMarkdown.Element("kbd", TagMarkdown.Html(call.InnerOr(call.Arguments.From(0))))),
            "u" or "underline" or "wavy" => Element("u", call),
            "emp" or "strong" or "bold" or "b" => TagPiece.Inline(TagMarkdown.Strong(Words(call))),
            "em" or "italic" => Element("em", call),
            "del" or "delete" => Element("del", call),
            "s" or "strike" => Element("s", call),
            "sub" => Element("sub", call),
            "sup" => Element("sup", call),
            "psw" or "password" or "mosaic" => TagPiece.Inline(Words(call)),
            "ruby" or "rb" => Ruby(call),
            "span" or "p" or "text" or "textcolor" or "color" or "font" or "div" => Styled(call),
            "emoji" => TagPiece.Inline(call.Arguments.Words.Count > 0 ? $":{call.Arguments.Words[^1]}:" : ""),
            "icon" or "fa" or "iconfont" or "icons" or "bb" or "inputmask" => TagPiece.Nothing,
            "br" => TagPiece.Inline("<br>"),
            "hr" or "line" => TagPiece.Block("---"),
            "left" or "right" or "center" or "blockcenter" when call.Body is not null => TagPiece.Block(call.Inner),
            _ => null,
        };

    private static TagPiece Element(string name, TagCall call) => TagPiece.Inline(TagMarkdown.Element(name, Words(call)));

    private static string Words(TagCall call) => call.InnerOr(TagText.Unquote(call.Arguments.Text));

    // class@text   |   class @text   |   text colour   |   colour, text
    private static string Label(TagCall call)
    {
        var text = call.Arguments.Text;
        if (call.Body is { Length: > 0 })
        {
            return call.Body;
        }

        if (text.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at && IsClass(text[..at]))
        {
            return TagText.Unquote(text[(at + 1)..]);
        }

        if (call.Arguments.Parts() is { Count: > 1 } parts && IsClass(parts[0]))
        {
            return string.Join(", ", parts.Skip(1));
        }

        var words = call.Arguments.Words;
        return words.Count > 1 && IsClass(words[^1]) ? string.Join(' ', words.SkipLast(1)) : string.Join(' ', words);
    }

    private static bool IsClass(string word) => word.Trim() is var name && (name.Length == 0 || TagMarkdown.AlertKind(name) is not null);

    // text, checked?   |   colour checked, text   |   checked:true text
    private static TagPiece Checkbox(TagCall call)
    {
        var (parts, arguments) = (call.Arguments.Parts(), call.Arguments);
        var done = arguments.Get(-1, "checked") is "true" or "checked";
        string text;
        if (parts.Count > 1 && parts[1] is "true" or "false" or "checked" or "")
        {
            (text, done) = (parts[0], parts[1] is "true" or "checked");
        }
        else if (parts.Count > 1)
        {
            done |= parts[0].Split(' ').Contains("checked") || parts[0].Contains("done", StringComparison.Ordinal);
            text = string.Join(", ", parts.Skip(1));
        }
        else
        {
            var words = arguments.Words.Where(word => word is not "checked").ToList();
            done |= words.Count < arguments.Words.Count;
            text = string.Join(' ', words);
        }

        text = call.InnerOr(text);
        return call.IsAlone ? TagPiece.Block(TagMarkdown.Task(done, text)) : TagPiece.Inline((done ? "☑ " : "☐ ") + text);
    }

    private static TagPiece Ruby(TagCall call)
    {
        var parts = call.Arguments.Text.Contains('|', StringComparison.Ordinal)
            ? call.Arguments.Text.Split('|')
            : [.. call.Arguments.Words];
        return TagPiece.Inline(
            parts.Length < 2 ? Words(call) : $"<ruby>{TagMarkdown.Html(parts[0].Trim())}<rt>{TagMarkdown.Html(parts[1].Trim())}</rt></ruby>"
        );
    }

    // class, text
    private static TagPiece Styled(TagCall call)
    {
        var parts = call.Arguments.Parts();
        var text = call.InnerOr(parts.Count > 1 ? string.Join(", ", parts.Skip(1)) : call.Arguments.From(0));
        return call.Body is not null && text.Contains('\n', StringComparison.Ordinal) ? TagPiece.Block(text)
            : call.Name == "p" && call.IsAlone ? TagPiece.Block(text)
            : TagPiece.Inline(text);
    }
}
