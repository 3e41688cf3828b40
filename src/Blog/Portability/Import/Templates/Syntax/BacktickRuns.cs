namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>Finds where inline code ends: at the next run of as many backticks in the same paragraph.</summary>
internal sealed class BacktickRuns
{
    private readonly string _text;
    private readonly Dictionary<int, (List<int> Starts, int Next)> _runs = [];
    private int _paragraphEnd = -1;

    public BacktickRuns(string text)
    {
        _text = text;
        for (var at = text.IndexOf('`', StringComparison.Ordinal); at >= 0; )
        {
            var length = LengthAt(at);
            if (!_runs.TryGetValue(length, out var runs))
            {
                _runs[length] = runs = ([], 0);
            }

            runs.Starts.Add(at);
            at = at + length < text.Length ? text.IndexOf('`', at + length) : -1;
        }
    }

    /// <summary>The offset behind inline code that begins here; -1 if nothing ends it. Offsets must not go back.</summary>
    /// <param name="length">Number of backticks here.</param>
    public int EndOfCode(int at, out int length)
    {
        length = LengthAt(at);
        if (!_runs.TryGetValue(length, out var runs))
        {
            return -1; // a part of a longer run, behind a backslash
        }

        while (runs.Next < runs.Starts.Count && runs.Starts[runs.Next] <= at)
        {
            runs.Next++;
        }

        _runs[length] = runs;
        return runs.Next < runs.Starts.Count && runs.Starts[runs.Next] is var end && end < ParagraphEnd(at) ? end + length : -1;
    }

    private int LengthAt(int at)
    {
        var end = at;
        while (end < _text.Length && _text[end] == '`')
        {
            end++;
        }

        return end - at;
    }

    private int ParagraphEnd(int at)
    {
        if (at < _paragraphEnd)
        {
            return _paragraphEnd;
        }

        for (var line = _text.IndexOf('\n', at); line >= 0; )
        {
            var next = _text.IndexOf('\n', line + 1);
            if (_text.AsSpan(line + 1, (next < 0 ? _text.Length : next) - line - 1).Trim(" \t>").IsEmpty)
            {
                return _paragraphEnd = line;
            }

            line = next;
        }

        return _paragraphEnd = _text.Length;
    }
}
