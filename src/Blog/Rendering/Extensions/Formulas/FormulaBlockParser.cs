using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Blog.Rendering.Extensions.Formulas;

/// <summary>
/// A formula on lines of its own: from a line with only <c>$$</c> to the next one, or a block that starts and ends with <c>$$</c>. It opens
/// only if there are closing dollars, so that stray ones never swallow the rest of a post.
/// </summary>
internal sealed class FormulaBlockParser : BlockParser
{
    private const string Fence = "$$";

    public FormulaBlockParser() => OpeningCharacters = ['$'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var line = processor.Line;
        if (processor.IsCodeIndent || line.PeekChar() != '$' || line.PeekChar(2) == '$')
        {
            return BlockState.None;
        }

        var text = line.Text;
        var content = line.Start + 2;
        var alone = text.AsSpan(content, line.End + 1 - content).IsWhiteSpace();
        var close = text.IndexOf(Fence, content, StringComparison.Ordinal);
        if (close < 0 || !EndsLine(text, close + 2) || (!alone && processor.CurrentBlock is ParagraphBlock { IsOpen: true }))
        {
            return BlockState.None;
        }

        var within = text.AsSpan(content, close - content);
        if (within.IsWhiteSpace() || (!alone && HasBlankLine(within)))
        {
            return BlockState.None;
        }

        var block = new FormulaBlock(this)
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
        var close = line.Text.IndexOf(Fence, line.Start, line.End + 1 - line.Start, StringComparison.Ordinal);
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
