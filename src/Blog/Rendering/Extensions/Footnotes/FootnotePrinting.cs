using Blog.Rendering.Output;
using Blog.Rendering.Printing;
using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Blog.Rendering.Extensions.Footnotes;

/// <summary>Prints footnotes; each reference to a footnote has its own id.</summary>
internal sealed class FootnotePrinting : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) { }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        renderer.ObjectRenderers.Replace<HtmlFootnoteGroupRenderer>(new GroupRenderer());
        renderer.ObjectRenderers.Replace<HtmlFootnoteLinkRenderer>(new LinkRenderer());
    }

    /// <summary><c>fnref:2</c> for the first reference to footnote 2, <c>fnref:2:3</c> for its third.</summary>
    private static string ReferenceId(FootnoteLink link)
    {
        // Markdig numbers the references of all footnotes consecutively, footnote by footnote.
        var place = link.Index - link.Footnote.Links[0].Index;
        return place == 0 ? $"fnref:{link.Footnote.Order}" : $"fnref:{link.Footnote.Order}:{place + 1}";
    }

    private sealed class GroupRenderer : HtmlObjectRenderer<FootnoteGroup>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteGroup obj)
        {
            if (obj.Count == 0)
            {
                return;
            }

            var placeholders = ((PostHtmlRenderer)renderer).State.Slots;
            renderer.EnsureLine();
            renderer.WriteLine("<div class=\"footnotes\"><hr>").WriteLine("<ol>");
            foreach (var note in obj.Cast<Footnote>())
            {
                renderer.Write($"<li id=\"{placeholders.TrustedId($"fn:{note.Order}")}\">");
                var before = renderer.ImplicitParagraph;
                renderer.ImplicitParagraph = false;
                renderer.WriteChildren(note);
                renderer.ImplicitParagraph = before;
                renderer.WriteLine("</li>");
            }

            renderer.WriteLine("</ol></div>");
        }
    }

    private sealed class LinkRenderer : HtmlObjectRenderer<FootnoteLink>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteLink obj)
        {
            if (!renderer.EnableHtmlForInline)
            {
                return;
            }

            var state = ((PostHtmlRenderer)renderer).State;
            var order = obj.Footnote.Order;
            if (obj.IsBackLink)
            {
                // U+FE0E: the arrow as text, never as an emoji.
                var id = ReferenceId(obj);
                var label = RenderTexts.Fill(state.Words.BackReference, id["fnref:".Length..].Replace(':', '-'));
                renderer.Write($"<a href=\"#{id}\" class=\"footnote-back-ref\" aria-label=\"{label}\">↩\uFE0E</a>");
            }
            else
            {
                var id = state.Slots.TrustedId(ReferenceId(obj));
                renderer.Write($"<a id=\"{id}\" href=\"#fn:{order}\" class=\"footnote-ref\"><sup>{order}</sup></a>");
            }
        }
    }
}
