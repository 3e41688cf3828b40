using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser;

public sealed class ThemeTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private const string Paper = "getComputedStyle(document.documentElement).backgroundColor";

    /// <summary>Records the root's theme when the body appears, which is before the first paint.</summary>
    private const string Watch = """
        new MutationObserver((_, watch) => {
          if (!document.body) return;
          watch.disconnect();
          window.themeAtBody = document.documentElement.dataset.theme ?? 'none';
        }).observe(document, { childList: true, subtree: true });
        """;

    [Fact]
    public async Task The_toggle_has_three_states_and_says_which()
    {
        var reader = await VisitAsync("/");
        var (root, button) = (reader.Find("html"), reader.Find("button.theme"));
        await Expect(root).ToHaveAttributeAsync("data-theme", "auto");
        await Expect(button).ToHaveAccessibleNameAsync("明暗：跟随系统");
        await button.ClickAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "light");
        await Expect(button).ToHaveAccessibleNameAsync("明暗：浅色");
        var light = await reader.AskAsync<string>(Paper);
        await button.ClickAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(button).ToHaveAccessibleNameAsync("明暗：深色");
        Assert.NotEqual(light, await reader.AskAsync<string>(Paper));
        await button.ClickAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "auto");
    }

    [Fact]
    public async Task The_choice_is_remembered_and_applied_before_the_first_paint()
    {
        var reader = await ComeAsync();
        await reader.Page.AddInitScriptAsync(Watch);
        await reader.GoAsync("/");
        Assert.Equal("auto", await reader.AskAsync<string>("themeAtBody"));
        await reader.Find("button.theme").ClickAsync();
        await reader.Find("button.theme").ClickAsync();
        var dark = await reader.AskAsync<string>(Paper);
        foreach (var path in new[] { "/", "/sqlite-wal", "/en" })
        {
            await reader.GoAsync(path);
            Assert.Equal("dark", await reader.AskAsync<string>("themeAtBody"));
            Assert.Equal(dark, await reader.AskAsync<string>(Paper));
        }
    }

    [Fact]
    public async Task Without_a_choice_the_page_follows_the_system()
    {
        var reader = await VisitAsync("/");
        var light = await reader.AskAsync<string>(Paper);
        await reader.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        Assert.NotEqual(light, await reader.AskAsync<string>(Paper));
    }

    [Fact]
    public async Task A_dark_system_gets_dark_pages_without_scripts()
    {
        var light = await VisitAsync("/", new VisitorOptions { Scripts = false });
        var dark = await VisitAsync("/", new VisitorOptions { Scripts = false, Scheme = ColorScheme.Dark });
        Assert.NotEqual(await light.AskAsync<string>(Paper), await dark.AskAsync<string>(Paper));
    }
}
