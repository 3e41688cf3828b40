using System.Runtime.InteropServices;

namespace Blog.Rendering.Html;

/// <summary>Finds the ends of HTML tokens, following the tokenizer of the HTML standard (section 13.2.5).</summary>
internal static class HtmlTokens
{
    private enum At
    {
        BeforeName,
        Name,
        AfterName,
        BeforeValue,
        Value,
    }

    /// <summary>The position after a tag's name.</summary>
    public static int EndOfName(string html, int i)
    {
        while (i < html.Length && !IsBlank(html[i]) && html[i] is not ('/' or '>'))
        {
            i++;
        }

        return i;
    }

    /// <summary>Reads a tag from the end of its name.</summary>
    public static HtmlTag ReadTag(string html, int i)
    {
        var attributes = 0;
        var selfClosing = false;
        var at = At.BeforeName;
        for (; i < html.Length; i++)
        {
            var c = html[i];
            if (c == '>')
            {
                return new HtmlTag(i + 1, attributes, selfClosing, IsClosed: true);
            }

            selfClosing = c == '/' && at != At.Value && at != At.BeforeValue;
            if (at == At.BeforeValue && c is '"' or '\'')
            {
                var quote = html.IndexOf(c, i + 1);
                i = quote < 0 ? html.Length : quote;
                at = At.BeforeName;
            }
            else
            {
                var next = Next(at, c);
                attributes += next == At.Name && at != At.Name ? 1 : 0;
                at = next;
            }
        }

        return new HtmlTag(html.Length, attributes, IsSelfClosing: false, IsClosed: false);
    }

    /// <summary>The position after a source or image that comes next, blanks aside; -1 if something else does.</summary>
    public static int EndOfSource(string html, int i)
    {
        while (i < html.Length && IsBlank(html[i]))
        {
            i++;
        }

        if (i >= html.Length || html[i] != '<')
        {
            return -1;
        }

        var nameEnd = EndOfName(html, i + 1);
        return
            html[(i + 1)..nameEnd].ToLowerInvariant() is "source" or "track" or "img"
            && ReadTag(html, nameEnd) is { IsClosed: true, Attributes: <= HtmlSize.MaxAttributes } tag
            ? tag.End
            : -1;
    }

    /// <summary>The position after a comment, or after what a parser treats as one; -1 if it is not closed.</summary>
    public static int EndOfComment(string html, int at)
    {
        if (string.CompareOrdinal(html, at, "<!--", 0, 4) != 0)
        {
            return html.IndexOf('>', at) + 1 is > 0 and var end ? end : -1;
        }

        // <!--> and <!---> are complete comments; --!> also ends one.
        for (var i = html.IndexOf("--", at + 2, StringComparison.Ordinal); i >= 0; i = html.IndexOf("--", i + 1, StringComparison.Ordinal))
        {
            if (i + 2 < html.Length && html[i + 2] == '>')
            {
                return i + 3;
            }

            if (i >= at + 4 && string.CompareOrdinal(html, i + 2, "!>", 0, 2) == 0)
            {
                return i + 4;
            }
        }

        return -1;
    }

    /// <summary>The position of the next tag that begins so (<c>&lt;pre</c>, <c>&lt;/pre</c>); -1 if there is none.</summary>
    /// <param name="until">Where the search ends.</param>
    public static int FindTag(string html, string beginning, int from, int until)
    {
        for (var i = from; i < until; )
        {
            i = html.IndexOf(beginning, i, until - i, StringComparison.OrdinalIgnoreCase);
            if (i < 0)
            {
                return -1;
            }

            var end = i + beginning.Length;
            if (end < html.Length && (IsBlank(html[end]) || html[end] is '/' or '>'))
            {
                return i;
            }

            i++;
        }

        return -1;
    }

    private static At Next(At at, char c)
    {
        if (IsBlank(c))
        {
            return at switch
            {
                At.Name => At.AfterName,
                At.Value => At.BeforeName,
                _ => at,
            };
        }

        return at switch
        {
            At.Name or At.AfterName when c == '=' => At.BeforeValue,
            At.Name or At.AfterName or At.BeforeName when c == '/' => At.BeforeName,
            At.BeforeValue or At.Value => At.Value,
            _ => At.Name,
        };
    }

    private static bool IsBlank(char c) => c is ' ' or '\n' or '\t' or '\f' or '\r';
}

/// <summary>A tag of HTML.</summary>
/// <param name="End">The position after it.</param>
/// <param name="Attributes">How many it has.</param>
/// <param name="IsSelfClosing">True for <c>&lt;video /&gt;</c>, which a parser takes for a start tag.</param>
/// <param name="IsClosed">False if the text ends within it, for example within a quote.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HtmlTag(int End, int Attributes, bool IsSelfClosing, bool IsClosed);
