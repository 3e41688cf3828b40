using Blog.Browser.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>After signing out, a browser holds no text that the server has; what the server does not have stays.</summary>
public sealed class SignOutTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    private const string Stored = "JSON.stringify(Object.entries(localStorage).concat(Object.entries(sessionStorage)))";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Signing_out_clears_saved_text_from_the_browser_and_leaves_unsaved_text(bool everywhere)
    {
        var author = await SitDownAsync();
        await UntilSavedAsync(author.Page, "服务器有的文字。", () => TypeAsync(author.Page, "服务器有的文字。"));
        await UntilStoredAsync(author, "服务器有的文字。");

        author.IsCutOff = true;
        var other = await NextTabAsync(author, "/admin/posts/new");
        await other.RouteAsync("**/*handler=Save", route => route.AbortAsync());
        await TypeAsync(other, "只在浏览器里的文字。");
        await UntilStoredAsync(author, "只在浏览器里的文字。");
        await other.CloseAsync();

        // Copies of earlier versions have no account in their key.
        await author.AskAsync<int>(
            """
            (localStorage.setItem('blog.editor.7.old', JSON.stringify({ kept: true, fields: { Markdown: '从前存过的文字。' } })),
             localStorage.setItem('blog.editor.new.old', JSON.stringify({ kept: false, fields: { Markdown: '从前没存的文字。' } })),
             localStorage.setItem('blog.editor.broken', '{"kept": tr'), 0)
            """
        );
        await author.GoAsync(everywhere ? "/admin/security" : "/admin");
        await author.Find(everywhere ? "main form.actions button" : ".rail form button").ClickAsync();
        await Expect(author.Find("h1")).ToHaveTextAsync("退出登录");
        await Poll.UntilAsync(async () => !(await author.AskAsync<string>(Stored)).Contains("服务器有的文字。", StringComparison.Ordinal));
        var left = await author.AskAsync<string>(Stored);
        Assert.DoesNotContain("从前存过的文字。", left, StringComparison.Ordinal);
        Assert.Contains("只在浏览器里的文字。", left, StringComparison.Ordinal);
        Assert.Contains("从前没存的文字。", left, StringComparison.Ordinal);
    }

    private static Task UntilStoredAsync(Visitor author, string text) =>
        Poll.UntilAsync(async () => (await author.AskAsync<string>(Stored)).Contains(text, StringComparison.Ordinal));
}
