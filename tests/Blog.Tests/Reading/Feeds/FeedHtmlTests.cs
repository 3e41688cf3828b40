using AngleSharp.Html.Parser;
using Blog.Rendering.Output;
using Blog.Site.Feeds;
using Blog.Tests.Rendering;

namespace Blog.Tests.Reading.Feeds;

public sealed class FeedHtmlTests
{
    private const string Post = "https://blog.example.org/b/2020/y.html";

    [Theory]
    [InlineData("[x](/a)", "href", "https://blog.example.org/a")]
    [InlineData("[x](a/b?c#d)", "href", "https://blog.example.org/b/2020/a/b?c#d")]
    [InlineData("[x](../z)", "href", "https://blog.example.org/b/z")]
    [InlineData("[x](#y)", "href", Post + "#y")]
    [InlineData("[x](?q=1)", "href", Post + "?q=1")]
    [InlineData("[x](//other.example/c)", "href", "https://other.example/c")]
    [InlineData("[x](mailto:a@example.org)", "href", "mailto:a@example.org")]
    [InlineData("[x](https://other.example/c?a=1&b=2)", "href", "https://other.example/c?a=1&b=2")]
    [InlineData("![x](/media/a.png)", "src", "https://blog.example.org/media/a.png")]
    [InlineData("<video src=\"v.mp4\" controls></video>", "src", "https://blog.example.org/b/2020/v.mp4")]
    [InlineData("<video src=\"/v.mp4\" poster=\"p.png\" controls></video>", "poster", "https://blog.example.org/b/2020/p.png")]
    [InlineData("<blockquote cite=\"/c\">x</blockquote>", "cite", "https://blog.example.org/c")]
    public void An_address_is_the_one_that_a_browser_on_the_posts_page_would_ask(string markdown, string attribute, string whole) =>
        Assert.Equal(whole, Parse(Feed(markdown)).QuerySelector($"[{attribute}]")!.GetAttribute(attribute));

    [Fact]
    public void Every_candidate_of_an_image_is_whole() =>
        Assert.Equal(
            "https://blog.example.org/s/1.webp 480w, https://blog.example.org/b/2020/2.webp 960w",
            Parse(FeedHtml.Of(RenderedHtml.Trusted("<img src=\"/x.png\" alt=\"\" srcset=\"/s/1.webp 480w, 2.webp 960w\">"), Post))
                .QuerySelector("img")!
                .GetAttribute("srcset")
        );

    [Fact]
    public void A_footnote_leads_into_the_post_and_back()
    {
        var body = Parse(Feed("文[^1]。\n\n[^1]: 注。"));
        var addresses = body.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(2, addresses.Count);
        Assert.All(addresses, address => Assert.StartsWith(Post + "#fn", address, StringComparison.Ordinal));
        Assert.All(addresses, address => Assert.NotNull(body.GetElementById(address[(Post.Length + 1)..])));
    }

    [Fact]
    public void Code_is_plain_text_with_its_language()
    {
        foreach (var lines in new[] { 2, 80 })
        {
            var code = string.Concat(Enumerable.Range(0, lines).Select(i => $"var x{i} = \"<\"; // 注\n"));
            var body = Parse(Feed("```csharp\n" + code + "```"));
            Assert.Equal(code.TrimEnd('\n'), body.QuerySelector("pre > code.language-csharp")!.TextContent.TrimEnd('\n'));
            Assert.Empty(body.QuerySelectorAll("span, button, details, summary, .code, p, [tabindex]"));
        }
    }

    [Fact]
    public void Features_of_our_pages_are_left_out()
    {
        var body = Parse(Feed("## 题\n\n前。\n\n<!-- more -->\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] 做了\n- [ ] 没做"));
        Assert.Equal("题", body.QuerySelector("h2")!.TextContent);
        Assert.Empty(body.QuerySelectorAll("input, .anchor, .scroll, #more, [tabindex], [role], script, style, [style]"));
        Assert.Equal(["☑ 做了", "☐ 没做"], body.QuerySelectorAll("li").Select(li => li.TextContent.Trim()));
        Assert.NotNull(body.QuerySelector("table"));
    }

    [Fact]
    public void A_formula_includes_its_TeX_source()
    {
        var body = Parse(Feed("$$\n\\frac{a}{b} < c\n$$"));
        Assert.Equal("\\frac{a}{b} < c", body.QuerySelector("math > semantics > annotation[encoding='application/x-tex']")!.TextContent);
        Assert.NotNull(body.QuerySelector("math > semantics > mrow:first-child mfrac"));
        Assert.Single(body.QuerySelector("math")!.Children);
    }

    [Theory]
    [InlineData("plain 文字 \U0001F600\n\t", "plain 文字 \U0001F600\n\t")]
    [InlineData("a\u0000\u0008\u000B\u001Fb", "ab")]
    [InlineData("a\uFFFE\uFFFFb", "ab")]
    public void No_character_is_left_that_XML_forbids(string text, string clean) => Assert.Equal(clean, XmlCharacterFilter.Of(text));

    [Fact]
    public void No_lone_surrogate_is_left()
    {
        Assert.Equal("abc", XmlCharacterFilter.Of("a\uD800b\uDC00c"));
        Assert.Equal("", XmlCharacterFilter.Of("\uDC00\uD800"));
        Assert.Equal("\U0001F600", XmlCharacterFilter.Of("\uD83D\uDE00\uD83D"));
    }

    private static string Feed(string markdown) => FeedHtml.Of(Rendered.Post(markdown).Body, Post);

    private static AngleSharp.Dom.IDocument Parse(string html) => new HtmlParser().ParseDocument("<!doctype html><body>" + html);
}
