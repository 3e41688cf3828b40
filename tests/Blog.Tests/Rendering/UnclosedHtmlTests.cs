using Blog.Rendering.Output;

namespace Blog.Tests.Rendering;

/// <summary>HTML whose end is missing hides nothing: the rest of a post stays, as Markdown, and its author is told the line.</summary>
public sealed class UnclosedHtmlTests
{
    private const string Rest = "\n\n中间\n\n**粗** [链](/x)\n\n- 项";

    public static TheoryData<string, string> Snippets =>
        new()
        {
            { "<textarea>", "<textarea>" },
            { "<textarea name=\"a\">", "<textarea>" },
            { "<TITLE>", "<title>" },
            { "<style>", "<style>" },
            { "<script>", "<script>" },
            { "<xmp>", "<xmp>" },
            { "<noembed>", "<noembed>" },
            { "<noframes>", "<noframes>" },
            { "<iframe src=\"https://a.com/x\">", "<iframe>" },
            { "<svg>", "<svg>" },
            { "<select>", "<select>" },
            { "<canvas>", "<canvas>" },
            { "<pre>", "<pre>" },
            { "<details>", "<details>" },
            { "<video>", "<video>" },
            { "<video src=\"/a.mp4\">", "<video>" },
            { "<audio src=\"/a.mp3\">", "<audio>" },
            { "<picture>", "<picture>" },
            { "<!--", "<!--" },
            { "<!-- 注", "<!--" },
            { "<![CDATA[ a", "<!" },
            { "<?php echo 1", "<?" },
            { "<video src=\"/a.mp4>", "<video" },
            { "<div class=\"a>", "<div" },
            { "<div class='a>", "<div" },
        };

    public static TheoryData<string> Closed =>
        [
            "<video src=\"/a.mp4\"/>",
            "<audio src=\"/a.mp3\" />",
            "<textarea/>",
            "<script src=\"/a.js\"/>",
            "<style />",
            "<title/>",
            "<iframe src=\"https://a.com/x\"/>",
            "<svg/>",
            "<canvas />",
            "<a href=\"/x\"/>",
            "<details/>",
            "<pre/>",
            "<div/>",
            "<plaintext>",
            "<br/>",
            "<img src=\"/a.png\"/>",
            "<input>",
            "<embed src=\"/a\">",
            "<frameset>",
            "<textarea>甲</textarea>",
            "<!-- 甲 -->",
        ];

    [Theory]
    [MemberData(nameof(Snippets))]
    public void What_is_not_closed_is_named_and_the_rest_stays(string snippet, string source)
    {
        foreach (var before in new[] { "", "说到 ", "> ", "- ", "<div>\n" })
        {
            var post = Rendered.Post("开头\n\n" + before + snippet + Rest);
            AssertStays(post, before + snippet);
            var problem = Assert.Single(post.Problems, problem => problem.Kind == RenderProblemKind.UnclosedHtml);
            Assert.Equal((source, before.EndsWith('\n') ? 4 : 3), (problem.Source, problem.Line));
        }
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void An_element_of_the_same_name_later_on_is_its_own(string snippet, string source)
    {
        var later = source switch
        {
            "<textarea>" or "<title>" or "<xmp>" or "<pre>" or "<noembed>" or "<noframes>" => $"{source}乙{source.Replace("<", "</")}",
            "<video>" or "<audio>" => $"<{source[1..^1]} src=\"/b\"></{source[1..]}",
            _ => "`" + snippet + "` `-->` `</script>`",
        };
        AssertStays(Rendered.Post("说到 " + snippet + Rest + "\n\n" + later + Rest), snippet);
    }

    [Theory]
    [MemberData(nameof(Closed))]
    public void What_closes_itself_swallows_nothing_and_is_not_named(string snippet)
    {
        foreach (var before in new[] { "", "说到 ", "<div>\n" })
        {
            var post = Rendered.Post("开头\n\n" + before + snippet + Rest);
            AssertStays(post, before + snippet);
            Assert.Empty(post.Problems);
        }
    }

    [Fact]
    public void A_player_without_an_end_keeps_its_sources() =>
        Assert.StartsWith(
            "<p><video controls><source src=\"/a.mp4\"><source src=\"/b.webm\"></video>后</p>",
            Rendered.Body("<video><source src=\"/a.mp4\"> <source src=\"/b.webm\">后" + Rest),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_end_in_a_code_block_closes_nothing() =>
        AssertStays(Rendered.Post("<textarea>" + Rest + "\n\n```html\n<textarea></textarea>\n```"), "<textarea>");

    [Fact]
    public void A_quote_that_is_not_closed_does_not_end_in_a_later_block() =>
        AssertStays(Rendered.Post("<div class=\"a>\n" + Rest + "\n\n<p title=\"b\">丙</p>"), "<div class=\"a>");

    [Fact]
    public void A_closed_comment_hides_what_it_did() =>
        Assert.Equal("<p>甲</p>\n\n<p>丁</p>", Rendered.Body("甲\n\n<!-- 乙\n\n丙 -->\n\n丁"));

    private static void AssertStays(RenderedPost post, string source)
    {
        var body = Rendered.Parse(post.Body.Value);
        Assert.True(body.QuerySelector("p > strong")?.TextContent == "粗", source + " gives " + post.Body);
        Assert.True(body.QuerySelectorAll("li").Any(item => item.TextContent.Trim() == "项"), source + " gives " + post.Body);
        Assert.Empty(body.QuerySelectorAll("details p, video p, audio p, pre p, a p, a strong, picture p"));
        Assert.Contains("中间", post.PlainText, StringComparison.Ordinal);
        HostileTests.AssertHarmless(post.Body.Value, source);
    }
}
