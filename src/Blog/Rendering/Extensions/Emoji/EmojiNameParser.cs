using System.Collections.Frozen;
using Markdig.Extensions.Emoji;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Blog.Rendering.Extensions.Emoji;

/// <summary>
/// Short names of emoji (<c>:smile:</c>) by Markdig's table. Its own parser wants a blank before them, which Chinese has not; this one
/// wants no Latin letter or digit on either side, so that <c>10:100:45</c> and <c>std::x::y</c> stay.
/// </summary>
internal sealed class EmojiNameParser : InlineParser
{
    private static readonly FrozenDictionary<string, string> Signs = EmojiMapping
        .GetDefaultEmojiShortcodeToUnicode()
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly int MaxLength = Signs.Keys.Max(name => name.Length);

    public EmojiNameParser() => OpeningCharacters = [':'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var before = slice.PeekCharExtra(-1);
        if (char.IsAsciiLetterOrDigit(before) || (before == ':' && processor.Inline is not EmojiInline))
        {
            return false;
        }

        var (start, end) = (slice.Start, slice.Start + 1);
        while (end <= slice.End && end - start < MaxLength && IsOfName(slice.Text[end]))
        {
            end++;
        }

        if (
            end > slice.End
            || slice.Text[end] != ':'
            || (end < slice.End && char.IsAsciiLetterOrDigit(slice.Text[end + 1]))
            || !Signs.TryGetValue(slice.Text[start..(end + 1)], out var sign)
        )
        {
            return false;
        }

        processor.Inline = new EmojiInline(sign)
        {
            Match = slice.Text[start..(end + 1)],
            Span = new SourceSpan(processor.GetSourcePosition(start, out var line, out var column), processor.GetSourcePosition(end)),
            Line = line,
            Column = column,
        };
        slice.Start = end + 1;
        return true;
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+';
}
