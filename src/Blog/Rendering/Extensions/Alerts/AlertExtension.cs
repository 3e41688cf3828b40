using Blog.Rendering.Output;
using Blog.Rendering.Printing;
using Markdig;
using Markdig.Extensions.Alerts;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Blog.Rendering.Extensions.Alerts;

/// <summary>Prints alerts (<c>&gt; [!NOTE]</c>) with a title in the text's language and no icon.</summary>
internal sealed class AlertExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) =>
        pipeline.DocumentProcessed += document => NestedAlerts.Find(document, RenderTexts.For("en").Alerts.ContainsKey);

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Replace<AlertBlockRenderer>(new Renderer());

    private sealed class Renderer : HtmlObjectRenderer<AlertBlock>
    {
        protected override void Write(HtmlRenderer renderer, AlertBlock obj)
        {
            var kind = obj.Kind.ToString();
            var known = ((PostHtmlRenderer)renderer).State.Words.Alerts.TryGetValue(kind.ToLowerInvariant(), out var title);
            renderer.EnsureLine();
            if (known)
            {
                renderer.WriteLine(
                    $"<div class=\"markdown-alert markdown-alert-{kind.ToLowerInvariant()}\"><p class=\"markdown-alert-title\">{title}</p>"
                );
            }
            else
            {
                // Not one of the five kinds: a quote whose first line is the author's own.
                renderer.Write("<blockquote><p>[!").WriteEscape(kind).WriteLine("]</p>");
            }

            var before = renderer.ImplicitParagraph;
            renderer.ImplicitParagraph = false;
            renderer.WriteChildren(obj);
            renderer.ImplicitParagraph = before;
            renderer.EnsureLine();
            renderer.WriteLine(known ? "</div>" : "</blockquote>");
        }
    }
}
