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

    /// <summary>The position after the tag, starting from the end of its name.</summary>
    public static int EndOfTag(string html, int i, out int attributes)
    {
        attributes = 0;
        var at = At.BeforeName;
        for (; i < html.Length; i++)
        {
            var c = html[i];
            if (c == '>')
            {
                return i + 1;
            }

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

        return html.Length;
    }

    /// <summary>The position after a comment, or after what a parser treats as one.</summary>
    public static int EndOfComment(string html, int at)
    {
        if (string.CompareOrdinal(html, at, "<!--", 0, 4) != 0)
        {
            var end = html.IndexOf('>', at);
            return end < 0 ? html.Length : end + 1;
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

        return html.Length;
    }

    /// <summary>The position after the name of the next end tag with that name; -1 if there is none.</summary>
    public static int FindEndTag(string html, string name, int from)
    {
        for (
            var i = html.IndexOf("</" + name, from, StringComparison.OrdinalIgnoreCase);
            i >= 0;
            i = html.IndexOf("</" + name, i + 2, StringComparison.OrdinalIgnoreCase)
        )
        {
            var end = i + 2 + name.Length;
            if (end < html.Length && (IsBlank(html[end]) || html[end] is '/' or '>'))
            {
                return end;
            }
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
