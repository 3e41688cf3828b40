using Blog.Browser.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>Every admin page, and what opens on it, is accessible and fits every width: see <see cref="PageChecks"/>.</summary>
public sealed class AdminLooksTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    [Theory]
    [InlineData("zh-CN", "zh")]
    [InlineData("en", "en")]
    public async Task The_editor_is_accessible_in_all_its_states(string locale, string name)
    {
        var author = await SitDownAsync("/admin/posts/new", new VisitorOptions { Locale = locale });
        await PageChecks.AreGoodAsync(author);
        await author.Find("#title").FillAsync("山外 " + name);
        await author.Find("[name=Tags]").FillAsync("标签 " + name);
        await author.Find("[name=Category]").FillAsync("分类 " + name);
        await UntilSavedAsync(
            author.Page,
            "末尾。",
            () =>
                WriteAsync(
                    author,
                    "一段 `code` 和 [链接](https://example.org)。\n\n<!-- more -->\n\n## 节\n\n- [x] 做完\n\n| 甲 | 乙 |\n| --- | --- |\n| "
                        + "1 | 2 |\n\n```csharp\nvar a = 1;\n```\n\n$$\nE = mc^2\n$$\n\n末尾。"
                )
        );
        await Expect(author.Find(Shown + " table")).ToBeVisibleAsync();
        await PageChecks.AreGoodAsync(author);
        await PasteAsync(author, ("picture.png", "teal"));
        await Expect(author.Find(".cm-panel.alt")).ToBeVisibleAsync();
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.PressAsync("Control+f");
        await Expect(author.Find(".cm-search")).ToBeVisibleAsync();
        await author.Find("#as-card").CheckAsync();
        await PageChecks.AreGoodAsync(author);
        await author.Find(".menu summary").ClickAsync();
        var menu = await author.AskAsync<string[]>(
            AccessibilityTests.Run.Replace("axe.run(", "axe.run('.menu', ", StringComparison.Ordinal)
        ); // what lies below it is covered
        Assert.True(menu.Length == 0, string.Join("\n", menu));
        await author.Find(".menu summary").ClickAsync();
        await author.Find(".cm-panel.alt input").FillAsync("A teal rectangle");
        await author.Find(".cm-panel.alt button").First.ClickAsync();
        await ActAsync(author, "publish");
        await PageChecks.AreGoodAsync(author);

        // A refused publication, two versions, and the sign-in dialog over the text.
        await author.Find("#title").FillAsync("");
        author.Expects = 422;
        await ActAsync(author, "publish");
        await Expect(author.Find("#title-error")).ToBeVisibleAsync();
        await PageChecks.AreGoodAsync(author);
        author.Expects = null;
        await author.GoAsync(author.Place); // as it is stored
        author.Tolerates = 409; // from here on a preview that is under way may be refused
        var other = await NextTabAsync(author, author.Place);
        await UntilSavedAsync(other, "别处。", () => TypeAsync(other, "别处。"));
        await other.CloseAsync();
        author.Expects = 409;
        await TypeAsync(author.Page, "这里。");
        await Expect(author.Find(".banner.error")).ToBeVisibleAsync();
        await PageChecks.AreGoodAsync(author);
        await PressAsync(author, author.Find(".banner.error button"));
        await Expect(author.Find(".hunk.conflict").First).ToBeVisibleAsync();
        await PageChecks.AreGoodAsync(author);
        await PressAsync(author, author.Find("button[value=theirs]"));
        author.Expects = 401;
        await author.Page.RouteAsync("**/*handler=Save", route => route.FulfillAsync(new RouteFulfillOptions { Status = 401 }));
        await TypeAsync(author.Page, "再写。");
        await Expect(author.Find("dialog[open]")).ToBeVisibleAsync();
        await PageChecks.AreGoodAsync(author);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_pages_around_the_editor_are_accessible(string locale)
    {
        var author = await EnterAsync(await Server.NewPersonAsync(), new VisitorOptions { Locale = locale });
        await OpenAsync(author, "/admin/posts/new");
        await author.Find("#title").FillAsync("A rather long title of a post that tells what it is about " + locale);
        await author.Find("[name=Tags]").FillAsync("Tag " + locale);
        await author.Find("[name=Category]").FillAsync("Outer " + locale + "/Inner");
        await author.Find("[name=Address]").FillAsync("/before-" + locale);
        await TypeAsync(author.Page, "Text.");
        await PasteAsync(author, (locale + ".png", locale == "en" ? "navy" : "olive"));
        await Expect(author.Find(".cm-panel.alt")).ToBeVisibleAsync();
        await ActAsync(author, "publish");
        await author.Find("[name=Address]").FillAsync("/after-" + locale);
        await ActAsync(author, "publish");

        var stranger = await ComeAsync();
        stranger.Expects = 404;
        await stranger.GoAsync("/nowhere-" + locale);
        foreach (
            var path in new[]
            {
                "/admin",
                "/admin?state=draft",
                "/admin/diagrams",
                "/admin/media",
                "/admin/snippets",
                "/admin/comments",
                "/admin/security/log",
                "/admin/taxonomy",
                "/admin/friends",
                "/admin/redirects",
                "/admin/redirects/missing",
                "/admin/import",
                "/admin/import/comments",
                "/admin/export",
                "/admin/git",
                "/admin/backups",
                "/admin/settings",
            }
        )
        {
            await author.GoAsync(path);
            await PageChecks.AreGoodAsync(author);
        }

        foreach (
            var (list, link) in new[]
            {
                ("/admin/media", ".gallery a"),
                ("/admin/taxonomy", "a[href*='/taxonomy/tags/']"),
                ("/admin/taxonomy", "a[href*='/taxonomy/categories/']"),
            }
        )
        {
            await author.GoAsync(list);
            await PressAsync(author, author.Find(link).First);
            await PageChecks.AreGoodAsync(author);
        }
    }

    private static async Task WriteAsync(Visitor author, string text)
    {
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.InsertTextAsync(text);
    }
}
