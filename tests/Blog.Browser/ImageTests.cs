namespace Blog.Browser;

/// <summary>How a browser shows an image that comes in several widths.</summary>
public sealed class ImageTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private const string Chart = "img[srcset]";

    /// <summary>The renderer states the column's width without knowing the stylesheet: both must say the same.</summary>
    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(760)]
    [InlineData(800)]
    [InlineData(1100)]
    [InlineData(1920)]
    public async Task An_image_stands_as_wide_as_its_sizes_say(int window)
    {
        var reader = await VisitAsync("/en/btree-page", new VisitorOptions { Width = window });
        var stands = await reader.Find(Chart).First.EvaluateAsync<double>("e => e.getBoundingClientRect().width");
        Assert.Equal("(min-width: 50em) 45em, 90vw", await reader.Find(Chart).First.GetAttributeAsync("sizes"));
        var said = window >= 50 * 16 ? 45 * 16 : .9 * window;
        Assert.InRange(stands / said, .97, 1.03);
    }

    [Theory]
    [InlineData(390, "/480.webp")]
    [InlineData(1280, "/960.webp")]
    public async Task A_browser_takes_the_width_it_needs(int window, string end)
    {
        var reader = await VisitAsync("/en/btree-page", new VisitorOptions { Width = window });
        var image = reader.Find(Chart).First;
        await image.ScrollIntoViewIfNeededAsync();
        await image.EvaluateAsync("e => e.decode()");
        Assert.EndsWith(end, await image.EvaluateAsync<string>("e => e.currentSrc"), StringComparison.Ordinal);
    }
}
