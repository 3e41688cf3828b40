using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Jekyll;

/// <summary>Jekyll's own tags and those of its common plugins. What Liquid itself has is left to Liquid.</summary>
internal sealed class JekyllTags(TemplateContext context, TemplateLog log)
{
    private readonly JekyllPluginTags _plugins = new(context, log);

    /// <summary>How many tags were known.</summary>
    public int Known { get; private set; }

    public static bool IsVerbatim(string name) =>
        name is "raw" or "highlight" or "comment" or "mermaid" || JekyllPluginTags.IsVerbatim(name);

    /// <summary>Whether the Liquid library runs this tag.</summary>
    public static bool IsLiquid(string name) =>
        name
            is "if"
                or "elsif"
                or "else"
                or "unless"
                or "case"
                or "when"
                or "for"
                or "break"
                or "continue"
                or "cycle"
                or "assign"
                or "capture"
                or "increment"
                or "decrement"
                or "include"
                or "include_relative"
                or "include_cached";

    public TagPiece? Convert(TagCall call)
    {
        TagPiece? piece = call.Name switch
        {
            "raw" when call.Body is not null => new TagPiece(
                call.Inner,
                call.IsAlone && call.Inner.Contains('\n', StringComparison.Ordinal)
            ),
            "comment" or "seo" or "feed_meta" or "toc" or "sitemap" => TagPiece.Nothing,
            "highlight" when call.Body is not null => TagPiece.Block(
                TagMarkdown.Fence(call.Arguments.Words is [var language, ..] ? language : "", call.Inner)
            ),
            "mermaid" when call.Body is not null => TagPiece.Block(TagMarkdown.Fence("mermaid", call.Inner)),
            "post_url" or "link" => TagPiece.Inline(Link(call)),
            "avatar" or "octicon" or "fa_svg" => TagPiece.Nothing,
            "details" or "spoiler" or "collapse" when call.Body is not null => TagPiece.Block(
                TagMarkdown.Details(call.Arguments.From(0), call.Inner)
            ),
            _ when call.Body is not null && TagMarkdown.AlertKind(call.Name) is { } kind => TagPiece.Block(
                TagMarkdown.Alert(kind, call.Arguments.From(0), call.Inner)
            ),
            _ => _plugins.Convert(call) ?? Embeds.Convert(call),
        };
        Known += piece is null ? 0 : 1;
        return piece;
    }

    // post_url 2020-01-31-name; link _posts/2020-01-31-name.md, link /assets/file.pdf
    private string Link(TagCall call)
    {
        var path = call.Arguments.Text.Trim();
        if (path.StartsWith('"') || path.StartsWith('\''))
        {
            path = TagText.Unquote(path);
        }

        if (context.FindPost(path) is { } post)
        {
            return post.Link;
        }

        if (call.Name == "link" && Path.HasExtension(path) && Path.GetExtension(path) is not (".md" or ".markdown" or ".html"))
        {
            return TagMarkdown.Address("/" + path.TrimStart('/'));
        }

        log.Warn(call.Line, $"tag '{call.Name}' names a page that is not there: {path}");
        return "#";
    }
}
