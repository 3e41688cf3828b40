using Blog.Rendering.Printing;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering.Extensions.Links;

/// <summary>Prints links and images with their addresses as written, and adds bare addresses that end at CJK punctuation.</summary>
internal sealed class LinkExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.InlineParsers.Insert(0, new BareAddressParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new LinkRenderer());
        renderer.ObjectRenderers.Replace<AutolinkInlineRenderer>(new AngleRenderer());
        renderer.ObjectRenderers.Replace<HtmlInlineRenderer>(new RawRenderer());
    }

    // Links cannot be nested: inside one, a bare address stays text.
    private static bool InsideLink(Inline inline)
    {
        for (Inline? outer = inline.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is LinkInline { IsImage: false })
            {
                return true;
            }
        }

        return false;
    }

    private sealed class LinkRenderer : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline obj)
        {
            var own = (PostHtmlRenderer)renderer;
            var address = obj.GetDynamicUrl?.Invoke() ?? obj.Url;
            if (!renderer.EnableHtmlForInline || (obj.IsAutoLink && (own.InRawAnchor || InsideLink(obj))))
            {
                renderer.WriteChildren(obj);
                return;
            }

            if (obj.IsImage)
            {
                renderer.Write("<img");
                own.WriteAttribute("src", address).Write(" alt=\"");
                renderer.EnableHtmlForInline = false;
                renderer.WriteChildren(obj);
                renderer.EnableHtmlForInline = true;
                renderer.Write("\">");
                return;
            }

            renderer.Write("<a");
            own.WriteAttribute("href", address);
            if (!string.IsNullOrEmpty(obj.Title))
            {
                own.WriteAttribute("title", obj.Title);
            }

            renderer.Write('>');
            renderer.WriteChildren(obj);
            renderer.Write("</a>");
        }
    }

    private sealed class AngleRenderer : HtmlObjectRenderer<AutolinkInline>
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline obj)
        {
            if (!renderer.EnableHtmlForInline)
            {
                renderer.WriteEscape(obj.Url);
                return;
            }

            renderer.Write("<a");
            ((PostHtmlRenderer)renderer).WriteAttribute("href", obj.IsEmail ? "mailto:" + obj.Url : obj.Url).Write('>');
            renderer.WriteEscape(obj.Url).Write("</a>");
        }
    }

    private sealed class RawRenderer : HtmlObjectRenderer<HtmlInline>
    {
        protected override void Write(HtmlRenderer renderer, HtmlInline obj)
        {
            if (!renderer.EnableHtmlForInline)
            {
                return;
            }

            ((PostHtmlRenderer)renderer).NoteLine(obj.Line);
            renderer.Write(obj.Tag);
            if (
                obj.Tag.StartsWith("<a", StringComparison.OrdinalIgnoreCase)
                && obj.Tag.Length > 2
                && !char.IsAsciiLetterOrDigit(obj.Tag[2])
            )
            {
                ((PostHtmlRenderer)renderer).InRawAnchor = true;
            }
            else if (obj.Tag.StartsWith("</a", StringComparison.OrdinalIgnoreCase))
            {
                ((PostHtmlRenderer)renderer).InRawAnchor = false;
            }
        }
    }
}
