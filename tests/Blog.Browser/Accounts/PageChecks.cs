using Microsoft.Playwright;

namespace Blog.Browser.Accounts;

/// <summary>What holds for every page: axe finds nothing, light and dark, and nothing is wider than the window.</summary>
internal static class PageChecks
{
    public static async Task AreGoodAsync(Visitor visitor)
    {
        await visitor.AskAsync<object>(AccessibilityTests.Script + "; 0");
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (360, ColorScheme.Dark) })
        {
            await visitor.Page.SetViewportSizeAsync(width, 900);
            await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            var found = await visitor.AskAsync<string[]>(AccessibilityTests.Run);
            Assert.True(found.Length == 0, $"{visitor.Place} at {width} px, {scheme}: {string.Join("\n", found)}");
        }

        foreach (var width in new[] { 1280, 768, 360, 320 })
        {
            await visitor.Page.SetViewportSizeAsync(width, 900);
            var wide = await visitor.AskAsync<string[]>(WidthTests.Wide);
            Assert.True(wide.Length == 0, $"{visitor.Place} at {width} px: {string.Join("; ", wide)}");
        }

        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await visitor.Page.SetViewportSizeAsync(1280, 900);
    }
}
