using System.Collections.Frozen;
using Blog.Rendering.Output;

namespace Blog.Rendering.Html;

/// <summary>Counts tags and their nesting depth.</summary>
internal sealed class HtmlSize
{
    public const int MaxTags = 20_000;

    /// <summary>Maximum number of open elements at one place.</summary>
    public const int MaxDepth = 100;

    public const int MaxAttributes = 100;

    /// <summary>Maximum number of formatting elements that a parser would reopen because they were not closed, in total.</summary>
    private const int MaxReopened = 200_000;

    // A start tag closes these implicitly, so they add no depth.
    private static readonly FrozenSet<string> Implied = Set("p li dt dd td th tr tbody thead tfoot option");

    // The end tag of an inline element does not reach through these (HTML standard, 13.2.4.2: special).
    private static readonly FrozenSet<string> Blocks = Set(
        "address article aside blockquote button caption center colgroup details dir div dl fieldset figcaption figure footer form "
            + "h1 h2 h3 h4 h5 h6 header "
            + "hgroup iframe listing main marquee menu nav ol pre search section summary table ul"
    );

    // Only their own end tag reaches through these.
    private static readonly FrozenSet<string> Scopes = Set("caption marquee table");

    // If left open, a parser reopens these in every following block.
    private static readonly FrozenSet<string> Formatting = Set("b big code em font i nobr s small strike strong tt u");

    private static readonly FrozenSet<string> Borders = Set("table caption thead tbody tfoot tr td th marquee");

    private readonly List<string> _open = [];
    private readonly Dictionary<string, int> _formatting = new(StringComparer.Ordinal);
    private int _formattingOpen;
    private int _reopened;
    private int _tags;

    /// <summary>Counts a start tag that opens no element.</summary>
    public RenderError? Tag() => ++_tags > MaxTags ? new RenderError(RenderLimit.Tags, MaxTags, 0) : null;

    public RenderError? Open(string name)
    {
        if (Tag() is { } many)
        {
            return many;
        }

        Freeze(name);
        if (HtmlRules.Void.Contains(name) || Implied.Contains(name))
        {
            return Reopen();
        }

        if (Formatting.Contains(name))
        {
            _formatting[name] = _formatting.GetValueOrDefault(name) + 1;
            _formattingOpen++;
        }
        else if (name != "a" || !_open.Contains("a"))
        {
            _open.Add(name);
        }

        return _open.Count + _formattingOpen > MaxDepth ? new RenderError(RenderLimit.TagDepth, MaxDepth, 0) : Reopen();
    }

    public RenderError? Close(string name)
    {
        Freeze(name);
        if (Formatting.Contains(name))
        {
            if (_formatting.GetValueOrDefault(name) > 0)
            {
                _formatting[name]--;
                _formattingOpen--;
            }
        }
        else if (Matching(name) is var at and >= 0)
        {
            _open.RemoveRange(at, _open.Count - at);
        }

        return Reopen();
    }

    // A parser ignores </b> across the border of a table or cell: what is open there stays open.
    private void Freeze(string name)
    {
        if (Borders.Contains(name))
        {
            _formatting.Clear();
        }
    }

    /// <summary>The index of the element that an end tag closes; -1 if a parser would ignore the tag.</summary>
    private int Matching(string name)
    {
        var block = Blocks.Contains(name);
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (string.Equals(_open[i], name, StringComparison.Ordinal))
            {
                return i;
            }

            if (Scopes.Contains(_open[i]) || (!block && Blocks.Contains(_open[i])))
            {
                return -1;
            }
        }

        return -1;
    }

    private RenderError? Reopen()
    {
        _reopened += _formattingOpen;
        return _reopened > MaxReopened ? new RenderError(RenderLimit.TagDepth, MaxDepth, 0) : null;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
