using System.Collections.Frozen;

namespace Blog.Rendering.Html;

/// <summary>
/// A linear scan of HTML before a parser builds a tree of it: too many tags, too deep, or too many attributes are refused.
/// </summary>
internal static class HtmlLimits
{
    /// <summary>Start tags in all.</summary>
    public const int MaxTags = 20_000;

    /// <summary>Open elements at one place.</summary>
    public const int MaxDepth = 100;

    /// <summary>Attributes of one tag.</summary>
    public const int MaxAttributes = 100;

    /// <summary>Formatting elements that a parser would open again and again behind unclosed ones, in all.</summary>
    private const int MaxReopened = 200_000;

    // A start tag closes these by itself, so they add no depth.
    private static readonly FrozenSet<string> Implied = Set("p li dt dd td th tr tbody thead tfoot option");

    // Left open, a parser opens these again in every block that follows.
    private static readonly FrozenSet<string> Formatting = Set("b big code em font i nobr s small strike strong tt u");

    // Their content is text.
    private static readonly FrozenSet<string> RawText = Set("script style xmp iframe noembed noframes textarea title");

    /// <summary>Which limit the HTML breaks; null where none.</summary>
    public static RenderRefusal? Check(string html)
    {
        var scan = new Scan();
        for (var i = html.IndexOf('<', StringComparison.Ordinal); i >= 0; i = Next(html, i))
        {
            if (string.CompareOrdinal(html, i, "<!--", 0, 4) == 0)
            {
                var end = html.IndexOf("-->", i + 4, StringComparison.Ordinal);
                i = end < 0 ? html.Length - 1 : end + 2;
            }
            else if (ReadTag(html, ref i, scan) is { } broken)
            {
                return broken;
            }
        }

        return null;
    }

    private static int Next(string html, int from) => from + 1 >= html.Length ? -1 : html.IndexOf('<', from + 1);

    private static RenderRefusal? ReadTag(string html, ref int i, Scan scan)
    {
        var closing = i + 1 < html.Length && html[i + 1] == '/';
        var start = i + (closing ? 2 : 1);
        if (start >= html.Length || !char.IsAsciiLetter(html[start]))
        {
            return null;
        }

        var end = start;
        while (end < html.Length && !char.IsWhiteSpace(html[end]) && html[end] is not ('/' or '>'))
        {
            end++;
        }

        // Longer than any element's name: one name for all of them keeps the table small.
        var name = end - start > 20 ? "-" : html[start..end].ToLowerInvariant();
        i = SkipAttributes(html, end, out var attributes);
        if (attributes > MaxAttributes)
        {
            return new RenderRefusal(RenderLimit.Tags, MaxAttributes, 0);
        }

        var broken = closing ? scan.Close(name) : scan.Open(name);
        if (!closing && RawText.Contains(name))
        {
            var stop = html.IndexOf("</" + name, i, StringComparison.OrdinalIgnoreCase);
            i = stop < 0 ? html.Length - 1 : stop - 1;
        }

        return broken;
    }

    /// <summary>The place of the tag's last character, as the HTML tokenizer sees it: quotes count only behind an equals sign.</summary>
    private static int SkipAttributes(string html, int i, out int attributes)
    {
        attributes = 0;
        var inName = false;
        var afterEquals = false;
        for (; i < html.Length && html[i] != '>'; i++)
        {
            var c = html[i];
            if (afterEquals && c is '"' or '\'' && afterEquals)
            {
                var quote = html.IndexOf(c, i + 1);
                i = quote < 0 ? html.Length - 1 : quote;
                afterEquals = inName = false;
            }
            else if (char.IsWhiteSpace(c))
            {
                inName = false;
            }
            else if (c == '/' && !afterEquals)
            {
                inName = false;
            }
            else if (c == '=' && inName)
            {
                afterEquals = true;
            }
            else
            {
                attributes += inName || afterEquals ? 0 : 1;
                inName = true;
                afterEquals = false;
            }
        }

        return Math.Min(i, html.Length - 1);
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private sealed class Scan
    {
        private readonly List<string> _open = [];
        private readonly Dictionary<string, int> _formatting = new(StringComparer.Ordinal);
        private int _formattingOpen;
        private int _reopened;
        private int _tags;

        public RenderRefusal? Open(string name)
        {
            if (++_tags > MaxTags)
            {
                return new RenderRefusal(RenderLimit.Tags, MaxTags, 0);
            }

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

            return _open.Count + _formattingOpen > MaxDepth ? new RenderRefusal(RenderLimit.TagDepth, MaxDepth, 0) : Reopen();
        }

        public RenderRefusal? Close(string name)
        {
            if (Formatting.Contains(name))
            {
                if (_formatting.GetValueOrDefault(name) > 0)
                {
                    _formatting[name]--;
                    _formattingOpen--;
                }
            }
            else if (_open.LastIndexOf(name) is var at and >= 0)
            {
                _open.RemoveRange(at, _open.Count - at);
            }

            return Reopen();
        }

        private RenderRefusal? Reopen()
        {
            _reopened += _formattingOpen;
            return _reopened > MaxReopened ? new RenderRefusal(RenderLimit.TagDepth, MaxDepth, 0) : null;
        }
    }
}
