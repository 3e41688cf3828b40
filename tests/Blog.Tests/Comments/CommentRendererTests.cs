using Blog.Rendering;
using Blog.Tests.Rendering;

namespace Blog.Tests.Comments;

public sealed class CommentRendererTests
{
    private static readonly CommentRenderer Renderer = new(SharedScripts.Highlighter, SharedScripts.Formulas);

    [Theory]
    [InlineData("**强调。**然后", "<p><strong>强调。</strong>然后</p>")]
    [InlineData("one\ntwo", "<p>one<br>\ntwo</p>")]
    [InlineData("# no heading", "<p># no heading</p>")]
    [InlineData("text\n===", "<p>text<br>\n===</p>")]
    [InlineData("<b>no</b> HTML", "<p>&lt;b&gt;no&lt;/b&gt; HTML</p>")]
    [InlineData(
        "![a picture](https://a.example/x.png)",
        "<p><a href=\"https://a.example/x.png\" rel=\"nofollow ugc noopener\">a picture</a></p>"
    )]
    [InlineData("[x](https://a.example)", "<p><a href=\"https://a.example\" rel=\"nofollow ugc noopener\">x</a></p>")]
    [InlineData("[x](javascript:alert(1))", "<p>x</p>")]
    [InlineData("[x](mailto:a@a.example)", "<p>x</p>")]
    [InlineData("[x](/admin/delete)", "<p>x</p>")]
    [InlineData("[x](//a.example)", "<p>x</p>")]
    [InlineData("[x](https://known.example@other.example/)", "<p>x</p>")]
    [InlineData("[x](#comment-12)", "<p><a href=\"#comment-12\" rel=\"nofollow ugc noopener\">x</a></p>")]
    [InlineData("[x](#main)", "<p>x</p>")]
    [InlineData("~~old~~", "<p><del>old</del></p>")]
    [InlineData("3. three", "<ol start=\"3\">\n<li>three</li>\n</ol>")]
    public void A_comment_has_the_small_part_of_Markdown(string markdown, string html) =>
        Assert.Equal(html, Renderer.Render(markdown, "zh-CN").Html.Value);

    [Fact]
    public void Code_is_coloured_and_formulas_are_set_only_when_it_is_approved()
    {
        const string Markdown = "$x^2$\n\n```c\nint a;\n```";
        var (shown, plain) = (Renderer.Render(Markdown, "en").Html.Value, Renderer.RenderPlainly(Markdown, "en").Html.Value);
        Assert.Contains("<math", shown, StringComparison.Ordinal);
        Assert.Contains("hljs-", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<math", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("hljs-", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_to_other_sites_are_counted_however_they_are_written() =>
        Assert.Equal(
            4,
            Renderer
                .RenderPlainly(
                    "https://a.example <https://b.example> [c](https://c.example) ![](https://d.example/x.png) [e](#comment-1)",
                    "en"
                )
                .Links
        );

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, HostilePayloads.All.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_payload_is_harmless_in_every_context_of_a_comment(int number)
    {
        var payload = HostilePayloads.All[number];
        var line = payload.Replace('\n', ' ');
        foreach (
            var markdown in new[]
            {
                payload,
                "文字 " + payload + " 文字",
                "> " + payload.Replace("\n", "\n> ", StringComparison.Ordinal),
                "- " + payload.Replace("\n", "\n  ", StringComparison.Ordinal),
                $"[{line}]({line})",
                $"![{line}]({line} \"{line}\")",
                $"<{line}>",
                $"[x][y]\n\n[y]: {line} '{line}'",
                $"```{line}\n{payload}\n```",
                $"`{line}` ${line}$",
                $"$$\n{payload}\n$$",
            }
        )
        {
            foreach (var made in new[] { Renderer.Render(markdown, "zh-CN"), Renderer.RenderPlainly(markdown, "zh-CN") })
            {
                HostileTests.AssertHarmless(made.Html.Value, markdown);
                Assert.Null(Rendered.Parse(made.Html.Value).QuerySelector("img, video, audio, h1, h2, h3, details, table, [id]"));
                Assert.All(
                    Rendered.Parse(made.Html.Value).QuerySelectorAll("a"),
                    link => Assert.Equal("nofollow ugc noopener", link.GetAttribute("rel"))
                );
            }
        }
    }

    [Fact]
    public void What_is_made_to_be_slow_is_refused_or_rendered_and_never_fails()
    {
        foreach (
            var part in new[]
            {
                ">",
                "[",
                "*a",
                "_",
                "(",
                "`",
                "- ",
                "# a\n",
                "[a](",
                "[[[a]]]",
                "![",
                "|a",
                "[^1]",
                "&amp;",
                "\0",
                "<a ",
                "$",
                "$$",
                "**a",
            }
        )
        {
            var text = string.Concat(Enumerable.Repeat(part, 8 * 1024 / part.Length));
            Assert.NotNull(Renderer.RenderPlainly(text, "en").Html);
        }

        foreach (var part in new[] { "*a_b ", "- a\n", "`a` ", "[a](/b) ", "$a$ " })
        {
            Assert.True(Renderer.RenderPlainly(string.Concat(Enumerable.Repeat(part, 1_000)), "en").IsTooComplex, part);
            Assert.True(CommentRenderer.HasTooMuchMarkup(string.Concat(Enumerable.Repeat(part, 1_100))), part);
        }

        // A long comment with much code is none of them.
        var code = string.Concat(Enumerable.Repeat("    total += rows[i].price * rows[i].count;\n", 120));
        Assert.False(CommentRenderer.HasTooMuchMarkup("```js\n" + code + "```"));
        Assert.False(Renderer.RenderPlainly("```js\n" + code + "```", "en").IsTooComplex);

        var deep = Renderer.RenderPlainly(new string('>', 500) + " x", "en");
        Assert.True(deep.IsTooComplex);
        Assert.Contains("&gt;&gt;", deep.Html.Value, StringComparison.Ordinal);
    }
}
