using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Blog.Rendering.Extensions.Formulas;

/// <summary>
/// <c>$…$</c> and <c>$$…$$</c> by pandoc's rule: no space inside the opening or closing dollar, no digit after the closing one. With spaces
/// it is a formula if it looks like TeX (<c>$ x_1 $</c>). The whole formula is consumed before emphasis is parsed.
/// </summary>
internal sealed class FormulaInlineParser : InlineParser
{
    public FormulaInlineParser() => OpeningCharacters = ['$'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var text = slice.Text;
        var start = slice.Start;
        var display = slice.PeekChar() == '$';
        var content = start + (display ? 2 : 1);
        if (slice.PeekCharExtra(-1) == '$' || content > slice.End || text[content] == '$')
        {
            return false;
        }

        var close = display ? DoubleClose(text, content, slice.End) : SingleClose(text, content, slice.End);
        if (close < 0)
        {
            return false;
        }

        var tex = text[content..close].Trim();
        if (tex.Length == 0)
        {
            return false;
        }

        processor.Inline = new FormulaInline(tex, display)
        {
            Span = new SourceSpan(processor.GetSourcePosition(start, out var line, out var column), processor.GetSourcePosition(close)),
            Line = line,
            Column = column,
        };
        slice.Start = close + (display ? 2 : 1);
        return true;
    }

    // Only the next dollar is considered, whether it closes or not: each dollar is looked at once, so parsing is linear.
    private static int SingleClose(string text, int from, int end)
    {
        for (var i = from; i <= end; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '$')
            {
                var closes =
                    char.IsWhiteSpace(text[from]) || char.IsWhiteSpace(text[i - 1]) ? IsPadded(text, from, i, end) : !IsDigit(i + 1);
                return closes ? i : -1;
            }
        }

        return -1;

        bool IsDigit(int at) => at <= end && char.IsAsciiDigit(text[at]);
    }

    /// <summary>Whether the blanks inside belong to a formula, and not to prices (<c>$ 5 and $ 6</c>) or shell variables.</summary>
    private static bool IsPadded(string text, int from, int close, int end)
    {
        var content = text.AsSpan(from, close - from);
        var after = text.AsSpan(close + 1, end - close);
        var both = char.IsWhiteSpace(content[0]) && char.IsWhiteSpace(content[^1]);
        return !(from > 1 && char.IsAsciiLetterOrDigit(text[from - 2]))
            && !(after.Length > 0 && char.IsAsciiLetter(after[0]))
            && !(after.TrimStart() is [>= '0' and <= '9', ..])
            && !content[..(content.Length - content.TrimStart().Length)].Contains('\n')
            && !content[content.TrimEnd().Length..].Contains('\n')
            && TexSigns.IsFormula(content)
            && (both || TexSigns.HasMarks(content));
    }

    private static int DoubleClose(string text, int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '$' && text[i + 1] == '$')
            {
                return i;
            }
        }

        return -1;
    }
}
