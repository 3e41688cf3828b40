using System.Buffers;

namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>
/// Finds code and tags in a Markdown text, in one pass: what stands in code is no tag, and what stands between the tags of a block of code
/// or of raw text is not read at all.
/// </summary>
internal sealed class TemplateScan
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("\\`<{\n");
    private static readonly string[] CodeElements = ["pre", "code", "script", "style", "textarea"];

    private readonly string _text;
    private readonly Func<string, bool> _isVerbatim;
    private readonly TagReader _reader;
    private readonly BlockScan _blocks;
    private readonly BacktickRuns _backticks;
    private readonly List<(int Start, int End)> _code = [];
    private readonly List<TagToken> _tokens = [];

    private TemplateScan(string text, TagSyntax syntax, Func<string, bool> isVerbatim)
    {
        (_text, _isVerbatim) = (text, isVerbatim);
        _reader = new TagReader(text, syntax);
        _blocks = new BlockScan(text);
        _backticks = new BacktickRuns(text);
    }

    /// <summary>Code, comments and raw text, in order.</summary>
    public IReadOnlyList<(int Start, int End)> Code => _code;

    /// <summary>The tags outside code, in order.</summary>
    public IReadOnlyList<TagToken> Tokens => _tokens;

    /// <summary>How many characters were searched for ends: the measure of its work.</summary>
    public long Work => _reader.Work;

    /// <summary>Reads a text with line feeds.</summary>
    /// <param name="isVerbatim">Whether what stands between the tags of this name is code or raw text.</param>
    public static TemplateScan Of(string text, TagSyntax syntax, Func<string, bool> isVerbatim)
    {
        var scan = new TemplateScan(text, syntax, isVerbatim);
        for (var at = 0; at < text.Length; )
        {
            at = scan.ReadLine(at);
        }

        return scan;
    }

    /// <summary>Whether a place is in code.</summary>
    public bool IsCode(int at)
    {
        var (low, high) = (0, _code.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_code[middle].End <= at)
            {
                low = middle + 1;
            }
            else if (_code[middle].Start > at)
            {
                high = middle - 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private int ReadLine(int start)
    {
        if (_blocks.ReadCode(start, out var content) is { } end)
        {
            _code.Add((start, end));
            return end;
        }

        var at = content;
        while (at < _text.Length)
        {
            var next = _text.AsSpan(at).IndexOfAny(Signs);
            if (next < 0)
            {
                return _text.Length;
            }

            at += next;
            if (_text[at] == '\n')
            {
                return at + 1;
            }

            at = ReadSign(at);
        }

        return at;
    }

    private int ReadSign(int at) =>
        _text[at] switch
        {
            '\\' => at + 1 < _text.Length
            && char.IsAscii(_text[at + 1])
            && (char.IsPunctuation(_text[at + 1]) || char.IsSymbol(_text[at + 1]))
                ? at + 2
                : at + 1,
            '`' => Skip(at, _backticks.EndOfCode(at, out var run), at + run),
            '<' => ReadAngle(at),
            _ => ReadTag(at),
        };

    private int ReadAngle(int at)
    {
        var rest = _text.AsSpan(at + 1);
        if (rest.StartsWith("!--", StringComparison.Ordinal))
        {
            return TagComment.Is(_text, at) ? at + 4 : Skip(at, EndBehind("-->", at + 4), at + 4);
        }

        foreach (var name in CodeElements)
        {
            if (
                rest.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                && rest.Length > name.Length
                && !char.IsAsciiLetterOrDigit(rest[name.Length])
                && rest[name.Length] != '-'
            )
            {
                return Skip(at, EndBehind("</" + name, at + 1), at + 1);
            }
        }

        return at + 1;
    }

    private int ReadTag(int at)
    {
        if (_reader.Read(at) is not { } tag)
        {
            return at + 1;
        }

        _tokens.Add(tag);
        if (tag.Role != TagRole.Open || !_isVerbatim(tag.Name) || _reader.FindClosing(tag) is not { } closing)
        {
            return tag.End;
        }

        _code.Add((tag.End, closing.Start));
        _tokens.Add(closing);
        return closing.End;
    }

    private int EndBehind(string mark, int from) => _reader.Find(mark, from) is >= 0 and var at ? at + mark.Length : -1;

    private int Skip(int start, int end, int otherwise)
    {
        if (end < 0)
        {
            return otherwise;
        }

        _code.Add((start, end));
        return end;
    }
}
