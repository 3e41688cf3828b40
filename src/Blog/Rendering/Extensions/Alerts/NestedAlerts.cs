using Markdig.Extensions.Alerts;
using Markdig.Helpers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering.Extensions.Alerts;

/// <summary>Alerts in lists, quotes and other alerts: the parser knows only those that stand in nothing.</summary>
internal static class NestedAlerts
{
    /// <summary>Replaces quotes that begin with the kind of an alert.</summary>
    /// <param name="isKind">Whether a word, in lower case, is a kind.</param>
    public static void Find(MarkdownDocument document, Func<string, bool> isKind)
    {
        foreach (var quote in document.Descendants<QuoteBlock>().ToList())
        {
            if (
                quote is AlertBlock
                || quote.Parent is null or MarkdownDocument
                || quote is not [ParagraphBlock { Inline: { } inline } first, ..]
                || KindOf(inline, out var rest) is not { } kind
                || !isKind(kind)
            )
            {
                continue;
            }

            RemoveUntil(inline, rest);
            Replace(quote, first, kind, isEmpty: rest is null);
        }
    }

    /// <summary>The kind in the first line, if nothing else stands there, and where the next line begins.</summary>
    private static string? KindOf(ContainerInline inline, out Inline? rest)
    {
        var words = "";
        rest = inline.FirstChild;
        for (; rest is LiteralInline literal && words.Length < 20; rest = rest.NextSibling)
        {
            words += literal.Content.ToString();
        }

        if (rest is not (null or LineBreakInline) || words.TrimEnd() is not ['[', '!', .. var kind, ']'])
        {
            return null;
        }

        rest = rest?.NextSibling;
        return kind.ToLowerInvariant();
    }

    private static void RemoveUntil(ContainerInline inline, Inline? rest)
    {
        while (inline.FirstChild is { } child && !ReferenceEquals(child, rest))
        {
            child.Remove();
        }
    }

    private static void Replace(QuoteBlock quote, ParagraphBlock first, string kind, bool isEmpty)
    {
        var alert = new AlertBlock(new StringSlice(kind))
        {
            Line = quote.Line,
            Column = quote.Column,
            Span = quote.Span,
        };
        var parent = quote.Parent!;
        parent[parent.IndexOf(quote)] = alert;
        if (isEmpty)
        {
            quote.Remove(first);
        }

        while (quote.Count > 0)
        {
            var block = quote[0];
            quote.RemoveAt(0);
            alert.Add(block);
        }
    }
}
