using Blog.Rendering.Text;
using Markdig.Extensions.CustomContainers;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Blog.Rendering.Extensions.Containers;

/// <summary>
/// Reads containers. Unlike Markdig's own parser it opens none without a name, since that would take in the rest of the text, and lets
/// containers of equal colons stand in each other.
/// </summary>
internal sealed class ContainerParser : CustomContainerParser
{
    public ContainerParser() => InfoParser = ReadHead;

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        var isInside =
            block is ContainerBlock outer
            && outer.LastChild switch
            {
                // open, then: whether a block is open is not known while its line is read
                CustomContainer { ClosingFencedCharCount: 0 } inner => CountOf(processor.Line) == inner.OpeningFencedCharCount,
                FencedCodeBlock { ClosingFencedCharCount: 0 } => true, // a sample of this very notation
                _ => false,
            };
        if (!isInside)
        {
            return base.TryContinue(processor, block);
        }

        processor.GoToColumn(processor.ColumnBeforeIndent);
        return BlockState.Continue;
    }

    protected override CustomContainer CreateFencedBlock(BlockProcessor processor) => new Container(this);

    /// <summary>The colons of a line that holds nothing else; 0 for any other.</summary>
    private static int CountOf(StringSlice line)
    {
        var colons = line.AsSpan().Trim();
        return colons.ContainsAnyExcept(':') ? 0 : colons.Length;
    }

    private static bool ReadHead(BlockProcessor processor, ref StringSlice line, IFencedBlock fenced, char sign)
    {
        var text = line.ToString().Trim();
        if (text.EndsWith(":::", StringComparison.Ordinal) || ContainerHead.Read(text) is not { } head)
        {
            return false;
        }

        var container = (Container)fenced;
        container.Head = head;
        var at = head.Title.Length == 0 ? -1 : line.Text.IndexOf(head.Title, line.Start, line.Length, StringComparison.Ordinal);
        if (at >= 0)
        {
            var title = new ContainerTitle(container.Parser!)
            {
                Line = processor.LineIndex,
                Column = processor.Column,
                Span = new SourceSpan(at, at + head.Title.Length - 1),
            };
            var slice = new StringSlice(line.Text, at, at + head.Title.Length - 1);
            title.AppendLine(ref slice, processor.Column, processor.LineIndex, at, trackTrivia: false);
            container.Add(title);
        }

        return true;
    }
}
