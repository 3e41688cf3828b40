using Blog.Rendering.Printing;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Blog.Rendering.Extensions.Containers;

/// <summary>
/// Prints containers as what the blog has for them: alerts, <c>details</c>, and nothing around what is only arranged. A name that nobody
/// knows is a note, as it is for an import.
/// </summary>
internal sealed class ContainerExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.BlockParsers.Insert(0, new ContainerParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) => renderer.ObjectRenderers.Insert(0, new Renderer());

    private sealed class Renderer : HtmlObjectRenderer<Container>
    {
        protected override void Write(HtmlRenderer renderer, Container obj)
        {
            renderer.EnsureLine();
            if (obj.Head.IsFolded)
            {
                renderer.Write(obj.Head.IsOpen ? "<details open><summary>" : "<details><summary>");
                WriteTitle(renderer, obj, ((PostHtmlRenderer)renderer).State.Words.Details);
                renderer.WriteLine("</summary>");
                WriteBody(renderer, obj);
                renderer.WriteLine("</details>");
            }
            else if (obj.IsBox)
            {
                var kind = obj.Head.Alert ?? "note";
                renderer.Write($"<div class=\"markdown-alert markdown-alert-{kind}\"><p class=\"markdown-alert-title\">");
                WriteTitle(renderer, obj, ((PostHtmlRenderer)renderer).State.Words.Alerts[kind]);
                renderer.WriteLine("</p>");
                WriteBody(renderer, obj);
                renderer.WriteLine("</div>");
            }
            else if (obj.Head.IsGallery)
            {
                renderer.WriteLine("<div class=\"gallery\">");
                WriteBody(renderer, obj);
                renderer.WriteLine("</div>");
            }
            else
            {
                WriteBody(renderer, obj);
            }
        }

        private static void WriteTitle(HtmlRenderer renderer, Container container, string standard)
        {
            if (container.Title is { } title)
            {
                renderer.WriteLeafInline(title);
            }
            else
            {
                renderer.WriteEscape(container.Head.Title.Length > 0 ? container.Head.Title : standard);
            }
        }

        private static void WriteBody(HtmlRenderer renderer, Container container)
        {
            var before = renderer.ImplicitParagraph;
            renderer.ImplicitParagraph = false;
            foreach (var block in container)
            {
                if (block is not ContainerTitle)
                {
                    renderer.Write(block);
                }
            }

            renderer.ImplicitParagraph = before;
            renderer.EnsureLine();
        }
    }
}
