using Blog.Portability.Import.Templates.Hexo;
using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Jekyll;

/// <summary>Tags of Octopress (which Hexo took over), of Tufte's theme, of jekyll-tabs and other plugins.</summary>
internal sealed class JekyllPluginTags(TemplateContext context, TemplateLog log)
{
    private readonly HexoBuiltInTags _octopress = new(context, log);

    /// <summary>Whether what these tags enclose is code, which is not read.</summary>
    public static bool IsVerbatim(string name) =>
        name is "codeblock" or "plantuml" or "graphviz" or "katex" or "latex" or "math" or "chart";

    public TagPiece? Convert(TagCall call) =>
        call.Name switch
        {
            "img" or "blockquote" or "quote" or "pullquote" or "codeblock" or "include_code" => _octopress.Convert(call),
            "plantuml" or "graphviz" or "chart" when call.Body is not null => TagPiece.Block(TagMarkdown.Fence(call.Name, call.Inner)),
            "katex" or "latex" or "math" when call.Body is not null => Formula(call),
            "tabs" when call.Body is not null => TagPiece.Block(call.Inner),
            "tab" when call.Body is not null => TagPiece.Block(TagMarkdown.Section(call.HeadingLevel, Title(call), call.Inner)),
            "newthought" or "reference" or "cite" => TagPiece.Inline(Text(call)),
            "sidenote" or "marginnote" => TagPiece.Inline(TagMarkdown.Aside(call.Arguments.From(1))),
            "maincolumn" or "fullwidth" => Picture(call, 0),
            "marginfigure" => Picture(call, 1),
            "epigraph" => TagPiece.Block(TagMarkdown.Quote(call.Arguments.Get(0), string.Join(", ", call.Arguments.Words.Skip(1)))),
            "responsive_image" or "picture" or "lightbox" or "asset_img" or "image" => Picture(call, 0),
            "figure" when call.Body is not null => Figure(call),
            "asset" or "asset_path" => TagPiece.Inline(TagMarkdown.Address("/assets/" + call.Arguments.Get(0).TrimStart('/'))),
            "linkpreview" or "remote_include" or "link_preview" when TagMarkdown.IsAddress(call.Arguments.Get(0)) => TagPiece.Block(
                TagMarkdown.Link(call.Arguments.Get(0))
            ),
            "jektify" => Embeds.Convert(call with { Name = "spotify" }),
            "emoji" => TagPiece.Inline($":{call.Arguments.Get(0)}:"),
            "bibliography" or "icon" or "fa" or "imageset" => TagPiece.Nothing,
            _ => null,
        };

    private static string Text(TagCall call)
    {
        var text = TagText.Unquote(call.Arguments.Text);
        return call.Name == "newthought" ? text : $"[{text}]";
    }

    private static TagPiece Formula(TagCall call)
    {
        var tex = call.Inner.Trim();
        return call.IsAlone ? TagPiece.Block($"$$\n{tex}\n$$") : TagPiece.Inline($"${tex}$");
    }

    // group name   |   name
    private static string Title(TagCall call) => call.Arguments.Words.Count > 1 ? call.Arguments.From(1) : call.Arguments.Get(0);

    // path: a.png alt: "x"   |   a.png --alt x   |   "a.png" "caption"
    private static TagPiece? Picture(TagCall call, int at)
    {
        var words = call.Arguments.Words.ToList();
        var source = call.Arguments.Get(-1, "path", "src", "image", "file");
        source = source.Length > 0 ? source : words.Skip(at).FirstOrDefault(TagMarkdown.IsAddress) ?? "";
        if (source.Length == 0)
        {
            return null;
        }

        var options = words.FindIndex(word => word.StartsWith("--", StringComparison.Ordinal));
        string Option(string name)
        {
            var from = words.FindIndex(word => word.StartsWith("--" + name, StringComparison.Ordinal));
            return from < 0 ? ""
                : words[from].Contains('=', StringComparison.Ordinal)
                    ? TagText.Unquote(words[from][(words[from].IndexOf('=', StringComparison.Ordinal) + 1)..])
                : string.Join(' ', words.Skip(from + 1).TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal)));
        }

        var alt = call.Arguments.Get(-1, "alt") is { Length: > 0 } named ? named : Option("alt");
        var caption = call.Arguments.Get(-1, "caption", "title") is { Length: > 0 } title ? title : Option("title");
        caption = caption.Length > 0 || options >= 0 ? caption : string.Join(' ', words.SkipWhile(word => word != source).Skip(1));
        var path = source.StartsWith('/') || source.Contains("://", StringComparison.Ordinal) ? source : "/" + source;
        return TagPiece.Block(TagMarkdown.Image(path, TagMarkdown.OneLine(alt), TagMarkdown.OneLine(caption)));
    }

    private static TagPiece Figure(TagCall call)
    {
        var caption = call.Arguments.Get(0, "caption", "title");
        return TagPiece.Block(caption.Length == 0 ? call.Inner : $"{call.Inner.Trim()}\n\n*{TagMarkdown.OneLine(caption)}*");
    }
}
