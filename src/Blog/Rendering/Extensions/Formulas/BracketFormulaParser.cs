using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Blog.Rendering.Extensions.Formulas;

/// <summary><c>\(…\)</c> and <c>\[…\]</c> with TeX between them; other escaped brackets are brackets.</summary>
internal sealed class BracketFormulaParser : InlineParser
{
    public BracketFormulaParser() => OpeningCharacters = ['\\'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var (text, start) = (slice.Text, slice.Start);
        if (FormulaBrackets.At(text, start, slice.End) is not { } brackets)
        {
            return false;
        }

        var content = start + brackets.Length;
        var close = brackets.FindClose(text, content, slice.End);
        var tex = close < 0 ? "" : brackets.Read(text[content..close]);
        if (!IsFormula(text, start, tex, brackets))
        {
            return false;
        }

        var end = close + brackets.Length - 1;
        processor.Inline = new FormulaInline(tex, brackets.Opening == '[')
        {
            Span = new SourceSpan(processor.GetSourcePosition(start, out var line, out var column), processor.GetSourcePosition(end)),
            Line = line,
            Column = column,
        };
        slice.Start = end + 1;
        return true;
    }

    private static bool IsFormula(string text, int start, string tex, FormulaBrackets brackets)
    {
        // f\(x\) and [words]\(address\) are escaped brackets.
        var follows = start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] == ']');
        return TexSigns.IsBracketed(tex, needsOperator: brackets.Opening == '[' || follows);
    }
}
