namespace Blog.Portability.Import.Templates.Jekyll;

/// <summary>
/// Hides the parts of a text whose Liquid is wrong, so that the rest of it can be run: a tag, or a block of which the wrong tag cannot be
/// told apart. A block without an end reaches to the end of what encloses it.
/// </summary>
internal sealed class LiquidRepair
{
    private const int MaxTags = 1_000;
    private const int MaxTagLength = 1_000;
    private const int MaxFaults = 20;
    private const int MaxDepth = 3;
    private const int MaxShown = 60;

    private readonly string _text;
    private readonly char[] _repaired;
    private readonly Func<string, string?> _findError;
    private readonly List<(int Start, string Reason)> _faults = [];

    private LiquidRepair(string text, Func<string, string?> findError) =>
        (_text, _repaired, _findError) = (text, text.ToCharArray(), findError);

    /// <summary>The text with hidden faults, and the faults with the 1-based lines of their tags; null if there are too many.</summary>
    /// <param name="findError">Why a part of the text cannot be run; null if it can.</param>
    public static (string Text, IReadOnlyList<(int Line, string Reason)> Faults)? Repair(string text, Func<string, string?> findError)
    {
        var repair = new LiquidRepair(text, findError);
        if (repair.Read() is not { } parts)
        {
            return null;
        }

        foreach (var part in parts)
        {
            repair.Check(part, 0);
            if (repair._faults.Count > MaxFaults)
            {
                return null;
            }
        }

        return (
            new string(repair._repaired),
            [.. repair._faults.OrderBy(fault => fault.Start).Select(fault => (text.AsSpan(0, fault.Start).Count('\n') + 1, fault.Reason))]
        );
    }

    private void Check(Part part, int depth)
    {
        if (ErrorOf(part) is not { } error)
        {
            return;
        }

        var before = _faults.Count;
        if (depth < MaxDepth)
        {
            foreach (var inner in part.Inner)
            {
                Check(inner, depth + 1);
            }
        }

        if (_faults.Count > before && ErrorOf(part) is null)
        {
            return;
        }

        _faults.RemoveRange(before, _faults.Count - before);
        _text.CopyTo(part.Start, _repaired, part.Start, part.End - part.Start);
        BraceGuard.Hide(_repaired.AsSpan(part.Start, part.End - part.Start));
        var tag = _text[part.Start..part.TagEnd];
        var words = tag.Length > MaxShown ? tag[..MaxShown] + "…" : tag;
        _faults.Add((part.Start, error.Contains("{%", StringComparison.Ordinal) ? error : $"{error}: {words}"));
    }

    private string? ErrorOf(Part part) => _findError(new string(_repaired, part.Start, part.End - part.Start));

    /// <summary>The tags and blocks of the text; null if there are too many.</summary>
    private List<Part>? Read()
    {
        var (roots, open, count) = (new List<Part>(), new Stack<Part>(), 0);
        for (var at = _text.IndexOf('{', StringComparison.Ordinal); at >= 0 && at + 1 < _text.Length; )
        {
            var closes =
                _text[at + 1] == '%' ? "%}"
                : _text[at + 1] == '{' ? "}}"
                : null;
            if (closes is null)
            {
                at = _text.IndexOf('{', at + 1);
                continue;
            }

            var close = _text.IndexOf(closes, at + 2, Math.Min(MaxTagLength, _text.Length - at - 2), StringComparison.Ordinal);
            var end = close < 0 ? at + 2 : close + 2;
            if (++count > MaxTags)
            {
                return null;
            }

            Add(at, end, closes == "%}" && close >= 0 ? NameOf(_text.AsSpan(at + 2, close - at - 2)) : "", roots, open);
            at = _text.IndexOf('{', end);
        }

        CloseAll(open, null, _text.Length);
        return roots;
    }

    private static void Add(int start, int end, string name, List<Part> roots, Stack<Part> open)
    {
        if (name.StartsWith("end", StringComparison.Ordinal) && open.Any(part => part.Name == name[3..]))
        {
            CloseAll(open, name[3..], start);
            open.Pop().End = end;
            return;
        }

        if (name is "else" or "elsif" or "when" && open.Count > 0)
        {
            return; // a part of the block
        }

        var part = new Part(name, start, end);
        (open.TryPeek(out var outer) ? outer.Inner : roots).Add(part);
        if (name is "if" or "unless" or "for" or "case" or "capture" or "tablerow")
        {
            open.Push(part);
        }
    }

    private static void CloseAll(Stack<Part> open, string? until, int end)
    {
        while (open.TryPeek(out var part) && part.Name != until)
        {
            open.Pop().End = end;
        }
    }

    private static string NameOf(ReadOnlySpan<char> code)
    {
        code = code.Trim(" \t\r\n-");
        var end = code.IndexOfAny(" \t\n");
        return (end < 0 ? code : code[..end]).ToString();
    }

    /// <summary>A tag, with what it encloses.</summary>
    private sealed class Part(string name, int start, int tagEnd)
    {
        public string Name { get; } = name;

        public int Start { get; } = start;

        public int TagEnd { get; } = tagEnd;

        public int End { get; set; } = tagEnd;

        public List<Part> Inner { get; } = [];
    }
}
