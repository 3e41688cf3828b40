using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hugo;

/// <summary>Hugo's own shortcodes, those that many themes have, and those of the site whose templates are simple.</summary>
internal sealed class HugoShortcodes(TemplateContext context, TemplateLog log)
{
    private readonly HugoTemplates _templates = new(context);

    /// <summary>How many shortcodes were known.</summary>
    public int Known { get; private set; }

    /// <summary>Whether what these shortcodes enclose is code or raw text, which is not read.</summary>
    public static bool IsVerbatim(string name) =>
        name
            is "highlight"
                or "code"
                or "mermaid"
                or "math"
                or "katex"
                or "latex"
                or "mathjax"
                or "raw"
                or "rawhtml"
                or "raw-html"
                or "unsafe"
                or "html"
                or "chart"
                or "echarts"
                or "plantuml"
                or "graphviz"
                or "comment";

    public TagPiece? Convert(TagCall call)
    {
        var piece =
            Own(call)
            ?? HugoGalleries.Convert(call, context, log)
            ?? HugoThemeTags.Convert(call, context, log)
            ?? HugoBoxes.Convert(call)
            ?? HugoLinks.Convert(call, Address)
            ?? Embeds.Convert(call)
            ?? _templates.Convert(call);
        Known += piece is null ? 0 : 1;
        return piece;
    }

    private TagPiece? Own(TagCall call) =>
        call.Name switch
        {
            "figure" or "img" or "image" or "picture" or "lazyimg" or "figurecupper" => Figure(call),
            "highlight" or "code" when call.Body is not null => Code(call),
            "ref" or "relref" => TagPiece.Inline(Reference(call)),
            "param" => TagPiece.Inline(Parameter(call)),
            "qr" => Qr(call),
            "mermaid" or "plantuml" or "graphviz" or "chart" or "echarts" when call.Body is not null => TagPiece.Block(
                TagMarkdown.Fence(call.Name, call.Inner)
            ),
            "math" or "katex" or "latex" or "mathjax" => Formula(call),
            "raw" or "rawhtml" or "raw-html" or "unsafe" or "html" when call.Body is not null => new TagPiece(call.Inner, call.IsAlone),
            "comment" or "toc" or "table-of-contents" or "clear" or "clearfix" or "icon" or "fa" or "fas" or "fab" or "script" =>
                TagPiece.Nothing,
            _ => null,
        };

    private static TagPiece? Figure(TagCall call)
    {
        var arguments = call.Arguments;
        var source = arguments.Get(0, "src", "url", "link_src", "file");
        if (source.Length == 0)
        {
            return null;
        }

        var title = string.Join(
            ": ",
            new[] { arguments.Get(-1, "title"), arguments.Get(-1, "caption") }
                .Where(part => part.Length > 0)
                .Distinct(StringComparer.Ordinal)
        );
        var source2 = arguments.Get(-1, "attr");
        title = source2.Length > 0 ? $"{title} ({source2})".Trim() : title;
        var alt = arguments.Get(1, "alt", "caption", "title");
        var image = TagMarkdown.Image(source, Plain(alt), Plain(title), arguments.Get(-1, "link", "href"));
        return new TagPiece(image, call.Name == "figure" || call.IsAlone);
    }

    private static string Plain(string text) =>
        TagMarkdown.OneLine(text.Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal));

    private static TagPiece Code(TagCall call)
    {
        var language = call.Arguments.Get(0, "lang", "language", "type");
        var title = call.Arguments.Get(-1, "title", "filename", "caption", "file");
        return TagPiece.Block(TagMarkdown.Labelled(title, TagMarkdown.Fence(language, call.Inner)));
    }

    private static TagPiece Formula(TagCall call)
    {
        var tex = call.InnerOr(call.Arguments.From(0)).Trim();
        var hasMarks = tex.Contains('$', StringComparison.Ordinal) || tex.Contains("\\(", StringComparison.Ordinal);
        hasMarks |=
            tex.Contains("\\[", StringComparison.Ordinal)
            || tex.Contains("\\begin", StringComparison.Ordinal) && tex.Contains("$$", StringComparison.Ordinal);
        var isBlock = call.IsAlone && (tex.Contains('\n', StringComparison.Ordinal) || !hasMarks);
        return tex.Length == 0 ? TagPiece.Nothing
            : hasMarks ? new TagPiece(tex, isBlock)
            : isBlock ? TagPiece.Block($"$$\n{tex}\n$$")
            : TagPiece.Inline($"${tex}$");
    }

    private static TagPiece Qr(TagCall call)
    {
        var text = call.InnerOr(call.Arguments.Get(0, "text")).Trim();
        return TagPiece.Inline(text.Contains("://", StringComparison.Ordinal) ? TagMarkdown.Link(text) : text);
    }

    private string Reference(TagCall call)
    {
        var path = call.Arguments.Get(0, "path");
        return Address(path, call);
    }

    /// <summary>The link to a page that is named by its path; an address of another kind stays.</summary>
    private string Address(string path, TagCall call)
    {
        var (name, anchor) = path.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? (path[..hash], path[hash..]) : (path, "");
        if (name.Length == 0)
        {
            return anchor.Length > 0 ? anchor : "#";
        }

        if (context.FindPost(name) is { } post)
        {
            return post.Link + anchor;
        }

        if (call.Name is "ref" or "relref")
        {
            log.Warn(call.Line, $"shortcode '{call.Name}' names a page that is not there: {path}");
            return "#";
        }

        return path;
    }

    private string Parameter(TagCall call)
    {
        var name = call.Arguments.Get(0, "name");
        var value =
            TemplateValues.Find(context.Page, name)
            ?? TemplateValues.Find(context.Page, "params." + name)
            ?? TemplateValues.Find(context.Site, "params." + name)
            ?? TemplateValues.Find(context.Site, name);
        if (value is null)
        {
            log.Warn(call.Line, $"shortcode 'param' names a parameter that is not there: {name}");
        }

        return value ?? "";
    }
}
