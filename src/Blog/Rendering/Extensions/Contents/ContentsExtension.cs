using Blog.Rendering.Printing;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Blog.Rendering.Extensions.Contents;

/// <summary>Prints an element where the list of headings will stand: they are known only when the whole text is.</summary>
internal sealed class ContentsExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) { }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) => renderer.ObjectRenderers.Insert(0, new Renderer());

    private sealed class Renderer : HtmlObjectRenderer<ContentsMark>
    {
        protected override void Write(HtmlRenderer renderer, ContentsMark obj) =>
            renderer.EnsureLine().WriteLine($"<div class=\"{((PostHtmlRenderer)renderer).State.Slots.ContentsClass}\"></div>");
    }
}
