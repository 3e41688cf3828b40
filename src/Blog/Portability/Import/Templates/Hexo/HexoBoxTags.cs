using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hexo;

/// <summary>Notes, folded texts, tabs, timelines and other boxes of Hexo's themes.</summary>
internal static class HexoBoxTags
{
    public static TagPiece? Convert(TagCall call) =>
        call.Name switch
        {
            "note" or "noteblock" or "notel" or "notation" or "tip" or "message" or "admonition" or "subnote" => Note(call),
            "box" or "card" or "paper" or "copyright" or "reference" or "about" => Box(call),
            "quot" when call.Body is null => TagPiece.Block(TagMarkdown.Strong(call.Arguments.From(0))),
            "fold" or "folding" or "foldingblock" or "collapse" or "details" or "accordion" when call.Body is not null => Folded(call),
            "hidetoggle" or "hideblock" or "spoiler" or "hide" or "blur" or "mask" or "heimu" => Hidden(call),
            "hideinline" => HiddenInline(call),
            "folders" => Parts(call, "folder", part => TagMarkdown.Details(part.Title ?? "", part.Text)),
            "tabs" or "subtabs" or "subsubtabs" => Tabs(call),
            "tab" when call.Body is not null => TagPiece.Block(TagMarkdown.Section(call.HeadingLevel, call.Arguments.From(0), call.Inner)),
            "timeline" when call.Body is not null => Timeline(call),
            "timenode" => TagPiece.Block(TagMarkdown.Item(call.Arguments.Text.Trim('"', '\'').Trim(), call.Inner)),
            "grid" or "columns" or "row" or "split" => Parts(call, "cell", part => part.Text),
            "cell" or "col" or "column" when call.Body is not null => TagPiece.Block(call.Inner),
            "mermaid" => Diagram("mermaid", call),
            "score" => Diagram("abc", call),
            "plantuml" or "graphviz" or "flow" or "sequence" or "chart" or "chartjs" or "echarts" => Diagram(call.Name, call),
            "poetry" => Poetry(call),
            "copy" => call.Body is null ? TagPiece.Inline(Code(call.Arguments.From(0))) : TagPiece.Block(TagMarkdown.Fence("", call.Inner)),
            "series" or "toc" or "ads" or "ad" or "okr_progress" => TagPiece.Nothing,
            _ => null,
        };

    private static TagPiece? Note(TagCall call)
    {
        var arguments = call.Arguments;
        if (call.Body is null)
        {
            return InlineNote(arguments);
        }

        var (kind, title) = KindAndTitle(arguments.Words.Where(word => !IsIcon(word)).SelectMany(word => word.Split(',')));
        kind ??= TagMarkdown.AlertKind(arguments.Get(-1, "color", "type", "child"));
        return TagPiece.Block(
            TagMarkdown.Alert(kind ?? "NOTE", arguments.Get(-1, "title") is { Length: > 0 } named ? named : title, call.Inner)
        );
    }

    // {% note blue, text %} of Volantis, {% note title text color:blue %} of Stellar, {% note::text %}
    private static TagPiece? InlineNote(TagArguments arguments)
    {
        if (KindAndTitle(arguments.Words).Title.Length == 0)
        {
            return null; // the beginning of a note that does not end
        }

        if (arguments.Text.StartsWith("::", StringComparison.Ordinal))
        {
            return TagPiece.Block(TagMarkdown.Alert("NOTE", "", arguments.Text[2..].Trim()));
        }

        var parts = arguments.Parts();
        if (parts.Count > 1 && KindAndTitle(parts[0].Split(' ')) is (var kind, ""))
        {
            return TagPiece.Block(TagMarkdown.Alert(kind ?? "NOTE", "", string.Join(", ", parts.Skip(1))));
        }

        var named = TagMarkdown.AlertKind(arguments.Get(-1, "color")) ?? "NOTE";
        return arguments.Words.Count == 2
            ? TagPiece.Block(TagMarkdown.Alert(named, arguments.Words[0], arguments.Words[1]))
            : TagPiece.Block(TagMarkdown.Alert(named, "", arguments.From(0)));
    }

    /// <summary>The kind of a note by the first word that says one, and its title: what is neither a kind nor a look.</summary>
    private static (string? Kind, string Title) KindAndTitle(IEnumerable<string> words)
    {
        string? kind = null;
        var title = new List<string>();
        foreach (var word in words.Select(word => word.Trim()).Where(word => word.Length > 0))
        {
            if (title.Count == 0 && TagMarkdown.AlertKind(word) is { } said)
            {
                kind ??= said;
            }
            else if (title.Count > 0 || !IsLook(word))
            {
                title.Add(word);
            }
        }

        return (kind, string.Join(' ', title));
    }

    private static bool IsIcon(string word) =>
        word.StartsWith("fa", StringComparison.Ordinal) && word.Contains(" fa-", StringComparison.Ordinal);

    private static bool IsLook(string word) =>
        word is "no-icon" or "icon" or "simple" or "modern" or "flat" or "disabled" or "fas" or "far" or "fab" or "fa" or "fal" or "fad"
        || word is "faa-horizontal" or "animated" or "round" or "solid" or "bolt" or "link" or "server" or "open" or "left" or "center"
        || word.StartsWith("fa-", StringComparison.Ordinal)
        || word.StartsWith("icon-", StringComparison.Ordinal)
        || word.StartsWith("faa-", StringComparison.Ordinal);

    private static TagPiece Box(TagCall call)
    {
        var (kind, title) = KindAndTitle(call.Arguments.Words);
        return call.Body is null
            ? TagPiece.Inline(call.Arguments.From(0))
            : TagPiece.Block(
                TagMarkdown.Alert(
                    kind ?? TagMarkdown.AlertKind(call.Arguments.Get(-1, "color", "child")) ?? "NOTE",
                    call.Arguments.Get(-1, "title") is { Length: > 0 } named ? named : title,
                    call.Inner
                )
            );
    }

    // color open, title   |   type @title   |   title open:true
    private static TagPiece Folded(TagCall call)
    {
        var text = call.Arguments.Text;
        var isOpen = call.Arguments.Get(-1, "open") is "true" or "open";
        string title;
        if (text.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at)
        {
            title = text[(at + 1)..].Trim();
        }
        else if (
            call.Arguments.Parts() is { Count: > 1 } parts
            && parts[0].Split(' ').All(word => IsColour(word) || word is "open" or "child")
        )
        {
            isOpen |= parts[0].Split(' ').Contains("open");
            title = string.Join(", ", parts.Skip(1));
        }
        else
        {
            var words = call.Arguments.Words.Where(word => word is not "open").ToList();
            isOpen |= words.Count < call.Arguments.Words.Count;
            title = string.Join(' ', words.Count > 1 && IsColour(words[0]) ? words.Skip(1) : words);
        }

        title = call.Arguments.Get(-1, "title", "summary") is { Length: > 0 } named ? named : title;
        return TagPiece.Block(TagMarkdown.Details(title, call.Inner, isOpen));
    }

    private static bool IsColour(string word) => word.Length == 0 || TagMarkdown.AlertKind(word) is not null;

    private static TagPiece Hidden(TagCall call)
    {
        var parts = call.Arguments.Parts();
        return call.Body is null
            ? TagPiece.Block(TagMarkdown.Details("", string.Join(' ', parts)))
            : TagPiece.Block(TagMarkdown.Details(parts[0], call.Inner));
    }

    // text[, label[, colours]]
    private static TagPiece HiddenInline(TagCall call)
    {
        var parts = call.Arguments.Parts();
        return TagPiece.Block(TagMarkdown.Details(parts.Count > 1 ? parts[1] : "", call.InnerOr(parts[0])));
    }

    private static TagPiece Tabs(TagCall call)
    {
        var name = call.Arguments.Parts()[0];
        var number = 0;
        return Parts(
            call,
            "tab",
            part =>
            {
                var title = (part.Title ?? "").Split('@')[0].Trim();
                number += part.Title is null ? 0 : 1;
                title =
                    part.Title is null || title.Length > 0 ? title : string.Create(CultureInfo.InvariantCulture, $"{name} {number}").Trim();
                return TagMarkdown.Section(call.HeadingLevel, title, part.Text);
            }
        );
    }

    private static TagPiece Timeline(TagCall call)
    {
        var title = call.Arguments.Parts()[0];
        var parts = TagComment.Split(
            call.Inner,
            call.Inner.Contains("<!-- node", StringComparison.OrdinalIgnoreCase) ? "node" : "timeline"
        );
        var items = parts.Select(part => part.Title is null ? part.Text : TagMarkdown.Item(part.Title, part.Text));
        return TagPiece.Block(TagMarkdown.Labelled(title, string.Join("\n\n", items)));
    }

    private static TagPiece Parts(TagCall call, string comment, Func<(string? Title, string Text), string> print) =>
        TagPiece.Block(string.Join("\n\n", TagComment.Split(call.Inner, comment).Select(print).Where(part => part.Length > 0)));

    // The first line of a diagram may stand in the tag: {% mermaid graph TD %}
    private static TagPiece Diagram(string language, TagCall call) =>
        TagPiece.Block(
            TagMarkdown.Fence(
                language,
                call.Arguments.Text.Length == 0 || language is not "mermaid" ? call.Inner
                    : call.Inner.Length == 0 ? call.Arguments.Text
                    : $"{call.Arguments.Text}\n{call.Inner}"
            )
        );

    private static TagPiece Poetry(TagCall call)
    {
        var (title, author) = (call.Arguments.From(0), call.Arguments.Get(-1, "author"));
        var lines = call.Inner.Split('\n').Select(line => line.TrimEnd());
        var body = string.Join('\n', lines.Select((line, at) => line.Length == 0 ? "" : line + "\\"))
            .TrimEnd('\\')
            .Replace("\\\n\n", "\n\n", StringComparison.Ordinal);
        return TagPiece.Block(TagMarkdown.Quote(TagMarkdown.Labelled(title, body), author));
    }

    private static string Code(string text) => text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";
}
