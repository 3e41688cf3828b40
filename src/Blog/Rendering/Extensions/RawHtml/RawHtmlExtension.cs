using Blog.Rendering.Html;
using Blog.Rendering.Players;
using Blog.Rendering.Printing;
using Markdig;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Blog.Rendering.Extensions.RawHtml;

/// <summary>Raw HTML whose missing ends do not hide the rest of a text.</summary>
internal sealed class RawHtmlExtension : IMarkdownExtension
{
    /// <summary>How many unclosed tags of a block are looked for; each costs reading the rest of the block.</summary>
    private const int MaxOpenTags = 20;

    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.BlockParsers.Replace<HtmlBlockParser>(new ClosedHtmlBlockParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Replace<HtmlBlockRenderer>(new BlockRenderer());

    /// <summary>
    /// The position of the next tag that the block does not close: its quote would end at the next one anywhere in the post. -1 if none.
    /// </summary>
    private static int FindOpenTag(string html, int from)
    {
        for (var at = html.IndexOf('<', from); at >= 0; )
        {
            var next = at + 1 < html.Length ? html[at + 1] : ' ';
            var end = at + 1;
            if (next is '!' or '?')
            {
                end = HtmlTokens.EndOfComment(html, at);
                if (end < 0)
                {
                    return html.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal) ? -1 : at; // a comment may end in a later block
                }
            }
            else if (char.IsAsciiLetter(next) || next == '/')
            {
                var nameEnd = HtmlTokens.EndOfName(html, at + 1);
                if (HtmlTokens.ReadTag(html, nameEnd) is not { IsClosed: true } tag)
                {
                    return at;
                }

                end = BehindRawText(html, html[(at + 1)..nameEnd], tag.End);
            }

            at = end < html.Length ? html.IndexOf('<', end) : -1;
        }

        return -1;
    }

    private static int BehindRawText(string html, string name, int from) =>
        name.ToLowerInvariant() is "script" or "style" or "textarea" or "title" or "xmp"
        && HtmlTokens.FindTag(html, "</" + name, from, html.Length) is >= 0 and var end
            ? end
            : from;

    private sealed class BlockRenderer : HtmlObjectRenderer<HtmlBlock>
    {
        protected override void Write(HtmlRenderer renderer, HtmlBlock obj)
        {
            var own = (PostHtmlRenderer)renderer;
            var html = obj.Lines.ToString();
            if (PlayerLabels.GistIn(html) is { } gist)
            {
                own.Write("<p><a");
                own.WriteAttribute("href", gist).Write('>').WriteEscape(gist).WriteLine("</a></p>");
                return;
            }

            var (written, line, open) = (0, obj.Line, 0);
            for (var at = FindOpenTag(html, 0); at >= 0; at = ++open < MaxOpenTags ? FindOpenTag(html, at + 1) : html.IndexOf('<', at + 1))
            {
                WriteLines(own, html[written..at], ref line);
                own.State.ReportUnclosed(html.AsSpan(at), line);
                renderer.Write("&lt;");
                written = at + 1;
            }

            WriteLines(own, html[written..], ref line);
            renderer.EnsureLine();
        }

        private static void WriteLines(PostHtmlRenderer renderer, string html, ref int line)
        {
            var from = 0;
            do
            {
                renderer.NoteLine(line);
                var end = html.IndexOf('\n', from);
                var until = end < 0 ? html.Length : end + 1;
                renderer.Write(html.AsSpan(from, until - from));
                line += end < 0 ? 0 : 1;
                from = until;
            } while (from < html.Length);
        }
    }
}
