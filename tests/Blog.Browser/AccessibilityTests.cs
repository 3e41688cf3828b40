using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Blog.Browser;

public sealed class AccessibilityTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    /// <summary>What axe finds, once <see cref="Script"/> has run.</summary>
    internal const string Run = """
        axe.run({ resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
          .then(found => found.violations.map(v => `${v.id}: ${v.help}: ` + v.nodes.slice(0, 3).map(n => n.html).join(' | ')))
        """;

    internal static readonly string Script = new BundledAxeScriptProvider().GetScript();

    public static TheoryData<string> Pages() =>
        [
            .. Samples.Lists,
            Samples.Nowhere,
            "/search",
            "/search?q=sqlite",
            "/en/search?q=zzzz",
            "/about",
            "/en/about",
            "/sqlite-wal",
            "/en/sqlite-wal",
            "/async-pitfalls",
            "/en/btree-page",
            "/bloom-filter-size",
            "/en/kahan-summation",
            "/query-plan",
            "/scheduled-publishing",
            "/en/error-messages",
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing(string path)
    {
        var reader = await ComeAsync();
        reader.Expects = path == Samples.Nowhere ? 404 : null;
        await reader.GoAsync(path);
        await reader.AskAsync<object>(Script + "; 0");
        foreach (var width in new[] { 1280, 360 })
        {
            await reader.Page.SetViewportSizeAsync(width, 900);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await reader.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                var found = await reader.AskAsync<string[]>(Run);
                Assert.True(found.Length == 0, $"{width} px, {scheme}: {string.Join("\n", found)}");
            }
        }
    }
}
