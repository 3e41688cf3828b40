using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering.Extensions.MoreEmphasis;

/// <summary>
/// <c>~~deleted~~</c> and, if the site has it, <c>==marked==</c>. Unlike in Markdig's own extension, a run directly after a Latin letter
/// opens nothing: in <c>a==b且c==d</c> these characters are text. Plus signs always are, since texts about programs are full of them
/// (<c>++i改为i++</c>).
/// </summary>
internal sealed class MoreEmphasisExtension(bool withMarks) : IMarkdownExtension
{
    private readonly string _signs = withMarks ? "~=" : "~";

    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        var emphasis = pipeline.InlineParsers.FindExact<EmphasisInlineParser>()!;
        foreach (var sign in _signs)
        {
            emphasis.EmphasisDescriptors.Add(new EmphasisDescriptor(sign, 2, 2, true));
        }

        pipeline.InlineParsers.InsertBefore<EmphasisInlineParser>(new LiteralRunParser(_signs));
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer.ObjectRenderers.FindExact<EmphasisInlineRenderer>() is { } emphasis)
        {
            var standard = emphasis.GetTag;
            emphasis.GetTag = inline =>
                inline.DelimiterChar switch
                {
                    '~' => "del",
                    '=' => "mark",
                    _ => standard(inline),
                };
        }
    }

    private sealed class LiteralRunParser : InlineParser
    {
        /// <summary>How many levels up to search for open marks; text nested deeper is not prose.</summary>
        private const int MaxDepth = 64;

        public LiteralRunParser(string signs) => OpeningCharacters = [.. signs];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var sign = slice.CurrentChar;
            var before = slice.PeekCharExtra(-1);
            if (!char.IsAsciiLetterOrDigit(before) || slice.PeekChar() != sign || IsOpen(processor.Inline, sign))
            {
                return false;
            }

            var start = slice.Start;
            while (slice.CurrentChar == sign)
            {
                slice.SkipChar();
            }

            processor.Inline = new LiteralInline(new StringSlice(slice.Text, start, slice.Start - 1))
            {
                Span = new SourceSpan(
                    processor.GetSourcePosition(start, out var line, out var column),
                    processor.GetSourcePosition(slice.Start - 1)
                ),
                Line = line,
                Column = column,
            };
            return true;
        }

        private static bool IsOpen(Inline? inline, char sign)
        {
            // Runs are paired only at the end of the block; until then an odd number of them means that one is open.
            var isOpen = false;
            for (var depth = 0; inline is not null && depth < MaxDepth; depth++)
            {
                isOpen ^= inline is EmphasisDelimiterInline run && run.DelimiterChar == sign;
                inline = inline.Parent;
            }

            return isOpen;
        }
    }
}
