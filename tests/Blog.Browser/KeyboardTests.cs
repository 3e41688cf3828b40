using static Microsoft.Playwright.Assertions;

namespace Blog.Browser;

public sealed class KeyboardTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    /// <summary>What is wrong with the focused element; empty if the focus is clearly visible.</summary>
    internal const string Focus = """
        (() => {
          const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
          if (e === document.body) return 'nothing has the focus';
          const name = `${e.localName}.${e.className} "${e.textContent.trim().slice(0, 30)}"`;
          if (!e.matches(':focus-visible') || s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2) return `no ring: ${name}`;
          const isInView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          if (!isInView || box.width < 2) return `out of view: ${name}`;
          return '';
        })()
        """;

    [Fact]
    public async Task The_first_stop_is_the_skip_link_and_it_works()
    {
        var reader = await VisitAsync("/");
        await reader.Page.Keyboard.PressAsync("Tab");
        var skip = reader.Find("a.skip");
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync();
        await Expect(skip).ToHaveTextAsync("跳到正文");
        await reader.Page.Keyboard.PressAsync("Enter");
        await Expect(reader.Find("main")).ToBeFocusedAsync();
        await reader.Page.Keyboard.PressAsync("Tab");
        Assert.True(await reader.AskAsync<bool>("document.querySelector('main').contains(document.activeElement)"));
    }

    [Theory]
    [InlineData("/", 1280)]
    [InlineData("/", 360)]
    [InlineData("/sqlite-wal", 1280)]
    [InlineData("/sqlite-wal", 360)]
    [InlineData("/tags", 1280)]
    public async Task The_focus_is_seen_at_each_of_the_first_twenty_stops(string path, int width)
    {
        var reader = await VisitAsync(path, new VisitorOptions { Width = width });
        for (var stop = 1; stop <= 20; stop++)
        {
            await reader.Page.Keyboard.PressAsync("Tab");
            var error = await reader.AskAsync<string>(Focus);
            Assert.True(error.Length == 0, $"stop {stop}: {error}");
        }
    }

    [Fact]
    public async Task Folded_code_and_the_contents_open_by_keyboard()
    {
        var reader = await VisitAsync("/backoff-in-go", new VisitorOptions { Width = 360 });
        foreach (var details in new[] { ".toc details", "details.fold" })
        {
            await reader.Find(details + " > summary").First.FocusAsync();
            await reader.Page.Keyboard.PressAsync("Enter");
            await Expect(reader.Find(details).First).ToHaveAttributeAsync("open", "");
        }
    }
}
