using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser;

public sealed class PrintTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData("/sqlite-wal", ColorScheme.Light)]
    [InlineData("/sqlite-wal", ColorScheme.Dark)]
    [InlineData("/en/btree-page", ColorScheme.Light)]
    public async Task Paper_gets_the_text_and_nothing_to_click(string post, ColorScheme scheme)
    {
        var reader = await VisitAsync(post, new VisitorOptions { Scheme = scheme, Width = 680 });
        await reader.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        foreach (var gone in new[] { ".masthead nav", ".tools", ".toc", ".top", ".neighbours", ".copy >> nth=0" })
        {
            await Expect(reader.Find(gone)).ToBeHiddenAsync();
        }

        await Expect(reader.Find("h1")).ToBeVisibleAsync();
        await Expect(reader.Find(".prose > p").First).ToBeVisibleAsync();
        Assert.Equal(
            "rgb(255, 255, 255) rgb(0, 0, 0)",
            await reader.AskAsync<string>(
                "getComputedStyle(document.documentElement).backgroundColor + ' ' + getComputedStyle(document.documentElement).color"
            )
        );
    }

    [Fact]
    public async Task Folded_code_is_printed_whole()
    {
        var reader = await VisitAsync("/backoff-in-go");
        await reader.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.True(
            await reader
                .Find("details.fold")
                .First.EvaluateAsync<bool>(
                    "d => d.getBoundingClientRect().bottom >= d.querySelector('pre').getBoundingClientRect().bottom - 1"
                )
        );
    }
}
