using System.Text;
using Blog.Rendering.Extensions;
using Blog.Rendering.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering;

/// <summary>What an author wrote in words: no code, formulas, addresses, alternative texts or tags.</summary>
public static class MarkdownProse
{
    private static readonly MarkdownPipeline Pipeline = PostPipeline.Build();

    /// <summary>The words of a text, one inline per line, without what it quotes; of a text that only quotes, the quotation.</summary>
    public static string Of(string markdown)
    {
        var text = TextLimits.Normalize(markdown);
        if (TextLimits.Check(text) is not null)
        {
            return text;
        }

        try
        {
            var document = Markdown.Parse(text, Pipeline);
            var own = Read(document, withQuotes: false);
            return string.IsNullOrWhiteSpace(own) ? Read(document, withQuotes: true) : own;
        }
        catch (ArgumentException)
        {
            return text; // nested too deeply: the renderer refuses it with a better message
        }
    }

    private static string Read(MarkdownDocument document, bool withQuotes)
    {
        var prose = new StringBuilder();
        var open = new Stack<MarkdownObject>([document]);
        while (open.TryPop(out var item))
        {
            switch (item)
            {
                case QuoteBlock when !withQuotes:
                case LinkInline { IsImage: true } or LinkInline { IsAutoLink: true }:
                    break;
                case LiteralInline literal:
                    prose.Append(literal.Content.AsSpan()).Append('\n');
                    break;
                case HtmlBlock html:
                    AppendWithoutTags(prose, html.Lines.ToString());
                    break;
                case LeafBlock { Inline: { } inline }:
                    open.Push(inline);
                    break;
                case ContainerBlock container:
                    Push(open, container);
                    break;
                case ContainerInline container:
                    Push(open, container);
                    break;
            }
        }

        return prose.ToString();
    }

    private static void Push(Stack<MarkdownObject> open, IEnumerable<MarkdownObject> children)
    {
        foreach (var child in children.Reverse())
        {
            open.Push(child);
        }
    }

    private static void AppendWithoutTags(StringBuilder prose, string html)
    {
        var inTag = false;
        foreach (var c in html)
        {
            inTag = c == '<' || (inTag && c != '>');
            prose.Append(inTag || c == '>' ? ' ' : c);
        }

        prose.Append('\n');
    }
}
