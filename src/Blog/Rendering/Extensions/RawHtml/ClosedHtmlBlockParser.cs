using Blog.Rendering.Text;
using Markdig.Parsers;

namespace Blog.Rendering.Extensions.RawHtml;

/// <summary>
/// HTML blocks, but those that only an end of their own closes (<c>&lt;textarea&gt;</c>, <c>&lt;!--</c>, <c>&lt;?</c>) open only if there
/// is one: otherwise the rest of a post would not be Markdown any more.
/// </summary>
internal sealed class ClosedHtmlBlockParser : HtmlBlockParser
{
    private static readonly (string Start, string End)[] Pairs =
    [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("<?", "?>"),
        ("<script", "</script"),
        ("<style", "</style"),
        ("<textarea", "</textarea"),
        ("<pre", "</pre"),
    ];

    public override BlockState TryOpen(BlockProcessor processor) =>
        !processor.IsCodeIndent && processor.Line.CurrentChar == '<' && IsUnclosed(processor) ? BlockState.None : base.TryOpen(processor);

    private static bool IsUnclosed(BlockProcessor processor)
    {
        var line = processor.Line.AsSpan();
        foreach (var (start, end) in Pairs)
        {
            if (line.StartsWith(start, StringComparison.OrdinalIgnoreCase) && Follows(line, start))
            {
                return LastEnds.Of(processor).LastOf(end) < processor.Line.Start;
            }
        }

        return false;
    }

    private static bool Follows(ReadOnlySpan<char> line, string start) =>
        !char.IsAsciiLetter(start[^1])
        || line.Length == start.Length
        || !(char.IsAsciiLetterOrDigit(line[start.Length]) || line[start.Length] == '-');

    /// <summary>Where each end stands for the last time outside code; read once for a text.</summary>
    private sealed class LastEnds
    {
        private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

        private LastEnds(string text)
        {
            var fence = '\0';
            foreach (var range in text.AsSpan().Split('\n'))
            {
                var line = text.AsSpan(range);
                if (CodeFence.Of(line) is { } sign && (fence == '\0' || fence == sign))
                {
                    fence = fence == '\0' ? sign : '\0';
                }
                else if (fence == '\0')
                {
                    Read(line, range.Start.GetOffset(text.Length));
                }
            }
        }

        public static LastEnds Of(BlockProcessor processor)
        {
            if (processor.Document.GetData(typeof(LastEnds)) is LastEnds known)
            {
                return known;
            }

            var ends = new LastEnds(processor.Line.Text);
            processor.Document.SetData(typeof(LastEnds), ends);
            return ends;
        }

        public int LastOf(string end) => _last.GetValueOrDefault(end, -1);

        private void Read(ReadOnlySpan<char> line, int offset)
        {
            if (line.IndexOfAny('<', '>') < 0)
            {
                return; // every end has one of them
            }

            foreach (var (_, end) in Pairs)
            {
                var at = line.LastIndexOf(end, StringComparison.OrdinalIgnoreCase);
                if (at >= 0 && line[..at].Count('`') % 2 == 0)
                {
                    _last[end] = offset + at;
                }
            }
        }
    }
}
