using static Microsoft.Playwright.Assertions;

namespace Blog.Browser;

public sealed class CodeTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private static readonly VisitorOptions Copying = new() { Grants = ["clipboard-read", "clipboard-write"] };

    [Fact]
    public async Task Code_names_its_language_and_is_coloured()
    {
        var reader = await VisitAsync("/async-pitfalls");
        await Expect(reader.Find(".code > p").First).ToHaveTextAsync("C#");
        var keyword = reader.Find("pre .hljs-keyword").First;
        Assert.NotEqual(
            await reader.Find("pre code").First.EvaluateAsync<string>("e => getComputedStyle(e).color"),
            await keyword.EvaluateAsync<string>("e => getComputedStyle(e).color")
        );
    }

    [Theory]
    [InlineData("/async-pitfalls", "复制", "已复制")]
    [InlineData("/en/retry-loop", "Copy", "Copied")]
    public async Task Copying_takes_the_code_as_it_stands(string post, string offer, string done)
    {
        var reader = await VisitAsync(post, Copying);
        foreach (var block in await reader.Find(".prose .code").AllAsync())
        {
            var button = block.Locator("button.copy");
            Assert.StartsWith(offer, await button.InnerTextAsync(), StringComparison.Ordinal);
            await button.ClickAsync();
            await Expect(button).ToContainTextAsync(done);
            Assert.Equal(await block.Locator("pre").TextContentAsync(), await reader.AskAsync<string>("navigator.clipboard.readText()"));
        }
    }

    [Fact]
    public async Task The_copy_button_says_what_it_copies_and_then_offers_again()
    {
        var reader = await VisitAsync("/async-pitfalls", Copying);
        var button = reader.Find("button.copy").First;
        Assert.Equal("复制 这段 C# 代码", (await button.TextContentAsync())!.Trim());
        await button.ClickAsync();
        await Expect(button).ToContainTextAsync("已复制");
        await Expect(button).Not.ToContainTextAsync("已复制");
    }

    [Theory]
    [InlineData("/en/kahan-summation")]
    [InlineData("/query-plan")]
    public async Task The_copy_button_covers_no_code(string post)
    {
        var reader = await VisitAsync(post, new VisitorOptions { Width = 360 });
        var covered = await reader
            .Find(".prose .code")
            .EvaluateAllAsync<string[]>(
                "all => all.filter(c => c.querySelector('.copy').getBoundingClientRect().bottom > "
                    + "c.querySelector('code').getBoundingClientRect().top + 1).map(c => c.textContent.slice(0, 60))"
            );
        Assert.Empty(covered);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task Long_code_shows_its_first_lines_and_opens(int width)
    {
        var reader = await VisitAsync("/backoff-in-go", new VisitorOptions { Width = width });
        var fold = reader.Find("details.fold").First;
        await Expect(fold.Locator(".if-shut")).ToContainTextAsync("展开全部");
        await Expect(fold.Locator(".if-open")).ToBeHiddenAsync();
        var shut = (await fold.BoundingBoxAsync())!.Height;
        Assert.InRange(shut, 150, 400);
        await fold.Locator("summary").ClickAsync();
        await Expect(fold.Locator(".if-open")).ToBeVisibleAsync();
        Assert.True((await fold.BoundingBoxAsync())!.Height > shut + 100);
        await fold.Locator("summary").ClickAsync();
        Assert.Equal(shut, (await fold.BoundingBoxAsync())!.Height, 1.0);
    }
}
