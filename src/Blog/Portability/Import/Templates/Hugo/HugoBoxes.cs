using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hugo;

/// <summary>Notes, folded texts, tabs, columns and other boxes of Hugo's themes.</summary>
internal static class HugoBoxes
{
    private static readonly string[] TitleNames = ["title", "heading", "header", "summary", "name", "label", "tabname", "tabName"];

    public static TagPiece? Convert(TagCall call) =>
        call.Name switch
        {
            "details" or "spoiler" or "expand" or "collapse" or "collapsible" or "hidden" or "fold" or "accordion" or "detail" or "hide" =>
                Folded(call),
            "blur" or "accordionitem" or "accordion-item" or "toggle" or "more-text" or "heimu" => Folded(call),
            "notice"
            or "admonition"
            or "alert"
            or "callout"
            or "hint"
            or "box"
            or "panel"
            or "message"
            or "adm"
            or "notices"
            or "infobox" => Note(call),
            "tabs"
            or "tabgroup"
            or "tabset"
            or "tab-group"
            or "codetabs"
            or "tabpane"
            or "code-group"
            or "codegroup"
            or "tabbed" when call.Body is not null => TagPiece.Block(call.Inner),
            "tab" or "tabitem" or "codetab" or "tab-item" or "tabcontent" when call.Body is not null => Tab(call),
            "columns" or "row" or "grid" or "cols" when call.Body is not null => TagPiece.Block(
                string.Join("\n\n", call.Inner.Split("<--->").Select(TagText.TrimLines))
            ),
            "gallery" or "images" or "carousel" or "slider" or "photos" or "gallery-photo" or "masonry" when call.Body is { Length: > 0 } =>
                ImageGroup.Of(call.Inner),
            "timeline" or "steps" or "cards" or "card-grid" or "friends" or "links" when call.Body is not null => TagPiece.Block(
                call.Inner
            ),
            "timelineitem" or "timeline-item" or "event" or "step" when call.Body is not null => TimelineItem(call),
            "quote" or "blockquote" or "epigraph" or "pullquote" => TagPiece.Block(
                TagMarkdown.Quote(call.InnerOr(call.Arguments.From(0)), Source(call.Arguments))
            ),
            "column"
            or "col"
            or "lead"
            or "typeit"
            or "center"
            or "left"
            or "right"
            or "style"
            or "div"
            or "section"
            or "markdown"
            or "md" when call.Body is not null => Inner(call),
            "rtl"
            or "ltr"
            or "article"
            or "fullwidth"
            or "full-width"
            or "span"
            or "font"
            or "color"
            or "colored"
            or "text"
            or "small" when call.Body is not null => Inner(call),
            _ when call.Body is not null && TagMarkdown.AlertKind(call.Name) is { } kind => TagPiece.Block(
                TagMarkdown.Alert(kind, Title(call.Arguments, call.Arguments.From(0)), call.Inner)
            ),
            _ => null,
        };

    private static TagPiece Inner(TagCall call) => new(call.Inner, call.IsAlone && call.Inner.Contains('\n', StringComparison.Ordinal));

    private static string Title(TagArguments arguments, string otherwise) =>
        arguments.Get(-1, TitleNames) is { Length: > 0 } named ? named : otherwise;

    private static string Source(TagArguments arguments)
    {
        var (author, link) = (arguments.Get(-1, "author", "cite", "attribution"), arguments.Get(-1, "link", "url"));
        var source = arguments.Get(-1, "source", "title");
        var words = string.Join(", ", new[] { author, source }.Where(word => word.Length > 0));
        return link.Length > 0 ? TagMarkdown.Link(link, words) : words;
    }

    private static TagPiece? Folded(TagCall call)
    {
        var arguments = call.Arguments;
        if (call.Body is null)
        {
            var text = arguments.Get(-1, "text", "content") is { Length: > 0 } named ? named : arguments.From(0);
            return text.Length == 0 ? null : TagPiece.Block(TagMarkdown.Details(Title(arguments, ""), text));
        }

        var words = arguments.Words.Where(word => word is not ("open" or "true" or "false" or "...")).ToList();
        var isOpen = arguments.Get(-1, "open", "expanded") is "true" or "open" or "1" || arguments.Words.Contains("open");
        return TagPiece.Block(TagMarkdown.Details(Title(arguments, string.Join(' ', words)), call.Inner, isOpen));
    }

    // {{< notice warning "Title" >}}, {{< admonition type=tip title="x" open=false >}}, {{< alert "circle-info" >}}
    private static TagPiece? Note(TagCall call)
    {
        var arguments = call.Arguments;
        var words = arguments.Words.Where(word => word is not ("true" or "false")).ToList();
        var kind = TagMarkdown.AlertKind(arguments.Get(-1, "type", "style", "kind", "context", "color", "class", "icon", "level"));
        if (kind is null && words.Count > 0 && TagMarkdown.AlertKind(words[0]) is { } said)
        {
            kind = said;
            words.RemoveAt(0);
        }

        words.RemoveAll(IsIcon);
        kind ??= call.Name == "hint" ? "TIP" : "NOTE";
        var title = Title(arguments, string.Join(' ', words));
        if (call.Body is not null)
        {
            return TagPiece.Block(TagMarkdown.Alert(kind, title, call.Inner));
        }

        var text = arguments.Get(-1, "text", "content") is { Length: > 0 } written ? written : string.Join(' ', words);
        return text.Length == 0 ? null : TagPiece.Block(TagMarkdown.Alert(kind, arguments.Get(-1, "title"), text));
    }

    /// <summary>Themes take the name of an icon where others take a title.</summary>
    private static bool IsIcon(string word) =>
        word is "bell" or "fire" or "lightbulb" or "bomb" or "skull" or "pencil" or "info" or "check"
        || (word.Contains('-', StringComparison.Ordinal) && word.All(c => char.IsAsciiLetterLower(c) || c == '-'));

    private static TagPiece Tab(TagCall call)
    {
        var title = Title(call.Arguments, call.Arguments.From(0));
        var isCode = call.Inner.StartsWith("```", StringComparison.Ordinal) || call.Inner.StartsWith("~~~", StringComparison.Ordinal);
        return TagPiece.Block(isCode ? TagMarkdown.Labelled(title, call.Inner) : TagMarkdown.Section(call.HeadingLevel, title, call.Inner));
    }

    private static TagPiece TimelineItem(TagCall call)
    {
        var arguments = call.Arguments;
        var parts = new[]
        {
            arguments.Get(-1, "badge", "date", "time"),
            Title(arguments, arguments.From(0)),
            arguments.Get(-1, "subheader", "subtitle"),
        };
        return TagPiece.Block(TagMarkdown.Item(string.Join(" - ", parts.Where(part => part.Length > 0)), call.Inner));
    }
}
