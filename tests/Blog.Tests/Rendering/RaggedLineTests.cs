using Blog.Rendering.Output;

namespace Blog.Tests.Rendering;

/// <summary>Which paragraphs are not justified, because a line of theirs could get a hole.</summary>
public sealed class RaggedLineTests
{
    private const string Han = "这一行里只有汉字，行末的空白分到每个字之间，谁也看不出来；";

    [Theory]
    [InlineData(Han + Han + Han)]
    [InlineData(
        "我们用 Python 写了一个工具，它读取 JSON 文件，再用 SQLite 保存结果；整个程序不到两百行，跑在一台很便宜的服务器上，从来没有出过问题。"
    )]
    [InlineData(Han + Han + "其中 $x$ 与 $y$ 是任意实数，" + Han + Han)]
    [InlineData("A short line of Latin words only.")]
    [InlineData("短的 `AutowiredAnnotationBeanPostProcessor`")]
    public void Text_that_breaks_anywhere_is_justified(string markdown) => Assert.Empty(Ragged(markdown));

    [Theory]
    [InlineData(
        "在 `AutowiredAnnotationBeanPostProcessor` 里先调用 `postProcessMergedBeanDefinition`，再调用 `postProcessProperties` 完成注入。"
    )]
    [InlineData(Han + "`AutowiredAnnotationBeanPostProcessor` " + Han)]
    [InlineData("The lines of this paragraph are Latin with 几个汉字 between them, so that internationalization leaves too much room.")]
    [InlineData(Han + "https://example.com/AVeryLongNameWithoutAnyPlaceToBreakIt " + Han)]
    [InlineData(Han + @"$\log p(x) \ge \sum_{i=1}^{n} \log p(x_i \mid z_i) - D_{KL}(q(z \mid x))$，" + Han)]
    public void Text_that_may_tear_a_hole_is_ragged(string markdown)
    {
        Assert.Equal(["p"], Ragged(markdown));
        Assert.Equal(["li"], Ragged("- " + markdown));
        Assert.Equal(["p", "p"], Ragged("> " + markdown + "\n\n" + markdown));
    }

    [Fact]
    public void Each_paragraph_and_item_is_judged_by_itself()
    {
        var wild = Han + "`AutowiredAnnotationBeanPostProcessor` " + Han;
        Assert.Equal(["p"], Ragged(Han + Han + "\n\n" + wild + "\n\n" + Han));
        Assert.Equal(["li"], Ragged("- " + Han + Han + "\n  - " + wild));
        Assert.Empty(Ragged(Han + Han + "\n\n```\n" + new string('x', 200) + "\n```\n"));
    }

    [Fact]
    public void A_hard_break_ends_the_line_that_a_word_could_leave() =>
        Assert.Empty(Ragged(Han[..20] + "\\\n`AutowiredAnnotationBeanPostProcessor`"));

    [Fact]
    public void English_text_is_never_justified_and_needs_no_mark() =>
        Assert.Empty(Ragged(string.Concat(Enumerable.Repeat("internationalization of documentation ", 9)), Rendered.English));

    [Fact]
    public void No_author_can_write_the_class() => Assert.Empty(Ragged("<p class=\"ragged\">字</p>"));

    private static List<string> Ragged(string markdown, RenderContext? context = null) =>
        [.. Rendered.Parse(Rendered.Body(markdown, context)).QuerySelectorAll(".ragged").Select(element => element.LocalName)];
}
