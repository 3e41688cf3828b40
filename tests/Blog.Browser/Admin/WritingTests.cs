using System.Text.RegularExpressions;
using Blog.Browser.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>From an empty editor to a public post.</summary>
public sealed partial class WritingTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    [Fact]
    public async Task Chinese_typed_with_an_input_method_reaches_the_preview_and_the_readers()
    {
        var author = await SitDownAsync();
        await author.Find("#title").FocusAsync();
        await TypeChineseAsync(author, ("shanli", "山里"), ("de", "的"), ("shui", "水"));
        await author.Page.Keyboard.PressAsync("Enter");
        await Expect(author.Find(Sheet)).ToBeFocusedAsync();
        await TypeChineseAsync(author, ("qingchen", "清晨"), ("xiashan", "下山，"));
        await author.Page.Keyboard.TypeAsync("**");
        await TypeChineseAsync(author, ("shuishenghenda", "水声很大。"));
        await author.Page.Keyboard.TypeAsync("**");
        await TypeChineseAsync(author, ("ranhou", "然后"), ("anjing", "安静了。"));
        await Expect(author.Find(Text)).ToHaveValueAsync("清晨下山，**水声很大。**然后安静了。");

        await Expect(author.Find(Shown + " > h2")).ToHaveTextAsync("山里的水");
        await Expect(author.Find(Shown + " strong")).ToHaveTextAsync("水声很大。");
        await Expect(author.Find(".preview .counts")).ToContainTextAsync("13");
        await author.Find("#as-card").CheckAsync();
        await Expect(author.Find(".preview > .card h2")).ToHaveTextAsync("山里的水");
        await Expect(author.Find(Shown)).ToBeHiddenAsync();
        await Expect(author.Find("[name=Address]")).ToHaveAttributeAsync("placeholder", "/shan-li-de-shui");

        await ActAsync(author, "publish");
        await Expect(author.Find(".notes .done")).ToContainTextAsync("已发布。");
        var reader = await VisitAsync("/shan-li-de-shui");
        await Expect(reader.Find("h1")).ToHaveTextAsync("山里的水");
        await Expect(reader.Find(".prose strong")).ToHaveTextAsync("水声很大。");
    }

    [Fact]
    public async Task Unfinished_pinyin_is_neither_saved_nor_shown_and_no_save_interrupts_it()
    {
        var author = await SitDownAsync();
        await TypeAsync(author.Page, "已有。");
        await Expect(author.Find(Shown)).ToContainTextAsync("已有。");
        var session = await author.Context.NewCDPSessionAsync(author.Page);
        await UntilSavedAsync(
            author.Page,
            "已有。",
            () =>
                session.SendAsync(
                    "Input.imeSetComposition",
                    new Dictionary<string, object>
                    {
                        ["text"] = "nihao",
                        ["selectionStart"] = 5,
                        ["selectionEnd"] = 5,
                    }
                )
        );
        await Expect(author.Find(Sheet)).ToContainTextAsync("nihao");
        await Expect(author.Find(Shown)).Not.ToContainTextAsync("nihao");
        await session.SendAsync("Input.insertText", new Dictionary<string, object> { ["text"] = "你好" });
        await Expect(author.Find(Text)).ToHaveValueAsync("已有。你好");
        await Expect(author.Find(Shown)).ToContainTextAsync("已有。你好");
    }

    [Fact]
    public async Task Toolbar_and_keys_write_markdown_that_the_preview_shows()
    {
        var author = await SitDownAsync();
        var keyboard = author.Page.Keyboard;
        async Task LineAsync(Func<Task> act, string text)
        {
            await author.Find(Sheet).FocusAsync();
            await keyboard.PressAsync("Control+End");
            await act();
            await keyboard.TypeAsync(text);
            await keyboard.PressAsync("Control+End");
            await keyboard.PressAsync("Enter");
            await keyboard.PressAsync("Enter");
        }

        Task Tool(string name) => author.Find("form.pane > .tool button", name).ClickAsync();
        await LineAsync(() => keyboard.PressAsync("Control+b"), "粗");
        await LineAsync(() => keyboard.PressAsync("Control+i"), "重");
        await LineAsync(() => keyboard.PressAsync("Control+k"), "链");
        await LineAsync(() => keyboard.PressAsync("Control+Alt+2"), "题");
        await LineAsync(() => Tool("摘要分隔线"), "以下是全文。");
        await LineAsync(() => Tool("公式"), "E = mc^2");
        await LineAsync(() => Tool("表格"), "格");
        await LineAsync(() => Tool("代码"), "csharp");
        await Expect(author.Find(Text)).ToHaveValueAsync(Formatted());
        foreach (var what in new[] { "strong", "em", "a", "h2:not([data-title])", "math", "table", ".code" })
        {
            await Expect(author.Find($"{Shown} {what}").First).ToBeAttachedAsync();
        }

        await author.Find("#as-card").CheckAsync();
        await Expect(author.Find(".preview > .card .prose")).ToContainTextAsync("题");
        await Expect(author.Find(".preview > .card .prose")).Not.ToContainTextAsync("以下是全文");
    }

    [Fact]
    public async Task Text_and_preview_scroll_together()
    {
        var author = await SitDownAsync();
        var parts = Enumerable
            .Range(1, 30)
            .Select(n => $"## 第 {n} 节\n\n" + string.Concat(Enumerable.Repeat("一段文字，长到要折好几行才写得下。", 6)) + "\n");
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.InsertTextAsync(string.Join('\n', parts));
        await Expect(author.Find(Shown)).ToContainTextAsync("第 30 节");
        await author.AskAsync<object>(
            "document.querySelector('.cm-scroller').dispatchEvent(new WheelEvent('wheel')); "
                + "document.querySelector('.cm-scroller').scrollTop = 0"
        );
        foreach (var section in new[] { 10, 20 })
        {
            await author.Page.WaitForFunctionAsync(
                """
                section => {
                  const scroller = document.querySelector('.cm-scroller'), prose = document.querySelector('.preview > .prose');
                  const line = [...document.querySelectorAll('.cm-line')].find(line => line.textContent === `## 第 ${section} 节`);
                  if (!line) { scroller.scrollTop += 200; return false; }
                  const off = line.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
                  if (Math.abs(off) > 2) { scroller.scrollTop += off; return false; }
                  const heading = [...prose.querySelectorAll('h2')].find(heading => heading.textContent.startsWith(`第 ${section} 节`));
                  return Math.abs(heading.getBoundingClientRect().top - prose.getBoundingClientRect().top) < 40;
                }
                """,
                section
            );
        }

        await author.AskAsync<object>(
            "document.querySelector('.preview > .prose').dispatchEvent(new WheelEvent('wheel')); "
                + "document.querySelector('.preview > .prose').scrollTop = 0"
        );
        await author.Page.WaitForFunctionAsync("() => document.querySelector('.cm-scroller').scrollTop < 5");
    }

    [Fact]
    public async Task Text_is_found_and_replaced_and_the_editor_fills_the_window()
    {
        var author = await SitDownAsync();
        await TypeAsync(author.Page, "溪水，溪水，河水。");
        await author.Page.Keyboard.PressAsync("Control+f");
        await author.Find(".cm-search [name=search]").FillAsync("溪水");
        await author.Page.Keyboard.PressAsync("End"); // the panel listens to the keys that end a composition
        await Expect(author.Find(".cm-searchMatch")).ToHaveCountAsync(2);
        await author.Find(".cm-search [name=replace]").First.FillAsync("泉水");
        await author.Page.Keyboard.PressAsync("End");
        await author.Find(".cm-search button", "全部替换").ClickAsync();
        await Expect(author.Find(Text)).ToHaveValueAsync("泉水，泉水，河水。");
        await author.Page.Keyboard.PressAsync("Escape");
        await Expect(author.Find(".cm-search")).ToHaveCountAsync(0);

        await author.Find("form.pane > .tool button", "全屏").ClickAsync();
        await Expect(author.Find(".preview")).ToBeHiddenAsync();
        await Expect(author.Find(".facts")).ToBeHiddenAsync();
        await author.Page.Keyboard.PressAsync("Escape");
        await Expect(author.Find(".preview")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Tags_are_completed_and_a_taken_address_is_reported_at_once()
    {
        var author = await SitDownAsync();
        await author.Find("#title").FillAsync("第一篇");
        await author.Find("[name=Tags]").FillAsync("数据库，性能");
        await TypeAsync(author.Page, "正文。");
        await ActAsync(author, "publish");

        await OpenAsync(author, "/admin/posts/new");
        await author.Find("[name=Tags]").FocusAsync();
        await author.Page.Keyboard.TypeAsync("新的，数");
        await Expect(author.Find(".choices:visible [role=option] > .name")).ToHaveTextAsync("数据库");
        await author.Page.Keyboard.PressAsync("ArrowDown");
        await author.Page.Keyboard.PressAsync("Enter");
        await Expect(author.Find("[name=Tags]")).ToHaveValueAsync("新的，数据库，");
        await Expect(author.Find(".choices:visible")).ToHaveCountAsync(0);

        await author.Find("[name=Address]").FillAsync("/di-yi-pian");
        await Expect(author.Find("#address-check")).ToHaveTextAsync("/di-yi-pian 已被另一篇文章使用。");
        await Expect(author.Find("[name=Address]")).ToHaveAttributeAsync("aria-invalid", "true");
        await author.Find("[name=Address]").FillAsync("/di-er-pian");
        await Expect(author.Find("#address-check")).ToHaveTextAsync("/di-er-pian 可以用。");
        await Expect(author.Find("[name=Address]")).Not.ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Theory]
    [InlineData("zh-CN", "没有分号的一天")]
    [InlineData("en", "A day without semicolons")]
    public async Task Without_javascript_one_saves_previews_and_publishes(string locale, string title)
    {
        var author = await EnterAsync(await Server.NewPersonAsync(), new VisitorOptions { Scripts = false, Locale = locale });
        await author.GoAsync("/admin/posts/new");
        await author.Find("#title").FillAsync(title);
        await author.Find(Text).FillAsync("一段 *text*。\n\n<!-- more -->\n\n其余。");
        await PressAsync(author, "preview");
        await Expect(author.Find(Shown + " em")).ToHaveTextAsync("text");
        await Expect(author.Find(Text)).ToHaveValueAsync("一段 *text*。\n\n<!-- more -->\n\n其余。");
        await author.Find("label:has(#as-card)").ClickAsync();
        await Expect(author.Find(".preview > .card .prose")).Not.ToContainTextAsync("其余");
        await PressAsync(author, "save");
        await Expect(author.Find(".notes .done")).ToBeVisibleAsync();
        Assert.Matches(PostPath(), author.Place);
        await PressAsync(author, "publish");
        var live = await author.Find("header a").Nth(1).GetAttributeAsync("href");
        var reader = await VisitAsync(live!);
        await Expect(reader.Find("h1")).ToHaveTextAsync(title);
    }

    [GeneratedRegex(
        @"^\*\*粗\*\*\n\n\*重\*\n\n\[链\]\(\)\n\n## 题\n\n<!-- more -->\n\n以下是全文。\n\n"
            + @"\$\$\nE = mc\^2\n\$\$\n+\| 格 \|  \|  \|\n\| --- \| --- \| --- \|\n(?:\|  \|  \|  \|\n)+\n+```csharp\n\n```\n+$",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Formatted();

    [GeneratedRegex("^/admin/posts/[0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex PostPath();
}
