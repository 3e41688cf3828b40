namespace Blog.Rendering.Html;

/// <summary>
/// Finds the ends of elements and comments; what is missing is searched for once, so that many unclosed ones take linear time.
/// </summary>
internal sealed class HtmlEndTags(string html)
{
    // The first one from where the last search began; the length of the text if there is none.
    private readonly Dictionary<string, (int From, int At)> _found = new(StringComparer.Ordinal);

    /// <summary>Where the end tag of an element begins; -1 if it is missing.</summary>
    /// <param name="from">The position after its start tag.</param>
    /// <param name="mayNest">False if another start tag before it shows that it belongs to that one.</param>
    public int OfElement(string name, int from, bool mayNest)
    {
        var end = Find("</" + name, from);
        return end < html.Length && (mayNest || end < Find("<" + name, from)) ? end : -1;
    }

    /// <summary>The position after the comment at a position, or after what a parser treats as one; -1 if its end is missing.</summary>
    public int OfComment(int at)
    {
        var kind = string.CompareOrdinal(html, at, "<!--", 0, 4) == 0 ? "--" : ">";
        if (_found.ContainsKey(kind))
        {
            return -1;
        }

        var end = HtmlTokens.EndOfComment(html, at);
        if (end < 0)
        {
            _found[kind] = (at, html.Length);
        }

        return end;
    }

    private int Find(string beginning, int from)
    {
        if (_found.TryGetValue(beginning, out var last) && last.From <= from && from <= last.At)
        {
            return last.At;
        }

        var at = HtmlTokens.FindTag(html, beginning, from, html.Length) is >= 0 and var found ? found : html.Length;
        _found[beginning] = (from, at);
        return at;
    }
}
