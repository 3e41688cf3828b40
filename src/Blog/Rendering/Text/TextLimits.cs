using System.Text;
using Blog.Rendering.Output;

namespace Blog.Rendering.Text;

/// <summary>Linear checks of a text before it is parsed: text that passes cannot make the parser slow.</summary>
internal static class TextLimits
{
    /// <summary>Maximum size in UTF-8 bytes.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>Maximum number of links and images (<c>](</c>).</summary>
    public const int MaxLinks = 5_000;

    public const int MaxHeadings = 2_000;

    /// <summary>Maximum number of block markers at the start of one line.</summary>
    public const int MaxLeadingMarkers = 60;

    /// <summary>Maximum number of unmatched <c>[</c> in one paragraph; for each the parser looks back over the others.</summary>
    public const int MaxOpenBrackets = 400;

    /// <summary>
    /// Maximum number of link definitions without a blank line between; the parser copies the rest of the paragraph for each.
    /// </summary>
    public const int MaxDefinitions = 2_000;

    /// <summary>Maximum number of emphasis marks in one paragraph, for the same reason.</summary>
    public const int MaxEmphasis = 4_000;

    /// <summary>
    /// Normalizes a text for the parsers: no byte order mark, line feeds only, no NUL, and no U+FFFF, which AngleSharp treats as the end of
    /// the text.
    /// </summary>
    public static string Normalize(string markdown)
    {
        var text = markdown.Length > 0 && markdown[0] == '\uFEFF' ? markdown[1..] : markdown;
        return text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\0', '\uFFFD').Replace('\uFFFF', '\uFFFD');
    }

    /// <summary>The limit that a normalized text exceeds; null if none.</summary>
    public static RenderError? Check(string text)
    {
        if (text.Length > MaxBytes || Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            return new RenderError(RenderLimit.Length, MaxBytes, 0);
        }

        var scan = new Scan();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (scan.Read(line) is { } broken)
            {
                return new RenderError(broken.Limit, broken.Allowed, number);
            }
        }

        return null;
    }

    private ref struct Scan
    {
        private int _links;
        private int _headings;
        private int _brackets;
        private int _definitions;
        private int _emphasis;
        private bool _afterText;

        public (RenderLimit Limit, int Allowed)? Read(ReadOnlySpan<char> line)
        {
            var content = line[SkipMarkers(line, out var markers)..];
            if (markers > MaxLeadingMarkers)
            {
                return (RenderLimit.LeadingMarkers, MaxLeadingMarkers);
            }

            if (IsHeading(content) && ++_headings > MaxHeadings)
            {
                return (RenderLimit.Headings, MaxHeadings);
            }

            _afterText = !content.IsEmpty;
            if (content.IsEmpty)
            {
                _brackets = _definitions = 0;
                _emphasis = 0;
            }

            _links += content.Count("](");
            _definitions += content is ['[', ..] && content.Contains("]:", StringComparison.Ordinal) ? 1 : 0;
            _emphasis += content.Count('*') + content.Count('_') + content.Count('~');
            return _links > MaxLinks ? (RenderLimit.Links, MaxLinks)
                : CountOpen(content) > MaxOpenBrackets ? (RenderLimit.Links, MaxOpenBrackets)
                : _definitions > MaxDefinitions ? (RenderLimit.Links, MaxDefinitions)
                : _emphasis > MaxEmphasis ? (RenderLimit.Nesting, MaxEmphasis)
                : null;
        }

        /// <summary>The maximum number of brackets open at once in this line.</summary>
        private int CountOpen(ReadOnlySpan<char> content)
        {
            var most = _brackets;
            foreach (var c in content)
            {
                _brackets = Math.Max(
                    0,
                    _brackets
                        + c switch
                        {
                            '[' => 1,
                            ']' => -1,
                            _ => 0,
                        }
                );
                most = Math.Max(most, _brackets);
            }

            return most;
        }

        private readonly bool IsHeading(ReadOnlySpan<char> content) =>
            content is ['#', ..]
            || (_afterText && content.Length > 0 && (content.Trim().Trim('=').IsEmpty || content.Trim().Trim('-').IsEmpty));

        private static int SkipMarkers(ReadOnlySpan<char> line, out int markers)
        {
            markers = 0;
            var i = 0;
            while (i < line.Length)
            {
                var c = line[i];
                if (c is '>')
                {
                    markers++;
                    i++;
                }
                else if (c is '-' or '*' or '+' && i + 1 < line.Length && line[i + 1] is ' ' or '\t')
                {
                    markers++;
                    i++;
                }
                else if (c is ' ' or '\t')
                {
                    i++;
                }
                else if (char.IsAsciiDigit(c) && Ordered(line[i..]) is var length and > 0)
                {
                    markers++;
                    i += length;
                }
                else
                {
                    break;
                }
            }

            return i;
        }

        private static int Ordered(ReadOnlySpan<char> rest)
        {
            var i = 0;
            while (i < rest.Length && i < 10 && char.IsAsciiDigit(rest[i]))
            {
                i++;
            }

            return i + 1 < rest.Length && rest[i] is '.' or ')' && rest[i + 1] is ' ' or '\t' ? i + 1 : 0;
        }
    }
}
