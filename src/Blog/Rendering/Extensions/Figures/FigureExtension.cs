using Blog.Rendering.Printing;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering.Extensions.Figures;

/// <summary>Turns a paragraph that is only one image with a title (optionally linked) into a figure with a caption.</summary>
internal sealed class FigureExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) { }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Replace<ParagraphRenderer>(new Renderer());

    private static LinkInline? FigureOf(ParagraphBlock paragraph)
    {
        var image = Only(paragraph.Inline);
        if (image is { IsImage: false, IsAutoLink: false })
        {
            image = Only(image);
        }

        return image is { IsImage: true } && !string.IsNullOrWhiteSpace(image.Title) ? image : null;
    }

    private static LinkInline? Only(ContainerInline? container) =>
        container?.FirstChild is LinkInline link && ReferenceEquals(link, container.LastChild) ? link : null;

    private sealed class Renderer : ParagraphRenderer
    {
        protected override void Write(HtmlRenderer renderer, ParagraphBlock obj)
        {
            ((PostHtmlRenderer)renderer).InRawAnchor = false;
            if (FigureOf(obj) is not { } image)
            {
                base.Write(renderer, obj);
                return;
            }

            renderer.EnsureLine();
            renderer.Write("<figure>");
            renderer.WriteLeafInline(obj);
            renderer.WriteLine().Write("<figcaption>");
            renderer.WriteEscape(image.Title!).WriteLine("</figcaption></figure>");
        }
    }
}
