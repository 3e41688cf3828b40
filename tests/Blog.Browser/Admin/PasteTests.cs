using System.Text.RegularExpressions;
using Blog.Browser.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>What the editor makes of a clipboard.</summary>
public sealed partial class PasteTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    private const string Vscode =
        "<meta charset='utf-8'><div style=\"color: #d4d4d4;background-color: #1e1e1e;font-family: Consolas, 'Courier New', monospace;"
        + "font-weight: normal;font-size: 14px;line-height: 19px;white-space: pre;\"><div><span style=\"color: #569cd6;\">const</span>"
        + "<span style=\"color: #d4d4d4;\"> a = b * c * d;</span></div></div>";

    private const string Jetbrains =
        "<html><head><meta http-equiv=\"content-type\" content=\"text/html; charset=UTF-8\"></head><body>"
        + "<pre style=\"background-color:#2b2b2b;color:#a9b7c6;font-family:'JetBrains Mono',monospace;font-size:9.8pt;\">"
        + "<span style=\"color:#cc7832;\">var </span>x = *p;<br></pre></body></html>";

    private const string Formatted = "<p>一<b>二</b></p><p>三</p>";
    private const string Pixel =
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mPQ" + "qAjAihiGlgQAaCE8AS2FYtgAAAAASUVORK5CYII=";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Admin", "Clipboards");

    /// <summary>Clipboards/*.html as the sources write them, each with the Markdown it must give.</summary>
    [Fact]
    public async Task Formatted_text_becomes_markdown()
    {
        var author = await SitDownAsync();
        await WithoutPreviewAsync(author);
        var wrong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.html").Order(StringComparer.Ordinal))
        {
            var expected = (await File.ReadAllTextAsync(Path.ChangeExtension(file, ".md"))).ReplaceLineEndings("\n").TrimEnd('\n');
            await EmptyAsync(author);
            await PasteClipboardAsync(author, ("text/html", await File.ReadAllTextAsync(file)), ("text/plain", "只有文字"));
            try
            {
                await Expect(author.Find(Text)).ToHaveValueAsync(expected, new LocatorAssertionsToHaveValueOptions { Timeout = 5_000 });
            }
            catch (PlaywrightException)
            {
                wrong.Add($"{Path.GetFileName(file)}\n{await author.Find(Text).InputValueAsync()}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    [Fact]
    public async Task Code_and_markdown_stay_as_they_are()
    {
        var author = await SitDownAsync();
        const string markdown = "## 标题\n\n- 项 **粗** [链接](https://example.com)\n";
        foreach (
            var (start, html, text, expected) in new[]
            {
                ("^", Vscode, "const a = b * c * d;", "const a = b * c * d;"),
                ("^", Jetbrains, "var x = *p;", "var x = *p;"),
                ("^", "<div><span>## 标题</span></div><div><span>- 项 **粗** …</span></div>", markdown, markdown),
                ("^", "<pre><code class=\"language-js\">let a;</code></pre>", "let a;", "```js\nlet a;\n```"),
                ("```js\n^\n```", Formatted, "一二\n三", "```js\n一二\n三\n```"),
                ("段\n\n    ^x", Formatted, "一二", "段\n\n    一二x"),
                ("用 `a^b` 看", Formatted, "一二", "用 `a一二b` 看"),
                ("---\ntitle: ^\n---\n", Formatted, "一二", "---\ntitle: 一二\n---\n"),
                ("$$\n^\n$$", Formatted, "x_1", "$$\nx_1\n$$"),
            }
        )
        {
            await PutAsync(author, start);
            await PasteClipboardAsync(author, ("text/html", html), ("text/plain", text));
            await Expect(author.Find(Text)).ToHaveValueAsync(expected);
        }

        // The editor's own mark is enough.
        await EmptyAsync(author);
        await PasteClipboardAsync(author, ("text/html", "<b>x</b>"), ("text/plain", "x"), ("vscode-editor-data", "{\"mode\":\"csharp\"}"));
        await Expect(author.Find(Text)).ToHaveValueAsync("x");

        // An address over selected words is their link, as ever; over code it is an address.
        await PutAsync(author, "看^这里§吧");
        await PasteClipboardAsync(
            author,
            ("text/html", "<a href=\"https://a.com/x\">https://a.com/x</a>"),
            ("text/plain", "https://a.com/x")
        );
        await Expect(author.Find(Text)).ToHaveValueAsync("看[这里](https://a.com/x)吧");
    }

    [Fact]
    public async Task Pasted_blocks_fit_their_place_and_are_one_step_of_undo()
    {
        var author = await SitDownAsync();
        const string blocks = "<h2>题</h2><ul><li>甲</li><li>乙</li></ul>";
        foreach (
            var (start, html, expected) in new[]
            {
                ("前^后", Formatted, "前一**二**\n\n三后"),
                ("前^后", "<span>一<b>二</b></span>", "前一**二**后"),
                ("前^后", blocks, "前\n\n## 题\n\n- 甲\n- 乙\n\n后"),
                ("> 前^", Formatted, "> 前一**二**\n>\n> 三"),
                ("- 项\n- ^", "<ul><li>甲</li><li>乙</li></ul>", "- 项\n- 甲\n- 乙"),
                ("1. 项^", "<p>。</p><pre><code>x</code></pre>", "1. 项。\n\n   ```\n   x\n   ```"),
                ("a ^bc§ d", "<i>x</i>", "a *x* d"),
            }
        )
        {
            await PutAsync(author, start);
            await PasteClipboardAsync(author, ("text/html", html), ("text/plain", "只有文字"));
            await Expect(author.Find(Text)).ToHaveValueAsync(expected);
        }

        await EmptyAsync(author);
        await author.Page.Keyboard.TypeAsync("ab");
        await PasteClipboardAsync(author, ("text/html", blocks), ("text/plain", "x"));
        await author.Page.Keyboard.TypeAsync("cd");
        await author.Page.Keyboard.PressAsync("Control+z");
        await Expect(author.Find(Text)).ToHaveValueAsync("ab\n\n## 题\n\n- 甲\n- 乙");
        await author.Page.Keyboard.PressAsync("Control+z");
        await Expect(author.Find(Text)).ToHaveValueAsync("ab");
    }

    [Fact]
    public async Task With_shift_the_clipboard_is_pasted_plain()
    {
        var author = await SitDownAsync(options: new VisitorOptions { Grants = ["clipboard-read", "clipboard-write"] });
        await author.AskAsync<object>(
            """
            navigator.clipboard.write([new ClipboardItem({
              'text/html': new Blob(['<p>一<b>二</b></p>'], { type: 'text/html' }),
              'text/plain': new Blob(['一二'], { type: 'text/plain' }),
            })])
            """
        );
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.PressAsync("Control+v");
        await Expect(author.Find(Text)).ToHaveValueAsync("一**二**");
        await author.Page.Keyboard.PressAsync("Control+a");
        await author.Page.Keyboard.PressAsync("Control+Shift+v");
        await Expect(author.Find(Text)).ToHaveValueAsync("一二");

        // A browser that leaves the formatted text in this event, as some do.
        await author.Page.Keyboard.PressAsync("Control+a");
        await author.AskAsync<object>(
            "document.activeElement.dispatchEvent("
                + "new KeyboardEvent('keydown', { key: 'V', code: 'KeyV', metaKey: true, shiftKey: true, bubbles: true }))"
        );
        await PasteClipboardAsync(author, ("text/html", "<p>三<b>四</b></p>"), ("text/plain", "三四"));
        await Expect(author.Find(Text)).ToHaveValueAsync("三四");
    }

    [Fact]
    public async Task Nothing_in_a_pasted_page_runs_and_none_of_it_is_loaded()
    {
        var author = await SitDownAsync(); // who also notes what the page's policy refuses
        await author.Find(Sheet).FocusAsync();
        await PasteClipboardAsync(
            author,
            (
                "text/html",
                """
                <style>* { color: red }</style><p style="color:red" onclick="hacked = 1">好<img src="x" onerror="hacked = 1"><!-- 注释 --></p>
                <script>hacked = 1</script><svg onload="hacked = 1"><script>hacked = 1</script></svg><p hidden>藏</p>
                <p style="display:none">藏</p><p><a href="JaVa&#10;Script:hacked=1">坏</a> <a href="data:text/html,x">坏</a> <a
                href="https://example.com/?a=1&amp;b=2">好</a></p><iframe src="javascript:hacked=1"></iframe>
                <math><mtext><table><mglyph><style><img src=x onerror="hacked = 1"></style></mglyph></table></mtext></math>
                """
            ),
            ("text/plain", "x")
        );
        await Expect(author.Find(Text)).ToHaveValueAsync("好\n\n坏 坏 [好](https://example.com/?a=1&b=2)");
        Assert.False(await author.AskAsync<bool>("'hacked' in window"));
    }

    [Fact]
    public async Task Pictures_that_come_along_are_uploaded_in_their_places()
    {
        var author = await SitDownAsync();
        await author.Find(Sheet).FocusAsync();
        await PasteClipboardAsync(
            author,
            (
                "text/html",
                $"<p>前<img src=\"{Pixel}\" alt=\"点\">后</p><p><img src=\"{Pixel}\"></p><ul><li>项 <img src=\"{Pixel}\"></li></ul><p>完</p>"
            ),
            ("text/plain", "前后")
        );
        await Expect(author.Find(Text)).ToHaveValueAsync(InPlace());

        // Word names files that are not on the clipboard.
        await EmptyAsync(author);
        await PasteClipboardAsync(
            author,
            ("text/html", "<p class=MsoNormal>字<img src=\"file:///C:/Temp/image001.png\"></p>"),
            ("text/plain", "字")
        );
        await Expect(author.Find(Text)).ToHaveValueAsync("字");
        await Expect(author.Find(".banner", "有 1 张图片没有随文字一起复制过来")).ToBeVisibleAsync();

        // A spreadsheet's picture of its cells is not meant; a browser's "copy image" is the image.
        await EmptyAsync(author);
        await PasteClipboardAsync(
            author,
            [
                ("text/html", "<table><tr><td>月份</td><td>收入</td></tr><tr><td>一月</td><td>100</td></tr></table>"),
                ("text/plain", "月份\t收入"),
            ],
            pictures: 1
        );
        await Expect(author.Find(Text)).ToHaveValueAsync("| 月份 | 收入 |\n| --- | --- |\n| 一月 | 100 |");
        await EmptyAsync(author);
        await PasteClipboardAsync(
            author,
            [("text/html", "<meta charset='utf-8'><img src=\"https://images.example/a.png\" alt=\"\">")],
            pictures: 1
        );
        await Expect(author.Find(Text)).ToHaveValueAsync(Uploaded());
    }

    [Theory]
    [InlineData("zh-CN", "2 张图片存放在其他网站上", "全部转存到本站", "已转存 1 张图片，1 张没有成功")]
    [InlineData("en", "images from other sites: 2", "Save them to this site", "Images saved to this site: 1. Failed")]
    public async Task Pictures_from_elsewhere_stay_linked_and_can_be_brought_home(string locale, string offer, string act, string result)
    {
        var author = await SitDownAsync(options: new VisitorOptions { Locale = locale });
        await WithoutPreviewAsync(author);
        await author.Page.RouteAsync(
            "**/admin/media/home?handler=Fetch",
            route =>
                route.FulfillAsync(
                    new RouteFulfillOptions
                    {
                        Json = new object[]
                        {
                            new
                            {
                                address = "https://images.example/a_b.png?x=1&y=2",
                                href = "/media/0123456789abcdef0123456789abcdef/a.png",
                            },
                            new { address = "https://images.example/gone.png", error = "404" },
                        },
                    }
                )
        );
        await author.Find(Sheet).FocusAsync();
        await PasteClipboardAsync(
            author,
            (
                "text/html",
                "<p><img src=\"https://images.example/a_b.png?x=1&amp;y=2\" alt=\"a\"> <img src=\"https://images.example/gone.png\"> "
                    + "<a href=\"https://images.example/gone.png\">l</a></p>"
            ),
            ("text/plain", "l")
        );
        const string linked =
            "![a](https://images.example/a_b.png?x=1&y=2) ![](https://images.example/gone.png) [l](https://images.example/gone.png)";
        await Expect(author.Find(Text)).ToHaveValueAsync(linked);
        await Expect(author.Find(".banner [role=status]")).ToContainTextAsync(offer);
        await Expect(author.Find(Sheet)).ToBeFocusedAsync();
        await author.Find(".banner button", act).ClickAsync();
        await Expect(author.Find(".banner [role=status]")).ToContainTextAsync(result);
        var home = linked.Replace(
            "https://images.example/a_b.png?x=1&y=2",
            "/media/0123456789abcdef0123456789abcdef/a.png",
            StringComparison.Ordinal
        );
        await Expect(author.Find(Text)).ToHaveValueAsync(home);
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.PressAsync("Control+z");
        await Expect(author.Find(Text)).ToHaveValueAsync(linked);
    }

    /// <summary>The preview would load pictures of other sites.</summary>
    private static async Task WithoutPreviewAsync(Visitor author) =>
        await author.Page.RouteAsync("**/*handler=Preview", route => route.FulfillAsync(new RouteFulfillOptions { Json = new { } }));

    private static async Task EmptyAsync(Visitor author)
    {
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.PressAsync("Control+a");
        await author.Page.Keyboard.PressAsync("Delete");
    }

    [GeneratedRegex(
        @"^前!\[\]\(/media/[0-9a-f]{32}/[^)]+\)后\n\n!\[\]\(/media/[0-9a-f]{32}/[^)]+\)\n\n- 项 !\[\]\(/media/[0-9a-f]{32}/[^)]+\) \n\n完$",
        RegexOptions.None,
        1000
    )]
    private static partial Regex InPlace();

    [GeneratedRegex(@"^!\[\]\(/media/[0-9a-f]{32}/[^)]+\)\s*$", RegexOptions.None, 1000)]
    private static partial Regex Uploaded();
}
