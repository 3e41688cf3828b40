using Blog.Portability.Import.Templates.Syntax;
using Blog.Rendering.Text;

namespace Blog.Portability.Import.Templates.Containers;

/// <summary>A container as the Markdown that every blog has.</summary>
internal static class BoxHead
{
    public static bool IsKnown(this ContainerHead head) =>
        head.IsFolded || head.IsPlain || head.IsGroup || head.IsGallery || head.Kind is "mermaid" || head.Alert is not null;

    /// <summary>The box as Markdown.</summary>
    public static string Convert(this ContainerHead head, string body) =>
        head.IsFolded ? TagMarkdown.Details(head.Title, body, head.IsOpen)
        : head.IsPlain ? body
        : head.IsGallery ? ImageGroup.Of(body).Text
        : head.IsGroup ? BoxGroup.Convert(body)
        : head.Kind is "mermaid" ? TagMarkdown.Fence("mermaid", body)
        : TagMarkdown.Alert(TagMarkdown.AlertKind(head.Kind) ?? "NOTE", head.Title, body);
}
