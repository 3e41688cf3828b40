using Blog.Rendering;

namespace Blog.Tests.Rendering;

public sealed class MarkdownLinksTests
{
    private static string Moved(string markdown) =>
        MarkdownLinks.Rewrite(
            markdown,
            MarkdownLinks.Find(markdown),
            link => link.Url is "a.png" or "中 文.png" or "x_y.png" or "a&b.png" ? "/m" : null
        );

    [Theory]
    [InlineData("![x](a.png)", "![x](/m)")]
    [InlineData("![x](a.png \"title\") tail", "![x](/m \"title\") tail")]
    [InlineData("![x]( <a.png> 'title' )", "![x]( /m 'title' )")]
    [InlineData("![x](<中 文.png>)。", "![x](/m)。")]
    [InlineData("**字![x](a.png)字**，[![y](a.png)](a.png)", "**字![x](/m)字**，[![y](/m)](/m)")]
    [InlineData("![x](x\\_y.png)", "![x](/m)")]
    [InlineData("![x](a&amp;b.png)", "![x](/m)")]
    [InlineData("| a | b |\n|---|---|\n| ![x](a.png) | `![x](a.png)` |\n", "| a | b |\n|---|---|\n| ![x](/m) | `![x](a.png)` |\n")]
    [InlineData("> - ![x](a.png)\n>   ![y][r]\n\n[r]: a.png 'z'\n", "> - ![x](/m)\n>   ![y][r]\n\n[r]: /m 'z'\n")]
    [InlineData("text[^1]\n\n[^1]: note ![x](a.png)\n", "text[^1]\n\n[^1]: note ![x](/m)\n")]
    [InlineData(
        "<p align=center>\n<img alt='b > a' src=\"a.png\" width=3>\n</p>\n",
        "<p align=center>\n<img alt='b > a' src=\"/m\" width=3>\n</p>\n"
    )]
    [InlineData(
        "words <IMG SRC=a.png> words <img data-src='a.png' src='a.png'/>",
        "words <IMG SRC=/m> words <img data-src='a.png' src='/m'/>"
    )]
    [InlineData(
        "```\n![x](a.png)\n```\n    ![x](a.png)\n`<img src=\"a.png\">`",
        "```\n![x](a.png)\n```\n    ![x](a.png)\n`<img src=\"a.png\">`"
    )]
    [InlineData("$$\n![x](a.png)\n$$\n", "$$\n![x](a.png)\n$$\n")]
    [InlineData("\\![x](b.png) <!-- ![x](a.png) --> ![x]", "\\![x](b.png) <!-- ![x](a.png) --> ![x]")]
    [InlineData("1. a\n\n   ![x](a.png)\n\n2. b", "1. a\n\n   ![x](/m)\n\n2. b")]
    public void Link_targets_are_replaced_and_nothing_else_changes(string before, string after) => Assert.Equal(after, Moved(before));

    [Fact]
    public void The_alternative_text_of_an_image_is_known()
    {
        var links = MarkdownLinks.Find("![一 *张* 图](a.png) ![r][r] <img src=b.png alt=\"&lt;c&gt;\"> [l](d.md)\n\n[r]: c.png");
        Assert.Equal(
            [("a.png", true, "一 张 图"), ("b.png", true, "<c>"), ("d.md", false, ""), ("c.png", true, "r")],
            links.Select(link => (link.Url, link.IsImage, link.Alt))
        );
    }

    private static string AllMoved(string markdown) =>
        MarkdownLinks.Rewrite(
            markdown,
            MarkdownLinks.FindAll(markdown),
            link => link.Url.Contains("a b", StringComparison.Ordinal) ? "/m" : null
        );

    [Theory]
    [InlineData("![x](a b.png)", "![x](/m)")]
    [InlineData("![x](a b.png \"t\") [y]( a b.md 't' )", "![x](/m \"t\") [y](/m 't')")]
    [InlineData("![x](a b.png =200x) ![x](a b.png =20%x30 't') ![x](a b.png \"t\" =1x2)", "![x](/m) ![x](/m 't') ![x](/m \"t\")")]
    [InlineData("![x](a b (1).png)", "![x](/m)")]
    [InlineData("[![x](a b.png)](c.md) [![x](c.png)](<a b.md>)", "[![x](/m)](c.md) [![x](c.png)](/m)")]
    [InlineData(
        "`![x](a b.png)` \\![x](a b.png) \\[x](a b.md) $[x](a b.md)$",
        "`![x](a b.png)` \\![x](a b.png) \\[x](a b.md) $[x](a b.md)$"
    )]
    [InlineData("    ![x](a b.png)\n\n```\n![x](a b.png)\n```\n", "    ![x](a b.png)\n\n```\n![x](a b.png)\n```\n")]
    [InlineData("<p>\n![x](a b.png)\n</p>\n\n<!-- ![x](a b.png) -->", "<p>\n![x](a b.png)\n</p>\n\n<!-- ![x](a b.png) -->")]
    [InlineData("<a href='a b.md' title=\"> a b\">x</a> <a name=\"a b\">", "<a href='/m' title=\"> a b\">x</a> <a name=\"a b\">")]
    [InlineData("<video poster='a b.png'><source src=\"a b.mp4\"></video>", "<video poster='/m'><source src=\"/m\"></video>")]
    [InlineData("<object data=\"a b.pdf\"></object><embed src='a b.swf'>", "<object data=\"/m\"></object><embed src='/m'>")]
    [InlineData("<source srcset=\"c.png 1x, a%20b.png 2x\">", "<source srcset=\"c.png 1x, a%20b.png 2x\">")]
    [InlineData("<script>x = '<img src=\"a b.png\">'</script> <!-- <img src='a b.png'> -->", null)]
    public void What_Markdown_takes_for_text_and_other_elements_are_found_on_request(string before, string? after) =>
        Assert.Equal(after ?? before, AllMoved(before));

    [Fact]
    public void Each_image_of_a_set_has_its_own_place()
    {
        const string html = "<picture><source srcset=\"a.png 1x,b.png 2x, c,d.png?x=1,2 300w\"><img src=e.png></picture>";
        var links = MarkdownLinks.FindAll(html);
        Assert.Equal(["a.png", "b.png", "c,d.png?x=1,2", "e.png"], links.Select(link => html.Substring(link.Start, link.Length)));
        Assert.All(links, link => Assert.True(link.IsImage));
    }
}
