using Blog.Editor.Copying.Content;
using Blog.Editor.Copying.Others;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Tests.Rendering;

namespace Blog.Tests.Editor.Copying;

/// <summary>Copies for Zhihu, for platforms that take Markdown, and plain ones.</summary>
public sealed class OtherCopyTests
{
    [Fact]
    public void Zhihu_gets_its_own_formulas_and_code_and_no_other_attributes()
    {
        var html = Rendered.Parse(
            ZhihuCopy.Make(Copied.Source("行内 $a^2$。\n\n$$\n\\frac{1}{2}\n$$\n\n```csharp\nvar x = 1;\n\tvar y;\n```")).Html
        );
        var images = html.QuerySelectorAll("img").ToList();
        Assert.Equal(["a^2", @"\frac{1}{2} \\"], images.Select(image => image.GetAttribute("alt")));
        Assert.Equal("https://www.zhihu.com/equation?tex=a%5E2", images[0].GetAttribute("src"));
        Assert.All(images, image => Assert.Equal(("Formula-image", "true"), (image.ClassName, image.GetAttribute("data-eeimg"))));
        var code = html.QuerySelector("pre")!;
        Assert.Equal(("csharp", "var x = 1;\n\tvar y;"), (code.GetAttribute("lang"), code.InnerHtml));
        Assert.Equal("原文：标题", html.LastElementChild!.TextContent);
        Assert.Equal(Copied.Address, html.LastElementChild.QuerySelector("a")!.GetAttribute("href"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Zhihu_gets_simple_elements_of_every_kind_of_content(string name)
    {
        var (language, markdown) = CopySamples.All[name];
        var html = Rendered.Parse(ZhihuCopy.Make(Copied.Source(markdown, language)).Html);
        foreach (var element in html.QuerySelectorAll("*"))
        {
            Assert.DoesNotContain(
                element.LocalName,
                new[]
                {
                    "div",
                    "section",
                    "span",
                    "svg",
                    "math",
                    "input",
                    "video",
                    "audio",
                    "iframe",
                    "details",
                    "summary",
                    "colgroup",
                    "dl",
                    "dt",
                    "dd",
                    "h1",
                    "h4",
                    "picture",
                }
            );
            Assert.All(
                element.Attributes,
                attribute =>
                    Assert.True(
                        attribute.Name is "href" or "src" or "alt" or "lang" or "colspan" or "rowspan" or "start"
                            || element.HasAttribute("data-eeimg"),
                        $"<{element.LocalName} {attribute.Name}>"
                    )
            );
            Assert.All(new[] { "href", "src" }, link => Assert.Matches("^(https?:|mailto:)", element.GetAttribute(link) ?? "https:"));
        }
    }

    public static TheoryData<string> Names() => [.. CopySamples.All.Keys];

    [Fact]
    public void Platforms_get_absolute_addresses_and_a_line_of_origin()
    {
        var copy = MarkdownCopy.ForPlatform(
            Copied.Source(
                "![图](/media/0123456789abcdef0123456789abcdef/a.png \"说明\") [文](../other) [外](https://example.org/a) [节](#x)\n\n"
                    + "<img src=\"/b.png\" alt=\"\">\n\n[ref]\n\n[ref]: /c 'T'\n\n`[x](/y)`"
            )
        );
        Assert.Equal(
            "![图](https://blog.example.org/media/0123456789abcdef0123456789abcdef/a.png \"说明\") "
                + "[文](https://blog.example.org/other) [外](https://example.org/a) [节](#x)\n\n"
                + "<img src=\"https://blog.example.org/b.png\" alt=\"\">\n\n"
                + "[ref]\n\n[ref]: https://blog.example.org/c 'T'\n\n`[x](/y)`\n\n---\n\n"
                + "原文：[标题](https://blog.example.org/my-post)\n",
            copy.Text
        );
        Assert.Equal("", copy.Html);
    }

    [Theory]
    [InlineData("> [!NOTE]\n> 文字", "> **注意**\n>\n> 文字")]
    [InlineData("- 项\n\n  > [!WARNING]\n  > 文字", "- 项\n\n  > **警告**\n  >\n  > 文字")]
    [InlineData("前\n\n<!-- more -->\n\n后", "前\n\n\n\n后")]
    [InlineData("这是==重点==。", "这是**重点**。")]
    [InlineData("**强调。**然后", "<strong>强调。</strong>然后")]
    [InlineData("**强调**。然后", "**强调**。然后")]
    [InlineData("*「引」*号", "<em>「引」</em>号")]
    [InlineData(@"行内 \(x^2\) 公式", "行内 $x^2$ 公式")]
    [InlineData("词\n: 解释", "**词**\n- 解释")]
    [InlineData("- [x] 完成\n\n[^1]: 注\n\n见[^1]", "- [x] 完成\n\n[^1]: 注\n\n见[^1]")]
    [InlineData("```\n> [!NOTE]\n==a== **b。**c\n```", "```\n> [!NOTE]\n==a== **b。**c\n```")]
    [InlineData("| a | b |\n| --- | --- |\n| $x$ | `==` |", "| a | b |\n| --- | --- |\n| $x$ | `==` |")]
    public void What_only_this_blog_understands_is_said_in_the_usual_way(string written, string portable) =>
        Assert.Equal(portable, PortableMarkdown.Of(written, "zh-CN", Notations.Default));

    [Fact]
    public void A_bracketed_formula_of_its_own_gets_dollars() =>
        Assert.Equal("$$\nx^2\n$$", PortableMarkdown.Of("\\[\nx^2\n\\]", "en", Notations.Default));

    [Fact]
    public void Plain_Markdown_is_the_authors_own_text_below_its_title()
    {
        var source = Copied.Source("> [!NOTE]\n> ==标出== [a](/b)") with { Title = "标题 *一*" };
        Assert.Equal("# 标题 \\*一\\*\n\n> [!NOTE]\n> ==标出== [a](https://blog.example.org/b)\n", MarkdownCopy.Plain(source).Text);
    }

    [Fact]
    public void Plain_HTML_has_absolute_addresses_and_its_source_as_text()
    {
        var copy = HtmlCopy.Make(Copied.Source("[a](/b) ![c](/d.png)\n\n- [x] e"));
        Assert.Contains("href=\"https://blog.example.org/b\"", copy.Html, StringComparison.Ordinal);
        Assert.Contains("☑", copy.Html, StringComparison.Ordinal);
        Assert.Equal(copy.Html, copy.Text);
    }

    [Fact]
    public void Every_target_has_a_name_that_is_found_again() =>
        Assert.All(Enum.GetValues<CopyTarget>(), target => Assert.Equal(target, CopyTargets.Find(target.Key)));
}
