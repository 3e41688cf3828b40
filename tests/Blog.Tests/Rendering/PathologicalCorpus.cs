using System.Text;

namespace Blog.Tests.Rendering;

/// <summary>Texts that make naive parsers slow: deep and wide repeats of everything that Markdown and HTML give a meaning to.</summary>
public static class PathologicalCorpus
{
    /// <summary>One piece, repeated until the wanted size.</summary>
    private static readonly string[] Repeated =
    [
        ">",
        "> ",
        ">\n",
        "> a\n",
        "[",
        "]",
        "[[[a]]]",
        "[a](",
        "[a](b",
        "[a]()",
        "[a](<b",
        "![",
        "![a](",
        "![a][",
        "[a][",
        "[^",
        "[^a]",
        "[^a] ",
        "(",
        ")",
        "((",
        "*",
        "**a ",
        "*a ",
        "*a_",
        "_a ",
        "__a ",
        "a*",
        "a**b",
        "~~a",
        "~~a ",
        "==a",
        "==a ",
        "++a ",
        "+-=*_~",
        "`",
        "`a",
        "``a`",
        "`a``b```c",
        "a`\n",
        "~~~\n",
        "```\n",
        "- ",
        "- a\n",
        "* a\n  ",
        "1. ",
        "1. a\n",
        "+ - * ",
        "# a\n",
        "#",
        "a\n=\n",
        "a\n-\n",
        "a\n- \n",
        "$",
        "$a",
        "$a ",
        "$$",
        "$$a",
        "$$\n",
        "$a$",
        "\\",
        "\\$",
        "\\[",
        "\\\n",
        "a  \n",
        "&",
        "&amp;",
        "&#",
        "&#x41;",
        "&a",
        "&aaaaaaaaaaaaaaaa",
        "<",
        "<a",
        "<a ",
        "<a>",
        "<b>",
        "</b>",
        "<b></i>",
        "<div>",
        "<div>\n\n",
        "<p>",
        "<li>",
        "<table>",
        "<table><tr><td>",
        "<svg><g>",
        "<math><mi>",
        "<b><p>",
        "<a href=x>",
        "<!--",
        "<!-- ",
        "<!-- more -->",
        "<!-- more -->\n\n",
        "-->",
        "<?",
        "<![CDATA[",
        "<!A",
        "<script>",
        "<style>",
        "<textarea>",
        "<iframe src=//a.b>",
        "<img src=x>",
        "<ul><li>",
        "<span><div>",
        "<template>",
        "<select><option>",
        "<details><summary>",
        "<br>",
        "<x y=z>",
        "a=\"b\" ",
        "|",
        "|a",
        "| a |\n",
        "|-|\n",
        "| a | b |\n|---|---|\n",
        "||||||||\n",
        "a|b\n-|-\n",
        "http://a.b ",
        "http://",
        "www.",
        "h",
        "w",
        "https://a.b/(",
        "(https://a.b",
        "[a]: b\n",
        "[a]:\n",
        "[^a]: b\n",
        "[^a]: b\n\n",
        ": a\n",
        "a\n: b\n",
        "a\n\n: b\n\n",
        "> [!NOTE]\n",
        "- [ ] a\n",
        "- [x] ",
        "中",
        "中\n",
        "**中。**",
        "，\n",
        "\0",
        "\t",
        " \n",
        "\n",
        "\u200B",
        "\uFEFF",
        "\uD83D\uDE00",
        "\uD83D",
        "e\u0301",
        "a\u0300\u0301\u0302",
        "* * *\n",
        "---\n",
        "***\n",
        "<https://a.b>",
        "<a@b.c>",
        "a@b.c ",
    ];

    /// <summary>All cases: a name and the text for a size in characters.</summary>
    public static IEnumerable<(string Name, Func<int, string> Text)> All()
    {
        foreach (var piece in Repeated)
        {
            yield return (piece, size => Repeat(piece, size));
        }

        yield return ("open then close: brackets", size => Repeat("[", size / 2) + Repeat("]", size / 2));
        yield return ("open then close: links", size => Repeat("[", size / 5) + Repeat("](a)", size * 4 / 5));
        yield return ("open then close: emphasis", size => Repeat("*a ", size / 2) + Repeat("a* ", size / 2));
        yield return ("open then close: strong", size => Repeat("**a", size / 2) + Repeat("b**", size / 2));
        yield return ("open then close: elements", size => Repeat("<b>", size * 3 / 7) + Repeat("</b>", size * 4 / 7));
        yield return ("open then close: divs", size => Repeat("<div>", size / 2) + Repeat("</div>", size / 2));
        yield return ("open then close: comments", size => Repeat("<!-- a ", size / 2) + Repeat("--> ", size / 2));
        yield return ("growing code fences", size => Growing('`', size));
        yield return ("growing tildes", size => Growing('~', size));
        yield return ("growing quotes", size => Growing('>', size));
        yield return ("growing headings", size => Growing('#', size));
        yield return ("different code spans", size => Growing('`', size).Replace('\n', 'a'));
        yield return ("deeper lists", size => Deeper("- a\n", size));
        yield return ("deeper numbers", size => Deeper("1. a\n", size));
        yield return ("many attributes", size => "<a " + Repeat("b=c ", size) + ">");
        yield return ("many quoted attributes", size => "<a " + Repeat("b='c' ", size) + ">");
        yield return ("one endless attribute", size => "<a b=\"" + new string('c', size));
        yield return ("one long word", size => new string('a', size));
        yield return ("one long line of words", size => Repeat("word ", size));
        yield return ("one long address", size => "http://a.b/" + new string('a', size));
        yield return ("one long link label", size => "[" + new string('a', size) + "](b)");
        yield return ("one wide table", size => Repeat("|a", size / 2) + "|\n" + Repeat("|-", size / 2) + "|\n");
        yield return ("one tall table", size => "|a|b|\n|-|-|\n" + Repeat("|c|d|\n", size));
        yield return ("definitions then uses", size => Numbered("[{0}]: b\n", size / 2) + "\n" + Numbered("[{0}] ", size / 2));
        yield return ("notes then uses", size => Numbered("[^{0}] ", size / 2) + "\n\n" + Numbered("[^{0}]: b\n", size / 2));
        yield return ("one note used often", size => Repeat("[^a] ", size) + "\n\n[^a]: b\n");
        yield return ("equal headings", size => Repeat("## 相同\n\n", size));
        yield return ("numbered headings", size => Numbered("## a-{0}\n\n## a\n\n", size));
        yield return ("reopened formatting", size => Numbered("<b class={0}>", Math.Min(size / 2, 1500)) + Repeat("<p>x</p>", size / 2));
        yield return ("misnested formatting", size => Repeat("<b><i></b></i>", size));
        yield return ("misnested links", size => Repeat("<a><div></a>", size));
        yield return ("text in tables", size => "<table>" + Repeat("a<tr>b", size));
        yield return ("formulas", size => Repeat("$x_1$ ", size));
        yield return ("code blocks", size => Repeat("```c\na\n```\n\n", size));
        yield return ("words and marks", size => Repeat("*a* **b** `c` [d](e) ", size));
        yield return ("alternating emphasis", size => Repeat("*_", size / 2) + "a" + Repeat("_*", size / 2));
        yield return ("mixed openers", size => Repeat("*[`<$|", size));
        yield return ("quoted tables", size => Repeat("> | a |\n> |---|\n", size));
        yield return ("lists of quotes", size => Repeat("- > - > a\n", size));
    }

    private static string Repeat(string piece, int size)
    {
        var text = new StringBuilder(size + piece.Length);
        while (text.Length < size)
        {
            text.Append(piece);
        }

        return text.ToString();
    }

    private static string Growing(char sign, int size)
    {
        var text = new StringBuilder(size);
        for (var n = 1; text.Length < size; n++)
        {
            text.Append(sign, n).Append('\n');
        }

        return text.ToString();
    }

    private static string Deeper(string item, int size)
    {
        var text = new StringBuilder(size);
        for (var n = 0; text.Length < size; n++)
        {
            text.Append(' ', 2 * n).Append(item);
        }

        return text.ToString();
    }

    private static string Numbered(string pattern, int size)
    {
        var text = new StringBuilder(size);
        for (var n = 0; text.Length < size; n++)
        {
            text.Append(pattern.Replace("{0}", n.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return text.ToString();
    }
}
