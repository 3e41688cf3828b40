using Microsoft.Playwright;

namespace Blog.Browser;

public sealed class WidthTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    /// <summary>What is wider than the window and does not scroll in its own box.</summary>
    internal const string Wide = """
        (() => {
          const root = document.documentElement, out = [];
          if (root.scrollWidth > root.clientWidth) out.push(`the page is ${root.scrollWidth} wide`);
          const cuts = style => ['auto', 'scroll', 'hidden', 'clip'].includes(style.overflowX) || style.clipPath !== 'none';
          const scrolls = e => cuts(getComputedStyle(e));
          for (const e of document.querySelectorAll('body *')) {
            const box = e.getBoundingClientRect();
            const right = scrolls(e) ? box.right : Math.max(box.right, box.left + e.scrollWidth); // also words that leave their box
            if (box.width === 0 || (right <= innerWidth + 1 && box.left >= -1)) continue;
            let outer = e;
            while (outer && !scrolls(outer)) outer = outer.parentElement;
            if (!outer) out.push(`${e.localName}.${e.className} reaches from ${Math.round(box.left)} to ${Math.round(right)}`);
          }
          return out.slice(0, 5);
        })()
        """;

    [Theory]
    [MemberData(nameof(Samples.Everything), MemberType = typeof(Samples))]
    public async Task No_page_scrolls_sideways(string path)
    {
        var reader = await ComeAsync();
        reader.Expects = path == Samples.Nowhere ? 404 : null;
        await reader.GoAsync(path);
        foreach (var width in new[] { 1280, 768, 360, 320 })
        {
            await reader.Page.SetViewportSizeAsync(width, 900);
            var wide = await reader.AskAsync<string[]>(Wide);
            Assert.True(wide.Length == 0, $"at {width} px: {string.Join("; ", wide)}");
        }
    }

    [Theory]
    [InlineData("/en/btree-page", ".prose .scroll")]
    [InlineData("/async-pitfalls", ".prose pre")]
    public async Task Wide_content_scrolls_in_its_own_box_and_by_keyboard(string post, string selector)
    {
        var reader = await VisitAsync(post, new VisitorOptions { Width = 320 });
        var wide = new List<ILocator>();
        foreach (var block in await reader.Find(selector).AllAsync())
        {
            if (await block.EvaluateAsync<bool>("e => e.scrollWidth > e.clientWidth + 8"))
            {
                wide.Add(block);
            }
        }

        Assert.NotEmpty(wide);
        await wide[0].FocusAsync();
        await reader.Page.Keyboard.PressAsync("ArrowRight");
        await reader.Page.Keyboard.PressAsync("ArrowRight");
        await reader.Page.UntilAsync("document.activeElement.scrollLeft > 0");
    }
}
