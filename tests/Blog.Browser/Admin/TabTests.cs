using Blog.Browser.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>The Tab key in the editor: deeper and higher, from cell to cell, and out of the text.</summary>
public sealed class TabTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    /// <summary>
    /// Text, where <c>^</c> is the caret, or <c>^</c> and <c>§</c> are the ends of a selection; keys; the text that follows.
    /// </summary>
    private static readonly (string Text, string Keys, string Expected)[] Indented =
    [
        // Fenced code: the block's own step, four spaces where it has none.
        ("```js\n^let a;\n```", "Tab", "```js\n    let a;\n```"),
        ("```js\nif (a) {\n  b;\n^c;\n}\n```", "Tab", "```js\nif (a) {\n  b;\n  c;\n}\n```"),
        ("```go\nfunc f() {\n\treturn\n^x\n}\n```", "Tab", "```go\nfunc f() {\n\treturn\n\tx\n}\n```"),
        ("```py\n^a\nb§\n\nc\n```", "Tab", "```py\n    a\n    b\n\nc\n```"),
        ("```py\n    ^a\n    b§\n```", "Shift+Tab", "```py\na\nb\n```"),
        ("```go\n\t\tx^\n```", "Shift+Tab", "```go\n\tx\n```"),
        ("```yaml\na:\n  b:^\n```", "Shift+Tab", "```yaml\na:\nb:\n```"),
        ("~~~\nan open block\n^", "Tab", "~~~\nan open block\n    "),
        ("- 项\n\n  ```sh\n  ^make\n  ```", "Tab", "- 项\n\n  ```sh\n      make\n  ```"),
        ("> ```sh\n> ^make\n> ```", "Tab", "> ```sh\n>     make\n> ```"),
        ("段落\n\n    ^make\n    test§\n\n完", "Tab", "段落\n\n        make\n        test\n\n完"),
        ("段落\n\n        make^\n    test", "Shift+Tab", "段落\n\n    make\n    test"),
        ("段落\n\n    make^\n    test", "Shift+Tab", "段落\n\n    make\n    test"),
        // Lists: below the item before, by the offset of its content.
        ("- a\n- b^", "Tab", "- a\n  - b"),
        ("1. a\n2. b^", "Tab", "1. a\n   1. b"),
        ("9. a\n10. b\n11. c^", "Tab", "9. a\n10. b\n    1. c"),
        ("1. a\n2. b^\n3. c\n4. d", "Tab", "1. a\n   1. b\n2. c\n3. d"),
        ("1. a\n   1. x\n2. b^\n3. c", "Tab", "1. a\n   1. x\n   2. b\n2. c"),
        ("- a\n- b^\n  more\n\n  para\n  - child\n- c", "Tab", "- a\n  - b\n    more\n\n    para\n    - child\n- c"),
        ("- a\n^- b\n- c§\n- d", "Tab", "- a\n  - b\n  - c\n- d"),
        ("- [ ] a\n- [x] b^", "Tab", "- [ ] a\n  - [x] b"),
        ("- a^\n- b", "Tab", "- a\n- b"),
        ("* 甲\n+ 乙^", "Tab", "* 甲\n  + 乙"),
        ("> - a\n> - b^", "Tab", "> - a\n>   - b"),
        ("- a\n  - b^", "Shift+Tab", "- a\n- b"),
        ("1. a\n   1. b^\n   2. c\n2. d", "Shift+Tab", "1. a\n2. b\n   1. c\n3. d"),
        ("- a\n  - b^\n    more\n    - child\n- c", "Shift+Tab", "- a\n- b\n  more\n  - child\n- c"),
        ("- a\n  ^- b\n  - c§", "Shift+Tab", "- a\n- b\n- c"),
        ("1. a\n1. b^\n1. c\n1. d", "Tab", "1. a\n   1. b\n1. c\n1. d"),
        ("- a\n- b^", "Tab,Shift+Tab", "- a\n- b"),
        ("1. a\n2. b^\n3. c", "Tab,Shift+Tab", "1. a\n2. b\n3. c"),
        ("- a^", "Shift+Tab", "- a"),
        // From cell to cell, and a new row after the last.
        ("| a^ | b |\n| --- | --- |\n| c | d |", "Tab,Tab,x", "| a | b |\n| --- | --- |\n| x | d |"),
        ("| a | b |\n| --- | --- |\n| c | d^ |", "Tab,x", "| a | b |\n| --- | --- |\n| c | d |\n| x |  |"),
    ];

    [Fact]
    public async Task Tab_goes_deeper_and_shift_tab_back()
    {
        var author = await SitDownAsync();
        foreach (var (text, keys, expected) in Indented)
        {
            await PutAsync(author, text);
            foreach (var key in keys.Split(','))
            {
                await author.Page.Keyboard.PressAsync(key);
            }

            await Expect(author.Find(Text)).ToHaveValueAsync(expected);
            await Expect(author.Find(Sheet)).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task Indentation_is_one_step_of_undo_and_keeps_the_selection()
    {
        var author = await SitDownAsync();
        await PutAsync(author, "1. a\n^2. b\n3. c§\n4. d");
        await author.Page.Keyboard.PressAsync("Tab");
        await Expect(author.Find(Text)).ToHaveValueAsync("1. a\n   1. b\n   2. c\n2. d");
        await author.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(author.Find(Text)).ToHaveValueAsync("1. a\n2. b\n3. c\n4. d");
        await author.Page.Keyboard.PressAsync("Tab");
        await Expect(author.Find(Text)).ToHaveValueAsync("1. a\n   1. b\n   2. c\n2. d");
        await author.Page.Keyboard.PressAsync("Control+z");
        await Expect(author.Find(Text)).ToHaveValueAsync("1. a\n2. b\n3. c\n4. d");
    }

    [Fact]
    public async Task Anywhere_else_tab_leaves_the_editor()
    {
        var author = await SitDownAsync();
        foreach (var text in new[] { "一段文字^", "## 标题^", "> 引用^", "```js^\nlet a;\n```", "空行\n\n^" })
        {
            await PutAsync(author, text);
            await author.Page.Keyboard.PressAsync("Tab");
            await Expect(author.Find(Sheet)).Not.ToBeFocusedAsync();
            await Expect(author.Find(Text)).ToHaveValueAsync(text.Replace("^", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Escape_then_tab_leaves_the_editor_from_everywhere()
    {
        var author = await SitDownAsync();

        // Code, a list, a selection that Escape collapses, a table.
        foreach (var text in new[] { "```js\nlet a;^\n```", "- a\n- b^", "- a\n^- b§", "| a^ | b |\n| --- | --- |\n| c | d |" })
        {
            await PutAsync(author, text);
            await author.Page.Keyboard.PressAsync("Escape");
            // Nobody has to hurry: CodeMirror's own mode would be over after two seconds.
            await author.AskAsync<object>("Date.now = (now => () => now() + 60_000)(Date.now)");
            await author.Page.Keyboard.PressAsync("Tab");
            await Expect(author.Find(Sheet)).Not.ToBeFocusedAsync();

            await author.Page.Keyboard.PressAsync("Shift+Tab");
            await Expect(author.Find(Sheet)).ToBeFocusedAsync();
            await author.Page.Keyboard.PressAsync("Escape");
            await author.Page.Keyboard.PressAsync("Shift+Tab");
            await Expect(author.Find(Sheet)).Not.ToBeFocusedAsync();
            await Expect(author.Find(Text))
                .ToHaveValueAsync(text.Replace("^", "", StringComparison.Ordinal).Replace("§", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Escape_then_tab_leaves_after_the_find_panel_and_the_full_screen()
    {
        var author = await SitDownAsync();
        await PutAsync(author, "- a\n- b^");
        await author.Page.Keyboard.PressAsync("Control+f");
        await Expect(author.Find(".cm-search [name=search]")).ToBeFocusedAsync();
        await author.Page.Keyboard.PressAsync("Escape");
        await Expect(author.Find(Sheet)).ToBeFocusedAsync();
        await author.Page.Keyboard.PressAsync("Tab");
        await Expect(author.Find(Sheet)).Not.ToBeFocusedAsync();

        await author.Find("form.pane > .tool button", "全屏").ClickAsync();
        await author.Page.Keyboard.PressAsync("Escape");
        await Expect(author.Find("body.whole")).ToHaveCountAsync(0);
        await Expect(author.Find(Sheet)).ToBeFocusedAsync();
        await author.Page.Keyboard.PressAsync("Tab");
        await Expect(author.Find(Sheet)).Not.ToBeFocusedAsync();
        await Expect(author.Find(Text)).ToHaveValueAsync("- a\n- b");

        // Any other key ends it.
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.PressAsync("Escape");
        await author.Page.Keyboard.PressAsync("Control+End");
        await author.Page.Keyboard.PressAsync("Tab");
        await Expect(author.Find(Text)).ToHaveValueAsync("- a\n  - b");
    }

    [Theory]
    [InlineData("zh-CN", "先按 Esc 再按 Tab，离开正文。")]
    [InlineData("en", "Press Escape, then Tab, to leave the editor.")]
    public async Task The_way_out_is_seen_and_told(string locale, string words)
    {
        var author = await SitDownAsync(options: new VisitorOptions { Locale = locale });
        await Expect(author.Find("#markdown-help")).ToContainTextAsync(words);
        await Expect(author.Find("#markdown-help")).ToBeVisibleAsync();
        await Expect(author.Find(Sheet)).ToHaveAttributeAsync("aria-describedby", "markdown-help");
    }
}
