using Blog.Rendering.Text;

namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>Replaces the tags of a text, innermost first.</summary>
internal sealed class TagConverter
{
    /// <summary>Tags nested deeper lose their form and keep their text; each level copies what it encloses.</summary>
    private const int MaxDepth = 16;

    private const int MaxWork = 16 * 1024 * 1024;

    private readonly string _text;
    private readonly IReadOnlyList<TagToken> _tokens;
    private readonly TagHandler _convert;
    private readonly Func<string, bool> _isVerbatim;
    private readonly int _maxIndent;
    private readonly TemplateLog _log;
    private readonly int[] _closings;
    private readonly LineIndex _lines;
    private int _outermost;

    private TagConverter(
        string text,
        IReadOnlyList<TagToken> tokens,
        TagHandler convert,
        Func<string, bool> isVerbatim,
        int maxIndent,
        TemplateLog log
    )
    {
        (_text, _tokens, _convert, _isVerbatim, _maxIndent, _log) = (text, tokens, convert, isVerbatim, maxIndent, log);
        _lines = new LineIndex(text);
        _closings = Pair();
    }

    /// <summary>How many characters were copied: the measure of its work.</summary>
    public long Work { get; private set; }

    /// <summary>Converts a text.</summary>
    /// <param name="tokens">The tags of the text, in order.</param>
    /// <param name="isVerbatim">Whether what stands between the tags of this name is not read.</param>
    /// <param name="maxIndent">Indentation, in characters, that the inside of a tag may have in common without being code.</param>
    public static (string Text, long Work) Convert(
        string text,
        IReadOnlyList<TagToken> tokens,
        TagHandler convert,
        Func<string, bool> isVerbatim,
        int maxIndent,
        TemplateLog log
    )
    {
        if (tokens.Count == 0)
        {
            return (text, 0);
        }

        var converter = new TagConverter(text, tokens, convert, isVerbatim, maxIndent, log);
        return (converter.Render(0, tokens.Count, 0, text.Length), converter.Work);
    }

    /// <summary>The index of the closing tag of each opening one; -1 if it has none, -2 for one that is nested too deeply.</summary>
    private int[] Pair()
    {
        var closings = Enumerable.Repeat(-1, _tokens.Count).ToArray();
        var open = new List<int>();
        var waiting = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (at, tag) in _tokens.Index())
        {
            if (tag.Role == TagRole.Open)
            {
                open.Add(at);
                waiting[tag.Name] = waiting.GetValueOrDefault(tag.Name) + 1;
            }
            else if (tag.Role == TagRole.Close && waiting.GetValueOrDefault(tag.Name) > 0)
            {
                string name;
                do
                {
                    name = _tokens[open[^1]].Name;
                    waiting[name]--;
                    closings[open[^1]] = name == tag.Name ? at : -1;
                    open.RemoveAt(open.Count - 1);
                } while (name != tag.Name);
            }
        }

        var depth = new Stack<int>();
        foreach (var (at, closing) in closings.Index())
        {
            while (depth.TryPeek(out var until) && until <= at)
            {
                depth.Pop();
            }

            if (closing < 0)
            {
                continue;
            }

            if (depth.Count >= MaxDepth)
            {
                closings[at] = -2;
                _log.Warn(_lines.Of(_tokens[at].Start), $"tags are nested more than {MaxDepth} deep: the inner ones keep only their text");
            }

            depth.Push(closing);
        }

        return closings;
    }

    private string Render(int from, int to, int start, int end)
    {
        var writer = new BlockWriter();
        var at = start;
        for (var i = from; i < to; i++)
        {
            var tag = _tokens[i];
            writer.Text(_text.AsSpan(at, tag.Start - at));
            at = tag.End;
            if (tag.Role == TagRole.Escaped)
            {
                writer.Text(tag.Arguments);
            }
            else if (tag.Role != TagRole.Close && _closings[i] != -2)
            {
                var closing = _closings[i];
                _outermost = from == 0 && to == _tokens.Count ? tag.Start : _outermost;
                Write(writer, tag, closing < 0 ? null : BodyOf(tag, i, closing));
                (i, at) = closing < 0 ? (i, at) : (closing, _tokens[closing].End);
            }
        }

        writer.Text(_text.AsSpan(at, end - at));
        Work += end - start;
        return writer.ToString();
    }

    private string BodyOf(TagToken tag, int index, int closing)
    {
        var end = _tokens[closing].Start;
        var body = _isVerbatim(tag.Name) || Work > MaxWork ? _text[tag.End..end] : Render(index + 1, closing, tag.End, end);
        body = TagText.TrimLines(TagText.WithoutPrefix(body, PrefixOf(tag, out _)));
        return _isVerbatim(tag.Name) ? body : TagText.Dedent(body, _maxIndent);
    }

    private string PrefixOf(TagToken tag, out bool isAlone)
    {
        var start = _lines.StartOf(tag.Start);
        return TagText.Continuation(_text.AsSpan(start, Math.Min(tag.Start - start, 400)), out isAlone);
    }

    private void Write(BlockWriter writer, TagToken tag, string? body)
    {
        PrefixOf(tag, out var isAlone);
        var line = _lines.Of(tag.Start);
        var call = new TagCall(tag.Name, TagArguments.Of(tag.Arguments), body, line, isAlone, _lines.HeadingLevelAt(_outermost) + 1);
        var piece = _convert(call);
        if (piece is null)
        {
            if (body is null && _convert(call with { Body = "" }) is not null)
            {
                _log.Warn(line, $"tag '{tag.Name}' does not end: only its text is kept");
            }
            else
            {
                _log.Unknown(line, tag.Name, body is not null);
            }

            piece = new TagPiece(body ?? "", body is not null && isAlone && body.Contains('\n', StringComparison.Ordinal));
        }

        Work += piece.Value.Text.Length;
        if (piece.Value.IsBlock)
        {
            writer.Block(piece.Value.Text);
        }
        else
        {
            writer.Text(piece.Value.Text);
        }
    }

    /// <summary>Finds the line and the heading of a place.</summary>
    private sealed class LineIndex
    {
        private readonly List<int> _starts = [0];
        private readonly List<int> _levels = [];

        public LineIndex(string text)
        {
            for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
            {
                _starts.Add(at + 1);
            }

            var (level, fence) = (2, '\0');
            foreach (var line in text.AsSpan().EnumerateLines())
            {
                if (CodeFence.Of(line) is { } sign && (fence == '\0' || fence == sign))
                {
                    fence = fence == '\0' ? sign : '\0';
                }

                var signs = line.Length - line.TrimStart('#').Length;
                level = fence == '\0' && signs is > 0 and <= 6 && line.Length > signs && line[signs] == ' ' ? signs : level;
                _levels.Add(level);
            }
        }

        public int Of(int offset) => IndexOf(offset) + 1;

        public int StartOf(int offset) => _starts[IndexOf(offset)];

        public int HeadingLevelAt(int offset) => Math.Min(_levels[Math.Min(IndexOf(offset), _levels.Count - 1)], 5);

        private int IndexOf(int offset) => _starts.BinarySearch(offset) is var at && at >= 0 ? at : ~at - 1;
    }
}
