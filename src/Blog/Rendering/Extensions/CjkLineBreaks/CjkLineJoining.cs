using System.Text;
using Blog.Rendering.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering.Extensions.CjkLineBreaks;

/// <summary>Removes soft line breaks between two wide characters: Chinese and Japanese lines are joined without a space.</summary>
internal static class CjkLineJoining
{
    /// <summary>Joins the lines of a whole document, once, in linear time.</summary>
    /// <param name="eastAsian">True for a Chinese or Japanese text, whose quotes and dots are wide themselves.</param>
    public static void Join(MarkdownDocument document, bool eastAsian)
    {
        foreach (var block in document.Descendants<LeafBlock>())
        {
            if (block.Inline is { } inline)
            {
                new Walk(eastAsian).Visit(inline);
            }
        }
    }

    private sealed class Walk(bool eastAsian)
    {
        private Rune _last;
        private LineBreakInline? _pending;

        public void Visit(ContainerInline container)
        {
            for (var inline = container.FirstChild; inline is not null; )
            {
                // Read first: joining removes the break from this list.
                var next = inline.NextSibling;
                Step(inline);
                inline = next;
            }
        }

        private void Step(Inline inline)
        {
            switch (inline)
            {
                case LineBreakInline { IsHard: false } soft:
                    _pending = soft;
                    break;
                case LiteralInline literal:
                    Text(literal.Content.AsSpan());
                    break;
                case HtmlEntityInline entity:
                    Text(entity.Transcoded.AsSpan());
                    break;
                case LinkInline { IsImage: false } or EmphasisInline:
                    Visit((ContainerInline)inline);
                    break;
                case HtmlInline or FootnoteLink:
                    break;
                case ContainerInline other and not LinkInline:
                    Visit(other);
                    break;
                default:
                    _last = default;
                    _pending = null;
                    break;
            }
        }

        private void Text(ReadOnlySpan<char> text)
        {
            if (text.IsEmpty)
            {
                return;
            }

            Rune.DecodeFromUtf16(text, out var first, out _);
            if (_pending is { } line && Joins(_last, first))
            {
                if (line.PreviousSibling is LiteralInline before)
                {
                    before.Content.TrimEnd();
                }

                line.Remove();
            }

            _pending = null;
            var end = text.TrimEnd(' ');
            Rune.DecodeLastFromUtf16(end.IsEmpty ? text : end, out _last, out _);
        }

        private bool Joins(Rune before, Rune after) =>
            (CjkText.IsWide(before) && (CjkText.IsWide(after) || CjkText.IsShared(after)))
            || (CjkText.IsShared(before) && (CjkText.IsWide(after) || (eastAsian && CjkText.IsShared(after))));
    }
}
