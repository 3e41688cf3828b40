using System.Collections.Frozen;
using System.Text;
using Blog.Rendering.Output;

namespace Blog.Rendering.Html;

/// <summary>
/// A linear scan of HTML before a parser builds a tree from it: counts what would make parsing slow or deep, and omits elements that would
/// be removed anyway.
/// </summary>
/// <remarks>
/// Those elements (script, svg, select, template …) switch a parser to states in which the same characters mean something else. Without
/// them this scan and the parser see the same tags, so that nothing can hide depth from the count: a fake end tag in a comment, a quote, a
/// style sheet in an SVG.
/// </remarks>
internal sealed class HtmlScan
{
    private static readonly FrozenSet<string> RawText = Set("script style xmp noembed noframes textarea title");
    private static readonly FrozenSet<string> Omitted = Set("svg math select template noscript object applet canvas");
    private static readonly FrozenSet<string> OmittedTags = Set("html head body frameset frame plaintext");

    private const int MaxMark = 200;
    private const int MaxMarks = 100;

    private readonly string _html;
    private readonly StringBuilder _kept = new();
    private readonly HtmlSize _count = new();

    // Names whose end tag is known to be missing: searched for once, otherwise many unclosed ones would take quadratic time.
    private readonly HashSet<string> _unclosed = new(StringComparer.Ordinal);
    private int _from;
    private int _marks;

    private HtmlScan(string html) => _html = html;

    /// <summary>The limit that the HTML exceeds; null if none.</summary>
    /// <param name="html">The output of the Markdown printer.</param>
    /// <param name="kept">The same without the omitted elements: safe to parse.</param>
    public static RenderError? Check(string html, out string kept)
    {
        var scan = new HtmlScan(html);
        var refusal = scan.Run();
        kept = refusal is null ? scan._kept.ToString() : "";
        return refusal;
    }

    private RenderError? Run()
    {
        for (var at = _html.IndexOf('<', StringComparison.Ordinal); at >= 0; at = at < _html.Length ? _html.IndexOf('<', at) : -1)
        {
            var next = at + 1 < _html.Length ? _html[at + 1] : ' ';
            if (next is '!' or '?' || (next == '/' && at + 2 < _html.Length && !char.IsAsciiLetter(_html[at + 2])))
            {
                ReadComment(ref at);
            }
            else if (char.IsAsciiLetter(next) || next == '/')
            {
                if (ReadTag(ref at) is { } refusal)
                {
                    return refusal;
                }
            }
            else
            {
                // Escaped, so that it does not form a tag with the text after an omitted element.
                Keep(at++);
                _kept.Append("&lt;");
                _from = at;
            }
        }

        Keep(_html.Length);
        return null;
    }

    // Comments are removed anyway, except those that may be the more mark.
    private void ReadComment(ref int at)
    {
        var start = at;
        at = HtmlTokens.EndOfComment(_html, at);
        var isMark = at - start < MaxMark && _html.AsSpan(start, at - start).Contains("more", StringComparison.OrdinalIgnoreCase);
        if (!isMark || ++_marks > MaxMarks)
        {
            Keep(start);
            _from = at;
        }
    }

    private RenderError? ReadTag(ref int at)
    {
        var start = at;
        var closing = _html[at + 1] == '/';
        var nameEnd = HtmlTokens.EndOfName(_html, at + (closing ? 2 : 1));

        // Longer than any element's name: a single name for all of them keeps the table small.
        var name = nameEnd - at > 20 ? "-" : _html[(at + (closing ? 2 : 1))..nameEnd].ToLowerInvariant();
        at = HtmlTokens.EndOfTag(_html, nameEnd, out var attributes);
        if (attributes > HtmlSize.MaxAttributes)
        {
            return new RenderError(RenderLimit.Tags, HtmlSize.MaxAttributes, 0);
        }

        if (OmittedTags.Contains(name) || Omitted.Contains(name) || RawText.Contains(name))
        {
            Keep(start);
            at = closing || OmittedTags.Contains(name) ? at : Behind(name, at);
            _from = at;
            return closing ? null : _count.Tag();
        }

        if (name == "iframe")
        {
            Keep(closing ? start : at);
            _kept.Append(closing ? "" : "</iframe>");
            at = closing ? at : Behind(name, at);
            _from = at;
            return closing ? null : _count.Tag();
        }

        return closing ? _count.Close(name) : _count.Open(name);
    }

    /// <summary>The position after an element's content; without an end tag, raw text runs to the end, as in a parser.</summary>
    private int Behind(string name, int from)
    {
        if (_html[from - 1] == '>' && from >= 2 && _html[from - 2] == '/' && name is "svg" or "math")
        {
            return from;
        }

        var end = _unclosed.Contains(name) ? -1 : HtmlTokens.FindEndTag(_html, name, from);
        if (end >= 0)
        {
            return HtmlTokens.EndOfTag(_html, end, out _);
        }

        _unclosed.Add(name);
        return RawText.Contains(name) ? _html.Length : from;
    }

    private void Keep(int until)
    {
        _kept.Append(_html, _from, until - _from);
        _from = until;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
