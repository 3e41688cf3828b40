using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Blog.Rendering.Extensions.Formulas;

/// <summary>
/// A formula on lines of its own: from a line with only <c>$$</c> to the next one, or a block that starts and ends with <c>$$</c>; the same
/// with <c>\[</c> and <c>\]</c> around TeX. It opens only if it is closed, so that stray signs never swallow the rest of a post.
/// </summary>
internal sealed class FormulaBlockParser : BlockParser
{
    private const string Fence = "$$";

    public FormulaBlockParser() => OpeningCharacters = ['$', '\\'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var line = processor.Line;
        var text = line.Text;
        var brackets = line.IsEmpty ? null : FormulaBrackets.At(text, line.Start, line.End);
        if (processor.IsCodeIndent || (brackets is null ? line.PeekChar() != '$' || line.PeekChar(2) == '$' : brackets is { Opening: '(' }))
        {
            return BlockState.None;
        }

        var length = brackets?.Length ?? Fence.Length;
        var content = line.Start + length;
        var alone = text.AsSpan(content, line.End + 1 - content).IsWhiteSpace();
        var close = brackets?.FindClose(text, content, text.Length - 1) ?? text.IndexOf(Fence, content, StringComparison.Ordinal);
        if (close < 0 || !EndsLine(text, close + length) || (!alone && processor.CurrentBlock is ParagraphBlock { IsOpen: true }))
        {
            return BlockState.None;
        }

        var within = text.AsSpan(content, close - content);
        if (
            within.IsWhiteSpace()
            || ((!alone || brackets is not null) && HasBlankLine(within))
            || (brackets is { } square && !TexSigns.IsBracketed(square.Read(within.ToString()), needsOperator: true))
        )
        {
            return BlockState.None;
        }

        var block = new FormulaBlock(this, brackets)
        {
            Column = processor.Column,
            Line = processor.LineIndex,
            Span = new SourceSpan(line.Start, line.End),
        };
        processor.NewBlocks.Push(block);
        var single = close <= line.End;
        if (!alone)
        {
            var first = new StringSlice(text, content, single ? close - 1 : line.End);
            block.AppendLine(ref first, processor.Column, processor.LineIndex, processor.CurrentLineStartPosition, processor.TrackTrivia);
        }

        return single ? BlockState.BreakDiscard : BlockState.ContinueDiscard;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        var line = processor.Line;
        var close =
            ((FormulaBlock)block).Brackets?.FindClose(line.Text, line.Start, line.End)
            ?? line.Text.IndexOf(Fence, line.Start, line.End + 1 - line.Start, StringComparison.Ordinal);
        if (close < 0)
        {
            block.UpdateSpanEnd(line.End);
            return BlockState.Continue;
        }

        var last = new StringSlice(line.Text, line.Start, close - 1);
        ((FormulaBlock)block).AppendLine(
            ref last,
            processor.Column,
            processor.LineIndex,
            processor.CurrentLineStartPosition,
            processor.TrackTrivia
        );
        block.UpdateSpanEnd(line.End);
        return BlockState.BreakDiscard;
    }

    private static bool EndsLine(string text, int from)
    {
        var i = from;
        while (i < text.Length && text[i] is ' ' or '\t')
        {
            i++;
        }

        return i >= text.Length || text[i] == '\n';
    }

    private static bool HasBlankLine(ReadOnlySpan<char> text)
    {
        var blank = false;
        foreach (var c in text)
        {
            if (c == '\n' && blank)
            {
                return true;
            }

            blank = c == '\n' || (blank && char.IsWhiteSpace(c));
        }

        return false;
    }
}
