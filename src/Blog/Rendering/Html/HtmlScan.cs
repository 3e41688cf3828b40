using System.Collections.Frozen;
using System.Text;
using Blog.Rendering.Output;

namespace Blog.Rendering.Html;

/// <summary>
/// A linear scan of HTML before a parser builds a tree from it: counts what would make parsing slow or deep, omits elements that would be
/// removed anyway, and closes what would hide the rest of a text because its end is missing.
/// </summary>
/// <remarks>
/// The omitted elements (script, svg, select, template …) switch a parser to states in which the same characters mean something else.
/// Without them this scan and the parser see the same tags, so that nothing can hide depth from the count: a fake end tag in a comment, a
/// quote, a style sheet in an SVG.
/// </remarks>
internal sealed class HtmlScan
{
    private static readonly FrozenSet<string> RawText = Set("script style xmp noembed noframes textarea title");
    private static readonly FrozenSet<string> Omitted = Set("svg math select template noscript object applet canvas");
    private static readonly FrozenSet<string> OmittedTags = Set("html head body frameset frame plaintext");
    private static readonly FrozenSet<string> Players = Set("video audio picture");

    private const int MaxMark = 200;
    private const int MaxMarks = 100;

    // For each the rest of the text is read again.
    private const int MaxOpenTags = 100;

    private readonly string _html;
    private readonly HtmlEndTags _ends;
    private readonly StringBuilder _kept = new();
    private readonly HtmlSize _count = new();
    private readonly List<UnclosedTag> _unclosed = [];
    private int _from;
    private int _marks;
    private int _openTags;

    private HtmlScan(string html) => (_html, _ends) = (html, new HtmlEndTags(html));

    /// <summary>The limit that the HTML exceeds; null if none.</summary>
    /// <param name="html">The output of the Markdown printer.</param>
    /// <param name="unclosed">What is not closed, in order.</param>
    /// <param name="kept">The same without the omitted elements: safe to parse.</param>
    public static RenderError? Check(string html, out IReadOnlyList<UnclosedTag> unclosed, out string kept)
    {
        var scan = new HtmlScan(html);
        var refusal = scan.Run();
        kept = refusal is null ? scan._kept.ToString() : "";
        unclosed = scan._unclosed;
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
                Escape(ref at);
            }
        }

        Keep(_html.Length);
        return null;
    }

    // Comments are removed anyway, except those that may be the more mark.
    private void ReadComment(ref int at)
    {
        var start = at;
        if (_ends.OfComment(at) is not (>= 0 and var end))
        {
            Report(start, string.CompareOrdinal(_html, start, "<!--", 0, 4) == 0 ? "<!--" : _html.Substring(start, 2));
            Escape(ref at);
            return;
        }

        at = end;
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
        var tag = _openTags < MaxOpenTags ? HtmlTokens.ReadTag(_html, nameEnd) : default;
        if (!tag.IsClosed)
        {
            _openTags++;
            Report(start, "<" + name);
            Escape(ref at);
            return null;
        }

        at = tag.End;
        if (tag.Attributes > HtmlSize.MaxAttributes)
        {
            return new RenderError(RenderLimit.Tags, HtmlSize.MaxAttributes, 0);
        }

        if (OmittedTags.Contains(name) || Omitted.Contains(name) || RawText.Contains(name))
        {
            Keep(start);
            at = closing || OmittedTags.Contains(name) ? at : Behind(name, tag, start);
            _from = at;
            return closing ? null : _count.Tag();
        }

        if (name == "iframe")
        {
            Keep(closing ? start : at);
            _kept.Append(closing ? "" : "</iframe>");
            at = closing ? at : Behind(name, tag, start);
            _from = at;
            return closing ? null : _count.Tag();
        }

        return closing ? _count.Close(name) : Open(name, tag, start, ref at);
    }

    private RenderError? Open(string name, HtmlTag tag, int start, ref int at)
    {
        if (tag.IsSelfClosing && !HtmlRules.Void.Contains(name) && name.All(char.IsAsciiLetterOrDigit))
        {
            return OpenAndClose(name, at);
        }

        if (name is "pre" or "details" && _ends.OfElement(name, at, mayNest: name == "details") < 0)
        {
            // Without it the rest is neither preformatted nor folded.
            Report(start, $"<{name}>");
            Keep(start);
            _from = at;
            return _count.Tag();
        }

        if (Players.Contains(name) && _ends.OfElement(name, at, mayNest: false) < 0)
        {
            Report(start, $"<{name}>");
            while (HtmlTokens.EndOfSource(_html, at) is > 0 and var next)
            {
                // What a player begins with belongs to it.
                at = next;
                if (_count.Tag() is { } refusal)
                {
                    return refusal;
                }
            }

            return OpenAndClose(name, at);
        }

        return _count.Open(name);
    }

    private RenderError? OpenAndClose(string name, int at)
    {
        Keep(at);
        _kept.Append("</").Append(name).Append('>');
        return _count.Open(name) ?? _count.Close(name);
    }

    /// <summary>The position after an element's content; without an end tag, after its start tag.</summary>
    private int Behind(string name, HtmlTag tag, int start)
    {
        if (tag.IsSelfClosing)
        {
            return tag.End;
        }

        // A script may well contain the text "<script".
        var mayNest = Omitted.Contains(name) || name is "script" or "style";
        if (_ends.OfElement(name, tag.End, mayNest) is >= 0 and var end)
        {
            return HtmlTokens.ReadTag(_html, end + 2 + name.Length).End;
        }

        Report(start, $"<{name}>");
        return tag.End;
    }

    private void Report(int at, string source)
    {
        if (_unclosed.Count < MaxOpenTags)
        {
            _unclosed.Add(new UnclosedTag(at, source));
        }
    }

    private void Escape(ref int at)
    {
        Keep(at++);
        _kept.Append("&lt;");
        _from = at;
    }

    private void Keep(int until)
    {
        _kept.Append(_html, _from, until - _from);
        _from = until;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}

/// <summary>HTML whose end is missing.</summary>
/// <param name="At">Where it begins in the scanned HTML.</param>
/// <param name="Source">Its beginning: <c>&lt;textarea&gt;</c>.</param>
internal sealed record UnclosedTag(int At, string Source);
