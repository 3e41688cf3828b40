using AngleSharp.Dom;
using Blog.Editor.Copying.Content;
using Blog.Editor.Copying.DarkMode;
using Blog.Editor.Copying.WeChat;
using Blog.Rendering.Output;
using Blog.Tests.Rendering;

namespace Blog.Tests.Editor.Copying;

/// <summary>What a copy for WeChat consists of: each rule of its editor, on texts of every kind.</summary>
public sealed class WeChatCopyTests
{
    private const string Guard = """<p style="font-size:0;line-height:0;margin:0">&nbsp;</p>""";

    public static TheoryData<string, WeChatLook> Samples()
    {
        var samples = new TheoryData<string, WeChatLook>();
        foreach (var name in CopySamples.All.Keys)
        {
            foreach (var look in Enum.GetValues<WeChatLook>())
            {
                samples.Add(name, look);
            }
        }

        return samples;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_kind_of_content_keeps_every_rule(string name, WeChatLook look)
    {
        var (language, markdown) = CopySamples.All[name];
        var html = Copied.WeChat(markdown, language, look).Html;
        Assert.Empty(WeChatRules.BreachesIn(html));
        Assert.Equal(Rendered.Parse(html).TextContent, Rendered.Parse(DarkRendition.Of(html)).TextContent);
        Assert.Empty(WeChatRules.BreachesIn(DarkRendition.Of(html)));
    }

    [Fact]
    public void Every_sample_post_keeps_every_rule()
    {
        var folder = Path.Combine(Repository.Root, "src", "Blog", "Samples");
        var texts = Directory
            .GetFiles(folder, "*.md")
            .Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file)))
            .ToList();
        Assert.True(texts.Count > 20);
        Assert.All(
            texts,
            text =>
            {
                var markdown = text.Text[(text.Text.IndexOf("\n---", StringComparison.Ordinal) + 4)..];
                Assert.Empty(WeChatRules.BreachesIn(Copied.WeChat(markdown, text.Name.Contains(".en.") ? "en" : "zh-CN").Html));
            }
        );
    }

    [Theory]
    [InlineData("""<p class="x" style="color:#111111">a</p>""")]
    [InlineData("""<p id="x" style="color:#111111">a</p>""")]
    [InlineData("""<p data-x="1" style="color:#111111">a</p>""")]
    [InlineData("""<p style="color:var(--x)">a</p>""")]
    [InlineData("""<p style="color:oklch(0.5 0.1 150)">a</p>""")]
    [InlineData("""<p style="color:currentColor">a</p>""")]
    [InlineData("""<p style="color:red">a</p>""")]
    [InlineData("""<p style="color:#111111;position:relative">a</p>""")]
    [InlineData("""<p style="color:#111111;transform:none">a</p>""")]
    [InlineData("""<p>no colour</p>""")]
    [InlineData("""<div style="color:#111111">a</div>""")]
    [InlineData("""<ul><li style="color:#111111">a</li></ul>""")]
    [InlineData("""<style>p{}</style>""")]
    [InlineData("""<p style="color:#111111"><a href="https://example.org/" style="color:#111111">a</a></p>""")]
    [InlineData("""<p style="color:#111111"><a href="https://mp.weixin.qq.com.example.org/" style="color:#111111">a</a></p>""")]
    [InlineData("""<p><img src="http://example.org/a.png" alt="" style="max-width:100%"></p>""")]
    [InlineData("""<p><img src="https://example.org/a.png" alt="" width="3" style="max-width:100%"></p>""")]
    [InlineData("""<p><svg style="width:9px;height:9px"><defs></defs></svg></p>""")]
    [InlineData("""<p><svg style="width:9px;height:9px"><path id="a"></path></svg></p>""")]
    [InlineData("""<p><svg style="width:678px;height:9px"></svg></p>""")]
    [InlineData("""<p><svg width="9"></svg></p>""")]
    [InlineData("""<pre><code style="display:-webkit-box;overflow-x:auto"><span style="color:#111111">a b</span></code></pre>""")]
    [InlineData("""<pre><code style="display:-webkit-box;overflow-x:auto;color:#111111">bare</code></pre>""")]
    [InlineData("""<pre><code><span style="color:#111111">a</span></code></pre>""")]
    [InlineData("""<table><tbody><tr><td style="color:#111111">a</td></tr></tbody></table>""")]
    [InlineData("""<p><span style="color:#111111">a</span> <span style="color:#111111">b</span></p>""")]
    [InlineData("""<p style="color:#111111">a<sup style="color:#111111">[3]</sup></p>""")]
    [InlineData("<p style=\"color:#111111\">a\nb</p>")]
    public void A_planted_breach_is_found(string html) =>
        Assert.NotEmpty(WeChatRules.BreachesIn($"{Guard}<section style=\"color:#111111\">{html}</section>{Guard}"));

    [Fact]
    public void A_copy_stands_between_two_empty_paragraphs_and_its_root_has_no_background()
    {
        Assert.Empty(WeChatRules.BreachesIn($"{Guard}<section style=\"color:#111111\"></section>{Guard}"));
        Assert.NotEmpty(WeChatRules.BreachesIn("<section style=\"color:#111111\"></section>"));
        Assert.NotEmpty(WeChatRules.BreachesIn($"{Guard}<section style=\"background-color:#111111\"></section>{Guard}"));
    }

    [Fact]
    public void Code_keeps_its_lines_blanks_and_tabs_and_its_colours()
    {
        var code = Html("```go\nfunc main() {\n\tif  true {\n\t\treturn // done\n\t}\n}\n```", "en").QuerySelector("pre code")!;
        var lines = code.InnerHtml.Split("<br>").Select(line => Rendered.Parse(line).TextContent.Replace('\u00A0', ' '));
        Assert.Equal(["func main() {", "    if  true {", "        return // done", "    }", "}"], lines);
        Assert.True(code.QuerySelectorAll("span").Select(span => span.GetAttribute("style")).Distinct().Count() >= 3);
        Assert.DoesNotContain(
            code.QuerySelectorAll("span"),
            span => string.IsNullOrWhiteSpace(span.TextContent) && span.PreviousElementSibling is { LocalName: "span" }
        );
        Assert.Equal("Go", code.Closest("section")!.QuerySelector("p")!.TextContent);
    }

    [Fact]
    public void A_nested_list_stands_after_its_item_with_its_marks_as_text()
    {
        var items = Html("- 甲\n  - 乙\n    - 丙\n- 丁\n\n3. 三\n4. 四").QuerySelectorAll("section > p").ToList();
        Assert.Equal(["•甲", "◦乙", "▪丙", "•丁", "3.三", "4.四"], items.Select(item => item.TextContent));
        Assert.Equal(["24px", "48px", "72px", "24px", "24px", "24px"], items.Select(item => Property(item, "padding-left")));
        Assert.All(items, item => Assert.Equal("-24px", Property(item, "text-indent")));
        Assert.All(
            items,
            item => Assert.Contains("text-indent:0", item.QuerySelector("span")!.GetAttribute("style"), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Numbers_of_lists_are_those_of_the_post()
    {
        var html = Html(
            """<ol type="a" start="3"><li>x</li><li value="9">y</li></ol><ol reversed><li>x</li><li>y</li></ol>"""
                + """<ol type="I"><li>x</li></ol>"""
        );
        Assert.Equal(
            ["c.", "i.", "2.", "1.", "I."],
            html.QuerySelectorAll("section > p > span:first-child").Select(mark => mark.TextContent)
        );
    }

    [Fact]
    public void Task_boxes_are_characters_in_place_of_the_mark()
    {
        var items = Html("- [x] 完成\n- [ ] 未完成\n\n  第二段").QuerySelectorAll("section > p").Select(item => item.TextContent);
        Assert.Equal(["✅\u00A0完成", "⬜\u00A0未完成", "第二段"], items);
    }

    [Fact]
    public void Links_become_numbered_sources_each_address_once_and_own_articles_stay()
    {
        var copy = Copied.WeChat(CopySamples.All["links"].Markdown);
        var html = Rendered.Parse(copy.Html);
        Assert.Equal("https://mp.weixin.qq.com/s/abc123", Assert.Single(html.QuerySelectorAll("a")).GetAttribute("href"));
        Assert.Equal("参考资料", Heading(html).TextContent);
        Assert.Equal(
            [
                "[1]自己的文章：https://blog.example.org/other-post",
                "[2]别人的：https://example.org/a",
                "[3]https://example.org/bare",
                "[4]相对地址：https://blog.example.org/x?q=1",
                "[5]不是公众号：https://mp.weixin.qq.com.example.org/s/1",
                "[6]明文：http://mp.weixin.qq.com/s/2",
                "[7]链：https://example.org/b",
                "[8]再链：https://example.org/c",
            ],
            Entries(html)
        );
        Assert.Contains("别人的[2]、同一个地址[2]", html.TextContent, StringComparison.Ordinal);
        Assert.Contains("信箱 (me@example.org)", html.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, Note(copy, CopyNoteKind.Fragments).Count);
        Assert.Equal(9, Note(copy, CopyNoteKind.LinksAsSources).Count);
    }

    [Fact]
    public void Words_on_both_sides_of_a_blank_or_line_break_stay_apart()
    {
        var text = Html("one\ntwo **three** *four* [five](https://example.org/)\n`six`", "en").QuerySelector("section > p")!.TextContent;
        Assert.Equal("one two three four five[1]\u00A0six", text);
    }

    [Fact]
    public void Footnotes_join_the_sources_in_order_of_mention()
    {
        var copy = Copied.WeChat(CopySamples.All["footnotes"].Markdown, "en");
        var html = Rendered.Parse(copy.Html);
        Assert.StartsWith(
            "A claim[1] that needs a source, a second one[2], and the first again[1].",
            html.QuerySelector("section > p")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("References", Heading(html).TextContent);
        Assert.Equal(
            [
                "[1]From the manual (https://example.org/manual), section 3; see also PRAGMA.",
                "[2]A note with two paragraphs. The second paragraph, with bold words.",
            ],
            Entries(html).Select(entry => entry.Trim())
        );
        Assert.DoesNotContain("↩", html.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, Note(copy, CopyNoteKind.FootnotesAsSources).Count);
    }

    [Fact]
    public void Formulas_are_paths_in_the_colour_of_the_text_with_the_source_as_their_name()
    {
        var copy = Copied.WeChat(CopySamples.All["formulas"].Markdown);
        var html = Rendered.Parse(copy.Html);
        var drawings = html.QuerySelectorAll("svg[viewBox][role=img]").ToList();
        Assert.Equal(11, drawings.Count);
        Assert.All(drawings, drawing => Assert.NotEmpty(drawing.QuerySelectorAll("path")));
        Assert.All(drawings, drawing => Assert.NotEmpty(drawing.QuerySelectorAll("[fill=currentColor]")));
        Assert.Equal("E = mc^2", drawings[0].GetAttribute("aria-label"));
        Assert.Contains("vertical-align:-", drawings[1].GetAttribute("style"), StringComparison.Ordinal);
        Assert.DoesNotContain("<math", copy.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(copy.Notes, note => note.Kind == CopyNoteKind.Formulas);

        // A displayed one is on its own line and scrolls; between words it divides the paragraph.
        var displayed = drawings.Where(drawing => drawing.ParentElement!.LocalName == "section").ToList();
        Assert.Equal(4, displayed.Count);
        Assert.All(displayed, drawing => Assert.Equal("auto", Property(drawing.ParentElement!, "overflow-x")));
        Assert.Contains(html.QuerySelectorAll("section > p"), line => line.TextContent == "行内的大公式：");
        Assert.Contains(html.QuerySelectorAll("section > p"), line => line.TextContent.Trim() == "之后还有字。");
    }

    [Fact]
    public void A_formula_that_cannot_be_drawn_is_shown_as_its_source_and_noted()
    {
        var copy = Copied.WeChat("$\\unknowncommand{x}$ 与 $x$");
        Assert.Contains("\\unknowncommand{x}", Rendered.Parse(copy.Html).TextContent, StringComparison.Ordinal);
        Assert.Equal(1, Note(copy, CopyNoteKind.Formulas).Count);
    }

    [Fact]
    public void Images_are_named_by_absolute_addresses_with_their_size_as_a_style()
    {
        var images = Html(CopySamples.All["images"].Markdown).QuerySelectorAll("img").ToList();
        Assert.Equal(
            [
                "https://img.example.org/photo.jpg",
                "https://blog.example.org/media/0123456789abcdef0123456789abcdef/chart.png",
                "https://img.example.org/icon.gif",
                "https://img.example.org/thumb.png",
                "https://img.example.org/b.png",
                "https://img.example.org/1.png",
                "https://img.example.org/2.png",
            ],
            images.Select(image => image.GetAttribute("src"))
        );
        Assert.Equal("677px", Property(images[1], "width"));
        Assert.Equal("320px", Property(images[4], "width"));
        Assert.Equal("图 1：*说明*文字", images[1].Closest("figure")!.QuerySelector("figcaption")!.TextContent);
        Assert.Equal("没有尺寸", images[0].GetAttribute("alt"));
    }

    [Fact]
    public void Tables_scroll_and_short_ones_do_not_wrap()
    {
        var tables = Html(CopySamples.All["tables"].Markdown).QuerySelectorAll("table").ToList();
        Assert.All(tables[0].QuerySelectorAll("td"), cell => Assert.Equal("nowrap", Property(cell, "white-space")));
        Assert.All(tables[1].QuerySelectorAll("td"), cell => Assert.Null(Property(cell, "white-space")));
        Assert.Equal(["left", "right"], tables[0].QuerySelectorAll("tbody tr:first-child td").Select(cell => Property(cell, "text-align")));
        Assert.Equal("合并单元格", tables[2].ParentElement!.PreviousElementSibling!.TextContent);
        Assert.Equal("2", tables[2].QuerySelector("th")!.GetAttribute("colspan"));
    }

    [Fact]
    public void Alerts_keep_their_title_and_what_is_in_them()
    {
        var html = Html(CopySamples.All["alerts"].Markdown);
        Assert.Equal(
            ["注意", "警告", "提示"],
            html.QuerySelectorAll("section > section > p:first-child").Select(title => title.TextContent).Where(text => text.Length == 2)
        );
        Assert.Equal(2, html.QuerySelectorAll("blockquote").Length);
        Assert.Contains("•还有列表", html.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Folded_parts_and_folded_code_are_open()
    {
        var copy = Copied.WeChat(
            "<details><summary>更多</summary>\n\n里面\n\n</details>\n\n```js\n" + string.Concat(Enumerable.Repeat("a();\n", 80)) + "```"
        );
        var html = Rendered.Parse(copy.Html);
        Assert.Contains("更多", html.TextContent, StringComparison.Ordinal);
        Assert.Contains("里面", html.TextContent, StringComparison.Ordinal);
        Assert.Equal(79, html.QuerySelectorAll("pre br").Length);
        Assert.DoesNotContain(
            "80",
            html.QuerySelector("pre")!.Closest("section")!.QuerySelector("p")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(1, Note(copy, CopyNoteKind.FoldsOpen).Count);
    }

    [Fact]
    public void Videos_audio_and_players_become_addresses_and_are_noted()
    {
        var copy = Copied.WeChat(CopySamples.All["media"].Markdown);
        Assert.Equal(2, Note(copy, CopyNoteKind.Media).Count);
        Assert.Equal(["https://img.example.org/clip.mp4", "https://img.example.org/talk.mp3"], Note(copy, CopyNoteKind.Media).Details);
        Assert.Equal(2, Note(copy, CopyNoteKind.Players).Count);
        Assert.Contains("https://img.example.org/clip.mp4", Rendered.Parse(copy.Html).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_WeChat_refuses_is_noted()
    {
        var source = Copied.Source(
            "![a](/media/0123456789abcdef0123456789abcdef/a.webp) ![b](http://10.0.0.1/b.png) "
                + "![c](https://localhost/c.jpg) ![d](https://x.example.org/d.svg)\n\n```mermaid\ngraph TD\n```"
        ) with
        {
            Title = new string('题', 65),
            Description = new string('述', 121),
            IsPublic = false,
            Images = new Dictionary<string, CopiedImage> { ["0123456789abcdef0123456789abcdef"] = new("image/webp", 11 << 20) },
        };
        var notes = WeChatCopy.Make(source, WeChatLook.Plain, SharedScripts.Drawer).Notes;
        Assert.Equal(
            [
                (CopyNoteKind.NotPublic, 1),
                (CopyNoteKind.TitleTooLong, 65),
                (CopyNoteKind.DescriptionTooLong, 121),
                (CopyNoteKind.ImageFormats, 2),
                (CopyNoteKind.ImagesNotPublic, 2),
                (CopyNoteKind.ImagesTooLarge, 1),
                (CopyNoteKind.Diagrams, 1),
            ],
            notes.Select(note => (note.Kind, note.Count))
        );
        Assert.All(notes, note => Assert.True(note.IsLoss));
    }

    [Fact]
    public void A_text_beyond_the_limits_of_an_article_is_noted()
    {
        var copy = Copied.WeChat(string.Join("\n\n", Enumerable.Repeat("一二三四五六七八九十", 2100)));
        Assert.True(Note(copy, CopyNoteKind.TooManyCharacters).Count > WeChatCopy.MostCharacters);
    }

    [Fact]
    public void The_accent_follows_the_hue_of_the_site()
    {
        var (green, blue) = (Of(150), Of(250));
        Assert.NotEqual(green, blue);
        Assert.Equal(Rendered.Parse(green).TextContent, Rendered.Parse(blue).TextContent);

        static string Of(int hue) =>
            WeChatCopy.Make(Copied.Source("## 标题") with { Hue = hue }, WeChatLook.Barred, SharedScripts.Drawer).Html;
    }

    [Fact]
    public void Chinese_emphasis_is_not_slanted_and_Latin_is()
    {
        var emphases = Html("这是*强调*，这是 *italics*。").QuerySelectorAll("em").Select(em => Property(em, "font-style"));
        Assert.Equal(["normal", "italic"], emphases);
    }

    [Fact]
    public void Dark_mode_turns_light_backgrounds_and_dark_text_around()
    {
        var dark = DarkRendition.Of("""<p style="color:#191919;background-color:#ffffff">a</p><p style="color:#0000aa">b</p>""");
        var (first, second) = (Rendered.Parse(dark).Children[0], Rendered.Parse(dark).Children[1]);
        Assert.Equal("#191919", Property(first, "background-color"));
        Assert.True(Brightness(Property(first, "color")!) > 120);
        Assert.True(Brightness(Property(second, "color")!) > 80);

        static int Brightness(string hex) =>
            Convert.ToInt32(hex[1..], 16) is var c ? ((299 * (c >> 16)) + (587 * ((c >> 8) & 255)) + (114 * (c & 255))) / 1000 : 0;
    }

    [Fact]
    public void The_words_alone_have_the_lines_of_code_and_no_hard_blanks()
    {
        var text = Copied.WeChat("一段话。\n\n```js\nif (a) {\n  b();\n}\n```").Text;
        Assert.Equal("一段话。\n\nJavaScript\n\nif (a) {\n  b();\n}\n", text);
    }

    [Fact]
    public void An_empty_post_has_an_empty_copy() =>
        Assert.Equal(
            "",
            Rendered
                .Parse(WeChatCopy.Make(Copied.Source("") with { Body = RenderedHtml.Empty }, WeChatLook.Plain, SharedScripts.Drawer).Html)
                .QuerySelector("section")!
                .InnerHtml
        );

    private static IElement Html(string markdown, string language = "zh-CN") => Rendered.Parse(Copied.WeChat(markdown, language).Html);

    private static CopyNote Note(CopiedText copy, CopyNoteKind kind) => Assert.Single(copy.Notes, note => note.Kind == kind);

    private static IElement Heading(IElement html) =>
        html.QuerySelectorAll("section > p").Single(line => line.TextContent is "参考资料" or "References");

    private static IEnumerable<string> Entries(IElement html) =>
        html.QuerySelectorAll("section > p").SkipWhile(line => line != Heading(html)).Skip(1).Select(line => line.TextContent);

    private static string? Property(IElement element, string name) =>
        (element.GetAttribute("style") ?? "")
            .Split(';')
            .Select(part => part.Split(':', 2))
            .Where(part => part[0] == name)
            .Select(part => part[1])
            .LastOrDefault();
}
