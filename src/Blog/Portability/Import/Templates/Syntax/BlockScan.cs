namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>Finds fenced and indented code line by line, also in quotes and lists.</summary>
internal sealed class BlockScan(string text)
{
    private readonly Stack<int> _items = new();
    private bool _mayBeIndented = true;

    /// <summary>The offset behind the code that begins with this line; null if none does.</summary>
    /// <param name="content">Where the text of the line begins, behind its markers.</param>
    public int? ReadCode(int start, out int content)
    {
        var end = EndOfLine(start);
        var (at, quotes) = SkipQuotes(start, end);
        var column = 0;
        at = SkipBlanks(at, end, ref column);
        content = at;
        if (at == end)
        {
            _mayBeIndented = true;
            return null;
        }

        var isItem = MarkerLength(at, end) > 0;
        while (_items.TryPeek(out var top) && column < top && (_mayBeIndented || isItem))
        {
            _items.Pop();
        }

        var offset = _items.TryPeek(out var inner) ? inner : 0;
        if (_mayBeIndented && column - offset >= 4)
        {
            return Behind(end);
        }

        _mayBeIndented = false;
        for (var length = MarkerLength(at, end); length > 0 && _items.Count < 50; length = MarkerLength(at, end))
        {
            column += length;
            at = SkipBlanks(at + length, end, ref column);
            _items.Push(column);
        }

        content = at;
        var ruler = FenceAt(at, end);
        if (ruler == 0)
        {
            return null;
        }

        _mayBeIndented = true;
        return EndOfFence(end, text[at], ruler, quotes);
    }

    private int EndOfFence(int lineEnd, char sign, int ruler, int quotes)
    {
        var offset = _items.TryPeek(out var item) ? item : 0;
        for (var start = lineEnd + 1; start < text.Length; )
        {
            var end = EndOfLine(start);
            var (at, quoted) = SkipQuotes(start, end, quotes);
            var column = 0;
            at = SkipBlanks(at, end, ref column);
            if (quoted < quotes || (at < end && column < offset))
            {
                return start; // the quote or the item is over, and its code with it
            }

            var line = text.AsSpan(at, end - at).TrimEnd();
            if (line.Length >= ruler && line.Trim(sign).IsEmpty)
            {
                return Behind(end);
            }

            start = end + 1;
        }

        return text.Length;
    }

    /// <summary>Length of the ruler that opens a fence here; 0 if none does.</summary>
    private int FenceAt(int at, int end)
    {
        var line = text.AsSpan(at, end - at);
        if (line.IsEmpty || line[0] is not ('`' or '~'))
        {
            return 0;
        }

        var ruler = line.Length - line.TrimStart(line[0]).Length;
        return ruler >= 3 && (line[0] == '~' || !line[ruler..].Contains('`')) ? ruler : 0;
    }

    private int MarkerLength(int at, int end)
    {
        if (at + 1 >= end)
        {
            return 0;
        }

        if (text[at] is '-' or '*' or '+')
        {
            return text[at + 1] is ' ' or '\t' ? 1 : 0;
        }

        var digits = at;
        while (digits < end && digits - at < 10 && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        return digits > at && digits + 1 < end && text[digits] is '.' or ')' && text[digits + 1] is ' ' or '\t' ? digits - at + 1 : 0;
    }

    private (int At, int Quotes) SkipQuotes(int at, int end, int most = int.MaxValue)
    {
        var quotes = 0;
        for (var look = at; look < end && quotes < most; look++)
        {
            if (text[look] == '>')
            {
                quotes++;
                at = look + 1 < end && text[look + 1] == ' ' ? look + 2 : look + 1;
            }
            else if (text[look] != ' ')
            {
                break;
            }
        }

        return (at, quotes);
    }

    private int SkipBlanks(int at, int end, ref int column)
    {
        for (; at < end && text[at] is ' ' or '\t'; at++)
        {
            column += text[at] == '\t' ? 4 - (column % 4) : 1;
        }

        return at;
    }

    private int EndOfLine(int start) => text.IndexOf('\n', start) is >= 0 and var end ? end : text.Length;

    private int Behind(int end) => Math.Min(end + 1, text.Length);
}
