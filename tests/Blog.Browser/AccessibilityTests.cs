using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Blog.Browser;

public sealed class AccessibilityTests(Stage stage) : BrowserTest(stage)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
        ResultTypes = new HashSet<ResultType> { ResultType.Violations },
    };

    public static TheoryData<string> Pages() =>
    [
        .. Samples.Lists, Samples.Nowhere, "/about", "/en/about",
        "/sqlite-wal", "/en/sqlite-wal", "/async-pitfalls", "/en/btree-page", "/bloom-filter-size", "/en/kahan-summation", "/query-plan", "/scheduled-publishing", "/en/error-messages",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing(string path)
    {
        var reader = await ComeAsync();
        reader.Expects = path == Samples.Nowhere ? 404 : null;
        await reader.GoAsync(path);
        foreach (var width in new[] { 1280, 360 })
        {
            await reader.Page.SetViewportSizeAsync(width, 900);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await reader.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                var found = await reader.Page.RunAxe(Rules);
                Assert.True(found.Violations.Length == 0, $"{width} px, {scheme}: " + string.Join("\n", found.Violations.Select(Say)));
            }
        }
    }

    private static string Say(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}: " + string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html));
}
