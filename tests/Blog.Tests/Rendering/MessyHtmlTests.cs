using System.Text;
using System.Text.RegularExpressions;

namespace Blog.Tests.Rendering;

/// <summary>Tags in random order: the output is still a tree that a parser reads as it was printed.</summary>
public sealed partial class MessyHtmlTests
{
    private static readonly string[] Tags = (
        "p div blockquote pre hr h1 h2 h3 h6 ul ol li dl dt dd figure figcaption details summary table caption thead tbody "
        + "tfoot tr th td a abbr b bdi bdo br cite code del em i ins kbd "
        + "mark q rp rt ruby s small span strong sub sup time u var wbr img picture source audio video section center font form "
        + "input button svg math iframe main tt label legend fieldset "
        + "option select colgroup col object marquee nobr address"
    ).Split(' ');

    private static readonly string[] Attributes =
    [
        "id=x",
        "id='a b'",
        "class='end x'",
        "href=/a",
        "href=#x",
        "src=/a.png",
        "alt=z",
        "name=n",
        "width=30",
        "rowspan=3",
        "colspan=2",
        "start=3",
        "value=4",
        "srcset='/a 100w'",
        "dir=rtl",
        "lang=xx-yy",
        "datetime=2020-13-45",
    ];

    private static readonly string[] Markdown =
    [
        "\n\n# h\n\n",
        "\n\n- a\n- b\n\n",
        "\n\n```\nx\n```\n\n",
        "\n\n| a | b |\n|---|---|\n| c | d |\n\n",
        "text",
        "文字",
        "\n\n",
        "**b**",
        "[l](/x)",
        "\n\n![i](/a.png \"t\")\n\n",
        "$x$",
        "\n\n$$\nx\n$$\n\n",
        "\n\n> [!NOTE]\n> a\n\n",
        "[^1]",
        "\n\n- [ ] t\n\n",
        "\n\n<!-- more -->\n\n",
        "<!-- more -->",
        "\n\nT\n:   d\n\n",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 400)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Tags_in_any_order_give_a_tree_that_is_read_as_it_was_printed(int seed)
    {
        var post = Rendered.Post(Document(new Random(seed)));
        foreach (var html in new[] { post.Body.Value, post.Summary.Value })
        {
            AssertReadAsPrinted(html);
        }
    }

    [Fact]
    public void A_more_marker_inside_an_unclosed_footnote_reference_is_rendered() =>
        Assert.NotNull(Rendered.Renderer.Render("<a class=footnote-ref href=#x>甲 <!-- more --> 乙", Rendered.Chinese).Post);

    [Fact]
    public void A_heading_inside_a_link_has_no_anchor() =>
        Assert.Equal(
            "<div>\n<a href=\"/x\"><h2 id=\"甲\">甲</h2></a>\n</div>",
            Rendered.Body("<div>\n<a href=\"/x\"><h2>甲</h2></a>\n</div>")
        );

    /// <summary>A parser builds the same tree from it, and each element is in an allowed place.</summary>
    internal static void AssertReadAsPrinted(string html)
    {
        var tree = Rendered.Parse(html);
        Assert.Equal(Same(html), Same(tree.InnerHtml));
        Assert.Empty(
            tree.QuerySelectorAll(
                "a a, p p, span > div, ul > :not(li), ol > :not(li), dl > :not(dt):not(dd), :not(ul):not(ol) > li, :not(dl) > "
                    + "dt, :not(figure) > figcaption, :not(details) > summary, tr:empty, img:not([alt]), img:not([src])"
            )
        );
        Assert.Equal(
            tree.QuerySelectorAll("[id]").Length,
            tree.QuerySelectorAll("[id]").Select(element => element.Id).Distinct(StringComparer.Ordinal).Count()
        );
    }

    private static string Document(Random random)
    {
        var text = new StringBuilder();
        for (var left = random.Next(3, 30); left > 0; left--)
        {
            switch (random.Next(10))
            {
                case < 5:
                    text.Append('<').Append(Tags[random.Next(Tags.Length)]);
                    for (var more = random.Next(3); more > 0; more--)
                    {
                        text.Append(' ').Append(Attributes[random.Next(Attributes.Length)]);
                    }

                    text.Append('>').Append(random.Next(2) == 0 ? "t" : "");
                    break;
                case < 8:
                    text.Append("</").Append(Tags[random.Next(Tags.Length)]).Append('>');
                    break;
                default:
                    text.Append(Markdown[random.Next(Markdown.Length)]);
                    break;
            }
        }

        return text.Append("\n\n[^1]: note\n").ToString();
    }

    /// <summary>Without what may be written in two ways.</summary>
    private static string Same(string html) =>
        Reference()
            .Replace(
                html.Replace("=\"\"", "", StringComparison.Ordinal)
                    .Replace("&quot;", "\"", StringComparison.Ordinal)
                    .Replace("&gt;", ">", StringComparison.Ordinal)
                    .Replace("&nbsp;", "\u00A0", StringComparison.Ordinal),
                match => System.Net.WebUtility.HtmlDecode(match.Value) is var sign && sign is "<" or "&" ? match.Value : sign
            );

    [GeneratedRegex("&#x?[0-9a-fA-F]+;", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
