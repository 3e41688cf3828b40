using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hugo;

/// <summary>Shortcodes that single themes have: LoveIt, Blowfish, Docsy, Hextra.</summary>
internal static class HugoThemeTags
{
    public static TagPiece? Convert(TagCall call, TemplateContext context, TemplateLog log) =>
        call.Name switch
        {
            "person" => TagPiece.Inline(TagMarkdown.Link(call.Arguments.Get(0, "url", "link"), call.Arguments.Get(1, "name", "title"))),
            "version" => TagPiece.Inline(TagMarkdown.Mark(call.Arguments.From(0))),
            "mapbox" or "map" or "osm" or "openstreetmap" => Map(call),
            "article" when call.Body is null => Article(call, context),
            "swatches" or "swatch" or "colors" => TagPiece.Inline(string.Join(' ', call.Arguments.Words.Select(word => $"`{word}`"))),
            "codeimporter" or "mdimporter" or "gitcode" or "remote" or "ghcode" => Remote(call),
            "readfile" or "include" or "include-code" or "codefile" or "code-file" when call.Body is null => ReadFile(call, context, log),
            "imgproc" => Processed(call),
            "cardpane" or "cardgrid" or "card-deck" when call.Body is not null => TagPiece.Block(call.Inner),
            "pageinfo" when call.Body is not null => TagPiece.Block(
                TagMarkdown.Alert(TagMarkdown.AlertKind(call.Arguments.Get(-1, "color")) ?? "NOTE", "", call.Inner)
            ),
            "filetree/container" or "filetree" when call.Body is not null => TagPiece.Block(call.Inner),
            "filetree/folder" when call.Body is not null => TagPiece.Block(
                $"- `{Name(call)}/`" + (call.Inner.Trim().Length == 0 ? "" : "\n\n  " + TagText.Prefix(call.Inner, "  "))
            ),
            "filetree/file" => TagPiece.Block($"- `{Name(call)}`"),
            "abbr" or "acronym" or "tooltip" or "tip-text" => Abbreviation(call),
            _ => null,
        };

    private static string Name(TagCall call) => call.Arguments.Get(0, "name", "title").Replace("`", "", StringComparison.Ordinal);

    // longitude latitude zoom   |   lng= lat= zoom=
    private static TagPiece? Map(TagCall call)
    {
        var (longitude, latitude) = (call.Arguments.Get(0, "lng", "lon", "long", "longitude"), call.Arguments.Get(1, "lat", "latitude"));
        var zoom = call.Arguments.Get(2, "zoom");
        zoom = int.TryParse(zoom, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? zoom : "12";
        return IsDegrees(longitude) && IsDegrees(latitude)
            ? TagPiece.Block(
                TagMarkdown.Link(
                    $"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map={zoom}/{latitude}/{longitude}",
                    $"OpenStreetMap: {latitude}, {longitude}"
                )
            )
            : null;
    }

    private static bool IsDegrees(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static TagPiece? Article(TagCall call, TemplateContext context)
    {
        var link = call.Arguments.Get(0, "link", "path", "url");
        return link.Length == 0 ? null
            : context.FindPost(link) is { } post ? TagPiece.Block(TagMarkdown.Link(post.Link, post.Title))
            : TagPiece.Block(TagMarkdown.Link(link));
    }

    private static TagPiece? Remote(TagCall call)
    {
        var address = call.Arguments.Get(0, "url", "src", "link");
        return TagMarkdown.IsAddress(address) ? TagPiece.Block(TagMarkdown.Link(address)) : null;
    }

    private static TagPiece ReadFile(TagCall call, TemplateContext context, TemplateLog log)
    {
        var file = call.Arguments.Get(0, "file", "path", "src");
        var text = context.ReadFile(file.StartsWith('/') ? file[1..] : $"{context.Folder}/{file}") ?? context.ReadFile(file);
        if (text is null)
        {
            log.Warn(call.Line, $"shortcode '{call.Name}' names a file that is not there: {file}");
            return TagPiece.Nothing;
        }

        var isCode = call.Name != "readfile" || call.Arguments.Get(-1, "code") == "true";
        var language = call.Arguments.Get(-1, "lang", "language") is { Length: > 0 } named ? named : Path.GetExtension(file).TrimStart('.');
        text = text.ReplaceLineEndings("\n").TrimEnd('\n');
        return TagPiece.Block(isCode ? TagMarkdown.Fence(language, text) : text);
    }

    // image command options, with its caption inside
    private static TagPiece? Processed(TagCall call) =>
        call.Arguments.Get(0, "src") is { Length: > 0 } source
            ? TagPiece.Block(TagMarkdown.Image(source, call.Arguments.Get(-1, "alt"), TagMarkdown.OneLine(call.Inner)))
            : null;

    private static TagPiece? Abbreviation(TagCall call)
    {
        var words = call.InnerOr(call.Arguments.Get(0, "text"));
        var title = call.Arguments.Get(call.Body is { Length: > 0 } ? 0 : 1, "title", "desc", "content");
        return words.Length == 0
            ? null
            : TagPiece.Inline(
                title.Length == 0
                    ? words
                    : $"<abbr title=\"{TagMarkdown.Html(title).Replace("\"", "&quot;", StringComparison.Ordinal)}\">{words}</abbr>"
            );
    }
}
