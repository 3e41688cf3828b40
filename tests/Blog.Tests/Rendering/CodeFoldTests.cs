using Blog.Rendering;
using Blog.Rendering.Output;

namespace Blog.Tests.Rendering;

/// <summary>Long code is folded in the body where its language is known, above the number of lines that the owner sets.</summary>
public sealed class CodeFoldTests
{
    [Theory]
    [InlineData("cs", 60, 60, false)]
    [InlineData("cs", 61, 60, true)]
    [InlineData("cs", 21, 20, true)]
    [InlineData("cs", 20, 20, false)]
    [InlineData("cs", 2, 1, true)]
    [InlineData("cs", 5000, 0, false)]
    [InlineData("nonsense", 61, 60, true)]
    [InlineData("{.python startFrom=\"3\"}", 61, 60, true)]
    [InlineData("", 5000, 60, false)]
    [InlineData("{#id}", 5000, 60, false)]
    [InlineData("{#id .python}", 61, 60, true)]
    public void A_block_is_folded_above_the_limit(string info, int lines, int limit, bool isFolded)
    {
        var context = Rendered.Chinese with { FoldAbove = limit };
        var post = Rendered.Post($"开头。\n\n<!--more-->\n\n```{info}\n{Lines(lines)}```\n", context);
        Assert.Equal(isFolded, post.Body.Value.Contains("<details class=\"fold\">", StringComparison.Ordinal));
    }

    [Fact]
    public void Indented_code_is_never_folded() =>
        Assert.DoesNotContain(
            "fold",
            Rendered.Body("开头。\n\n" + Lines(200).Replace("x", "    x", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("```js\n{0}```\n")]
    [InlineData("先看代码。\n\n```js\n{0}```\n\n<!--more-->\n\n再解释。\n")]
    [InlineData("> ```js\n> x\n> ```\n\n```js\n{0}```\n\n<!--more-->\n")]
    public void Code_in_a_summary_is_not_folded(string text)
    {
        var post = Rendered.Post(text.Replace("{0}", Lines(80), StringComparison.Ordinal));
        Assert.Contains("<details class=\"fold\">", post.Body.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("fold", post.Summary.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_rendered_with_another_limit_is_out_of_date()
    {
        Assert.NotEqual(MarkdownRenderer.VersionOf(20, Notations.Default, ""), MarkdownRenderer.VersionOf(60, Notations.Default, ""));
        Assert.NotEqual(MarkdownRenderer.VersionOf(60, Notations.Default, "/blog"), MarkdownRenderer.VersionOf(60, Notations.Default, ""));
        Assert.Equal(
            MarkdownRenderer.VersionOf(60, Notations.Default, "/blog"),
            Rendered.Post("文", Rendered.Chinese with { BasePath = "/blog" }).Version
        );
    }

    private static string Lines(int count) => string.Concat(Enumerable.Range(1, count).Select(i => $"x = {i}\n"));
}
