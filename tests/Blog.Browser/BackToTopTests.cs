using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser;

public sealed class BackToTopTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    /// <summary>The share read, as the page shows it: computed by CSS, or written by the script.</summary>
    private const string Share =
        "(() => { const top = document.querySelector('.top'), read = top.querySelector('.read'); return "
        + "getComputedStyle(read).display === 'none' ? +getComputedStyle(top).getPropertyValue('--read') : "
        + "parseInt(read.textContent) })()";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Back_to_top_shows_the_share_read_and_leads_back(bool scripts)
    {
        var reader = await VisitAsync("/sqlite-wal", new VisitorOptions { Scripts = scripts });
        Assert.EndsWith("0%", await reader.Find(".top").TextContentAsync(), StringComparison.Ordinal);
        await Expect(reader.Find(".top")).ToBeInViewportAsync();
        Assert.Equal(0, await reader.AskAsync<double>(Share));
        await reader.Page.Mouse.WheelAsync(0, 1500);
        await ReachesAsync(reader, share => share is > 0 and < 100);
        await reader.Page.Keyboard.PressAsync("End");
        await ReachesAsync(reader, share => share == 100);
        await reader.Find(".top").ClickAsync();
        await ReachesAsync(reader, share => share == 0);
        Assert.Equal(0, await reader.AskAsync<double>("scrollY"));
    }

    [Fact]
    public async Task Back_to_top_is_out_of_the_way_at_the_top_of_a_phone()
    {
        var reader = await VisitAsync("/sqlite-wal", new VisitorOptions { Width = 360 });
        await Expect(reader.Find(".top")).ToBeHiddenAsync();
        await reader.Page.Mouse.WheelAsync(0, 3000);
        await Expect(reader.Find(".top")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ReducedMotion.Reduce, "auto")]
    [InlineData(ReducedMotion.NoPreference, "smooth")]
    public async Task Reduced_motion_is_respected(ReducedMotion motion, string scrolling)
    {
        var reader = await VisitAsync("/sqlite-wal", new VisitorOptions { Motion = motion });
        Assert.Equal(scrolling, await reader.AskAsync<string>("getComputedStyle(document.documentElement).scrollBehavior"));
        Assert.Equal(0, await reader.AskAsync<int>("document.getAnimations().filter(a => a.timeline instanceof DocumentTimeline).length"));
    }

    private static async Task ReachesAsync(Visitor reader, Func<double, bool> wanted)
    {
        await Poll.UntilAsync(async () => wanted(await reader.AskAsync<double>(Share)));
    }
}
