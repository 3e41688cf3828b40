using Blog.Browser.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>What the editor offers while one types: own posts, names, languages, snippets.</summary>
public sealed class CompletionTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    private const string InText = ".choices.cm-tooltip";
    private const string Options = ".choices:visible [role=option]";
    private const string Active = ".choices:visible [aria-selected=true]";

    [Fact]
    public async Task A_post_is_linked_by_its_title_in_pinyin_with_the_keyboard()
    {
        var author = await WithPostAsync("给数据库算一笔账");
        await OpenAsync(author, "/admin/posts/new");
        await author.Find("#title").FillAsync("链接");
        await TypeAsync(author.Page, "先看 [[gsjk");
        await Expect(author.Find(Active)).ToContainTextAsync("给数据库算一笔账");
        await Expect(author.Find(Sheet))
            .ToHaveAttributeAsync("aria-activedescendant", (await author.Find(Active).GetAttributeAsync("id"))!);
        await Expect(author.Find(Sheet)).ToHaveAttributeAsync("aria-controls", (await author.Find(InText).GetAttributeAsync("id"))!);
        await PageChecks.AreGoodAsync(author);
        await author.Page.Keyboard.PressAsync("Enter");
        await Expect(author.Find(Text)).ToHaveValueAsync("先看 [给数据库算一笔账](/gei-shu-ju-ku-suan-yi-bi-zhang)");
        await Expect(author.Find(InText)).ToHaveCountAsync(0);
        await Expect(author.Find(Sheet)).Not.ToHaveAttributeAsync("aria-activedescendant", Like("."));

        // The link command: words in its brackets, then a target behind them.
        await author.Page.Keyboard.PressAsync("Enter");
        await author.Page.Keyboard.PressAsync("Control+k");
        await author.Page.Keyboard.TypeAsync("suanyi");
        await Expect(author.Find(Options)).ToHaveCountAsync(1);
        await author.Find(Options).ClickAsync();
        await author.Page.Keyboard.TypeAsync(" [这篇](/gei");
        await Expect(author.Find(Active)).ToContainTextAsync("/gei-shu-ju-ku");
        await author.Page.Keyboard.PressAsync("Tab");
        await author.Page.Keyboard.TypeAsync(")");
        await Expect(author.Find(Text))
            .ToHaveValueAsync(
                Like(@"\n\[给数据库算一笔账\]\(/gei-shu-ju-ku-suan-yi-bi-zhang\) \[这篇\]\(/gei-shu-ju-ku-suan-yi-bi-zhang\)$")
            );
    }

    [Fact]
    public async Task The_list_waits_for_the_input_method_closes_with_escape_and_stays_closed()
    {
        var author = await WithPostAsync("重庆的雨");
        await OpenAsync(author, "/admin/posts/new");
        await TypeAsync(author.Page, "[[");
        await Expect(author.Find(Options).First).ToBeVisibleAsync();
        var session = await author.Context.NewCDPSessionAsync(author.Page);
        await session.SendAsync(
            "Input.imeSetComposition",
            new Dictionary<string, object>
            {
                ["text"] = "chong qing",
                ["selectionStart"] = 10,
                ["selectionEnd"] = 10,
            }
        );
        await Expect(author.Find(InText)).ToHaveCountAsync(0);
        await session.SendAsync("Input.insertText", new Dictionary<string, object> { ["text"] = "重庆" });
        await Expect(author.Find(Active)).ToContainTextAsync("重庆的雨");
        await author.Page.Keyboard.PressAsync("Escape");
        await Expect(author.Find(InText)).ToHaveCountAsync(0);
        await author.Page.Keyboard.TypeAsync("的");
        await author.Page.Keyboard.PressAsync("Enter"); // is a line break again
        await Expect(author.Find(Text)).ToHaveValueAsync("[[重庆的\n");
        await Expect(author.Find(InText)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_late_answer_is_dropped_and_without_the_server_nothing_is_offered()
    {
        var author = await WithPostAsync("潮汐与月亮");
        await OpenAsync(author, "/admin/posts/new");
        var held = new TaskCompletionSource();
        await author.Page.RouteAsync(
            "**/admin/completions*text=cx",
            async route =>
            {
                await held.Task;
                try
                {
                    await route.ContinueAsync();
                }
                catch (PlaywrightException)
                {
                    // the page has given it up
                }
            }
        );
        await author.Page.RunAndWaitForRequestAsync(
            () => TypeAsync(author.Page, "[[cx"),
            request => request.Url.EndsWith("text=cx", StringComparison.Ordinal)
        );
        await author.Page.Keyboard.TypeAsync("zzz");
        held.SetResult();
        await author.Page.Keyboard.PressAsync("Backspace");
        await author.Page.Keyboard.PressAsync("Backspace");
        await author.Page.Keyboard.PressAsync("Backspace");
        await author.Page.Keyboard.TypeAsync("yyl");
        await Expect(author.Find(Active)).ToContainTextAsync("潮汐与月亮"); // cxyyl, not the answer before
        await author.Page.Keyboard.PressAsync("Escape");
        author.IsCutOff = true;
        await author.Page.RouteAsync("**/admin/completions*", route => route.AbortAsync());
        await author.Page.Keyboard.TypeAsync("\n\n[[chao");
        await author.Find("[name=Tags]").FocusAsync();
        await author.Page.Keyboard.TypeAsync("新的");
        await Expect(author.Find(".choices:visible")).ToHaveCountAsync(0);
        await Expect(author.Find("[name=Tags]")).ToHaveValueAsync("新的");
        await Expect(author.Find(".banner")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Names_are_completed_by_pinyin_and_new_ones_stay_possible()
    {
        var author = await WithPostAsync("一篇", ("Tags", "数据库，性能"), ("Category", "技术/存储"));
        await OpenAsync(author, "/admin/posts/new");
        await author.Find("[name=Tags]").FocusAsync();
        await author.Page.Keyboard.TypeAsync("没有过的，xn");
        await Expect(author.Find(Options)).ToContainTextAsync("性能");
        await Expect(author.Find(Options + " .sub")).ToHaveTextAsync("1 篇");
        await Expect(author.Find("[name=Tags]")).ToHaveAttributeAsync("aria-expanded", "true");
        await PageChecks.AreGoodAsync(author);
        await author.Find(Options).ClickAsync();
        await Expect(author.Find("[name=Tags]")).ToHaveValueAsync("没有过的，性能，");
        await Expect(author.Find("[name=Tags]")).ToBeFocusedAsync();
        await author.Find("[name=Category]").FocusAsync();
        await author.Page.Keyboard.TypeAsync("cunchu");
        await Expect(author.Find(Options)).ToContainTextAsync("技术/存储");
        await author.Page.Keyboard.PressAsync("ArrowDown");
        await author.Page.Keyboard.PressAsync("Tab");
        await Expect(author.Find("[name=Category]")).ToHaveValueAsync("技术/存储");
        await Expect(author.Find("[name=Category]")).ToBeFocusedAsync();
        await author.Page.Keyboard.PressAsync("Tab");
        await Expect(author.Find("[name=Category]")).Not.ToBeFocusedAsync();
    }

    [Fact]
    public async Task Languages_follow_the_fence_and_snippets_the_slash()
    {
        var author = await EnterAsync(await Server.NewPersonAsync());
        await author.GoAsync("/admin/snippets");
        await KeepAsync(author, "版权声明", "> 本文采用 CC BY 4.0 许可。");
        await KeepAsync(author, "周报", "## 做了什么", template: "周报 {year}");
        await PageChecks.AreGoodAsync(author);
        await author.GoAsync("/admin");
        await author.Find("button[popovertarget=templates]").ClickAsync();
        await PageChecks.AreGoodAsync(author);
        await PressAsync(author, author.Find("#templates a"));
        await Expect(author.Find("#title")).ToHaveValueAsync(Like("^周报 20[0-9]{2}$"));

        await TypeAsync(author.Page, "\n\n```ts");
        await Expect(author.Find(Options).First).ToContainTextAsync("typescript");
        await author.Page.Keyboard.PressAsync("Tab");
        await author.Page.Keyboard.TypeAsync("\nlet a;\n```\n\n/bqsm");
        await Expect(author.Find(Options)).ToContainTextAsync("版权声明");
        await author.Page.Keyboard.PressAsync("ArrowDown");
        await author.Page.Keyboard.PressAsync("Enter");
        await Expect(author.Find(Text)).ToHaveValueAsync("## 做了什么\n\n```typescript\nlet a;\n```\n\n> 本文采用 CC BY 4.0 许可。");

        // By the toolbar, in the middle of a line; a slash there is a slash.
        await author.Page.Keyboard.TypeAsync(" 和/或 ");
        await author.Find("form.pane > .tool button", "片段").ClickAsync();
        await Expect(author.Find(Options)).ToHaveCountAsync(2);
        await author.Page.Keyboard.TypeAsync("zb");
        await Expect(author.Find(Options)).ToHaveCountAsync(1);
        await author.Page.Keyboard.PressAsync("Enter");
        await Expect(author.Find(Text)).ToHaveValueAsync(Like("许可。 和/或 ## 做了什么$"));
    }

    private static async Task KeepAsync(Visitor author, string name, string text, string? template = null)
    {
        await author.Find("details.new > summary").ClickAsync();
        await author.Find("[name='Input.Name']").FillAsync(name);
        await author.Find("[name='Input.Markdown']").FillAsync(text);
        if (template is not null)
        {
            await author.Find("[name='Input.IsTemplate']").CheckAsync();
            await author.Find("[name='Input.Title']").FillAsync(template);
        }

        await PressAsync(author, author.Find("form.form button.main"));
    }

    private async Task<Visitor> WithPostAsync(string title, params (string Field, string Value)[] fields)
    {
        var author = await SitDownAsync();
        await author.Find("#title").FillAsync(title);
        foreach (var (field, value) in fields)
        {
            await author.Find($"[name={field}]").FillAsync(value);
        }

        await TypeAsync(author.Page, "正文。");
        await ActAsync(author, "publish");
        return author;
    }
}
