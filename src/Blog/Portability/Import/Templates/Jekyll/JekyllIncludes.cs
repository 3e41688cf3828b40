using Blog.Portability.Import.Templates.Syntax;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Templates.Jekyll;

/// <summary>
/// Includes whose files are in the theme's package and not in the site: those of Minimal Mistakes, Chirpy, al-folio and others, by their
/// names and arguments.
/// </summary>
internal static class JekyllIncludes
{
    private static readonly string[] ImageNames = ["image_path", "src", "path", "url", "file", "img", "image", "filename"];

    /// <summary>What an include prints, as Markdown; null if nobody knows it.</summary>
    /// <param name="path">As the tag names it.</param>
    /// <param name="page">The post's front matter.</param>
    public static string? Convert(string path, TagArguments arguments, FrontMatterMap page)
    {
        var name = Path.GetFileNameWithoutExtension(path.Split('/')[^1]).ToLowerInvariant();
        var content = arguments.Get(-1, "content", "text", "message", "body");
        var call = new TagCall(name, arguments, content.Length > 0 ? content : null, 0, IsAlone: false, HeadingLevel: 2);
        return name switch
        {
            "toc" or "table-of-contents" or "comments" or "share" or "social-share" or "ads" or "mathjax" or "katex" or "head" => "",
            "figure" or "image" or "img" or "picture" or "responsive-image" or "fig" or "photo" => Figure(arguments),
            "gallery" => Gallery(arguments, page),
            "video" when arguments.Get(-1, "provider") is { Length: > 0 } provider => Text(Embeds.Convert(call with { Name = provider })),
            "button" or "btn" => TagMarkdown.Link(
                arguments.Get(-1, "href", "link", "url"),
                content.Length > 0 ? content : Label(arguments)
            ),
            "callout" or "alert" or "notice" or "admonition" or "box" when content.Length > 0 => Alert(
                TagMarkdown.AlertKind(arguments.Get(-1, "type", "style", "kind", "class")) ?? "NOTE",
                call
            ),
            _ when content.Length > 0 && TagMarkdown.AlertKind(name) is { } kind => Alert(kind, call),
            "details" or "spoiler" or "collapse" or "accordion" when content.Length > 0 => "\n\n"
                + TagMarkdown.Details(Label(arguments), content)
                + "\n\n",
            _ when arguments.Options.Count > 0 => Text(Embeds.Convert(call)),
            _ => null,
        };
    }

    private static string? Text(TagPiece? piece) => piece?.Text;

    private static string Label(TagArguments arguments) => arguments.Get(-1, "title", "label", "summary", "name", "heading");

    private static string Alert(string kind, TagCall call) => "\n\n" + TagMarkdown.Alert(kind, Label(call.Arguments), call.Inner) + "\n\n";

    private static string? Figure(TagArguments arguments) =>
        arguments.Get(-1, ImageNames) is not { Length: > 0 } address
            ? null
            : TagMarkdown.Image(
                Rooted(address),
                TagMarkdown.OneLine(arguments.Get(-1, "alt")),
                TagMarkdown.OneLine(arguments.Get(-1, "caption", "title", "description")),
                arguments.Get(-1, "link", "href", "target")
            );

    /// <summary>The list of images in the post's front matter that the include names.</summary>
    private static string? Gallery(TagArguments arguments, FrontMatterMap page)
    {
        var id = arguments.Get(-1, "id") is { Length: > 0 } named ? named : "gallery";
        if (!page.TryGet(id, out var value) || value is not FrontMatterValue.List list)
        {
            return null;
        }

        var images = list.Items.Select(Image).OfType<string>().ToList();
        var caption = arguments.Get(-1, "caption");
        return images.Count == 0
            ? null
            : "\n\n" + TagMarkdown.Gallery(images) + (caption.Length > 0 ? $"\n\n{TagMarkdown.OneLine(caption)}" : "") + "\n\n";
    }

    private static string? Image(FrontMatterValue value)
    {
        if (value is not FrontMatterValue.Map { Fields: var fields })
        {
            return value is FrontMatterValue.Text { Value.Length: > 0 } path ? TagMarkdown.Image(Rooted(path.Value)) : null;
        }

        // The large image is the one to keep; the other is its thumbnail.
        var address = ImageNames.Prepend("url").Select(Of).FirstOrDefault(TagMarkdown.IsAddress) ?? "";
        return address.Length == 0 ? null : TagMarkdown.Image(Rooted(address), Of("alt"), Of("title"));

        string Of(string name) => TemplateValues.Find(fields, name)?.Trim() ?? "";
    }

    private static string Rooted(string path) =>
        path.StartsWith('/') || path.Contains("://", StringComparison.Ordinal) || SiteAddress.IsUsedBy(path) ? path : "/" + path;
}
