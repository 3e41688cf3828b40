using Blog.Browser.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>Copying a post for another platform, with the clipboard as browsers have it, and without script.</summary>
public sealed class CopyTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    private const string Post =
        "复杂度是 $O(n)$，见[手册](https://example.org/manual)。\n\n```js\nif (a) {\n  b();\n}\n```\n\n"
        + "- [x] 完成\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |";

    /// <summary>What is pasted elsewhere, by type.</summary>
    private const string Pasted = """
        () => new Promise((done) => {
          document.body.innerHTML = '<div contenteditable style="min-height:100px">x</div>';
          document.body.firstChild.focus();
          addEventListener('paste', (event) => {
            event.preventDefault();
            done([event.clipboardData.getData('text/html'), event.clipboardData.getData('text/plain')]);
          });
          document.title = 'ready';
        })
        """;

    private static readonly VisitorOptions MayCopy = new() { Grants = ["clipboard-read", "clipboard-write"] };

    [Fact]
    public async Task The_button_puts_formatted_and_plain_text_on_the_clipboard_and_remembers_it()
    {
        var author = await PublishAsync(MayCopy);
        await PressCopyAsync(author);
        var (html, text) = await PastedAsync(author);
        Assert.Contains("<section style=", html, StringComparison.Ordinal);
        Assert.Contains("参考资料", html, StringComparison.Ordinal);
        Assert.Contains("<path", html, StringComparison.Ordinal);
        Assert.Contains("if (a) {\n  b();\n}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<", text, StringComparison.Ordinal);
        await author.Page.ReloadAsync();
        await Expect(author.Find(".copy-form [role=status]")).ToContainTextAsync("之后没有改动");
        await author.GoAsync("/admin");
        await Expect(author.Find("th a.sub").First).ToContainTextAsync("复制到微信公众号");
    }

    [Fact]
    public async Task Where_the_browser_has_no_ClipboardItem_the_event_of_a_copy_sets_both()
    {
        var author = await PublishAsync(MayCopy, without: "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })");
        await PressCopyAsync(author);
        var (html, text) = await PastedAsync(author);
        Assert.Contains("<section", html, StringComparison.Ordinal);
        Assert.Contains("if (a) {\n  b();\n}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_clipboard_gives_no_answer_the_event_of_a_copy_sets_both()
    {
        var author = await PublishAsync(MayCopy);
        await author.AskAsync<object>(
            "document.querySelector('iframe').contentWindow.navigator.clipboard.write = () => new Promise(() => {}); 0"
        );
        await PressCopyAsync(author);
        Assert.Contains("<section", (await PastedAsync(author)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_that_takes_Markdown_gets_text_alone()
    {
        var author = await PublishAsync(MayCopy);
        await author.FollowAsync(author.Find(".filter a", "掘金"));
        await PressCopyAsync(author);
        var (html, text) = await PastedAsync(author);
        Assert.Equal("", html);
        Assert.Contains("原文：[", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_may_be_copied_the_page_says_what_to_do()
    {
        var author = await PublishAsync(
            MayCopy,
            without: "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });"
                + "Document.prototype.execCommand = () => false"
        );
        await author.Find(".copy-form [type=button]").ClickAsync();
        await Expect(author.Find(".copy-form [role=status]")).ToContainTextAsync("全选后复制");
        await author.Page.ReloadAsync();
        await Expect(author.Find(".copy-form [role=status]")).ToHaveTextAsync("还没有复制过。");
    }

    [Fact]
    public async Task Both_renditions_are_shown_at_the_width_of_a_phone_without_script()
    {
        var author = await PublishAsync(MayCopy);
        await Expect(author.Find("iframe")).ToHaveCountAsync(2);
        foreach (var index in new[] { 0, 1 })
        {
            var frame = author.Find("iframe").Nth(index).ContentFrame;
            await Expect(frame.Locator("pre code span").First).ToBeVisibleAsync();
            await Expect(frame.Locator("svg path").First).ToBeAttachedAsync();
        }

        Assert.Equal(375, await author.AskAsync<int>("document.querySelector('iframe').clientWidth"));
        Assert.Equal(
            "rgb(25, 25, 25)",
            await author.AskAsync<string>(
                "getComputedStyle(document.querySelectorAll('iframe')[1].contentDocument.documentElement).backgroundColor"
            )
        );
    }

    [Fact]
    public async Task Without_script_the_text_is_there_to_copy_by_hand_and_to_mark()
    {
        var person = await Server.NewPersonAsync();
        var path = new Uri((await PublishAsync(MayCopy, person)).Page.Url).PathAndQuery;
        var author = await EnterAsync(person, new VisitorOptions { Scripts = false });
        await author.GoAsync(path);
        await Expect(author.Find(".copy-form [type=button]")).ToBeHiddenAsync();
        await author.Find(".copy-form button", "标记为已复制").ClickAsync();
        await Expect(author.Find(".copy-form [role=status]")).ToContainTextAsync("之后没有改动");
        await author.Find("summary", "HTML").ClickAsync();
        await Expect(author.Find("#copy-html")).ToBeVisibleAsync();
        await author.FollowAsync(author.Find(".filter a", "Markdown"));
        Assert.Contains("# ", await author.Find("#copy-text").InputValueAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diagram_is_painted_for_a_platform_that_takes_no_SVG()
    {
        var author = await EnterAsync(await Server.NewPersonAsync(), MayCopy);
        await OpenAsync(author, "/admin/posts/new");
        await author.Find("#title").FillAsync("有图");
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.InsertTextAsync("```mermaid\ngraph TD\n  accTitle: 有图\n  A[写作] --> B[复制]\n```\n");
        await ActAsync(author, "publish");
        await Expect(author.Find("figure.diagram img").First).ToBeAttachedAsync(new() { Timeout = 60_000 }); // milliseconds, to draw
        await author.GoAsync(new Uri(author.Page.Url).AbsolutePath + "/copy");
        var picture = author.Find("iframe").First.ContentFrame.Locator("figure img[src$='-light.png']");
        await Expect(picture).ToBeAttachedAsync(new() { Timeout = 60_000 });
        await Expect(author.Find(".side-notes")).Not.ToContainTextAsync("SVG");
        var size = await author.AskAsync<int[]>(
            "(async () => { const image = document.querySelector('iframe').contentDocument.querySelector('figure img');"
                + " await image.decode(); return [image.naturalWidth, Number.parseInt(image.style.width)]; })()"
        );
        Assert.Equal(2 * size[1], size[0]);
        await PressCopyAsync(author);
        Assert.Contains("-light.png", (await PastedAsync(author)).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Its_pages_are_accessible_for_every_platform(string locale)
    {
        var author = await PublishAsync(MayCopy with { Locale = locale });
        var path = new Uri(author.Page.Url).AbsolutePath;
        foreach (var target in new[] { "wechat&look=barred", "zhihu", "juejin", "html", "markdown" })
        {
            await author.GoAsync($"{path}?target={target}");
            await PageChecks.AreGoodAsync(author);
        }

        await author.Find(".copy-form button").Last.ClickAsync();
        await author.LoadedAsync();
        await author.GoAsync("/admin");
        await PageChecks.AreGoodAsync(author);
    }

    private async Task<Visitor> PublishAsync(VisitorOptions options, Person? person = null, string without = "")
    {
        var author = await EnterAsync(person ?? await Server.NewPersonAsync(), options);
        if (without.Length > 0)
        {
            await author.Context.AddInitScriptAsync(without);
        }

        await OpenAsync(author, "/admin/posts/new");
        await author.Find("#title").FillAsync("复制的文章");
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.InsertTextAsync(Post);
        await ActAsync(author, "publish");
        await author.FollowAsync(author.Find(".ways a[href$='/copy']"));
        return author;
    }

    private static async Task PressCopyAsync(Visitor author)
    {
        await author.Find(".copy-form [type=button]").ClickAsync();
        await Expect(author.Find(".copy-form [role=status]")).ToHaveTextAsync("已复制。");
    }

    private static async Task<(string Html, string Text)> PastedAsync(Visitor author)
    {
        var other = await author.Context.NewPageAsync();
        await other.GotoAsync("about:blank");
        var pasted = other.EvaluateAsync<string[]>(Pasted);
        await other.UntilAsync("document.title === 'ready'");
        await other.Keyboard.PressAsync("Control+v");
        var types = await pasted;
        await other.CloseAsync();
        return (types[0], types[1].ReplaceLineEndings("\n"));
    }
}
