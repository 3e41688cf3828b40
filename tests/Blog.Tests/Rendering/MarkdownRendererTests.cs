using System.Text.RegularExpressions;
using Blog.Rendering.Output;

namespace Blog.Tests.Rendering;

public sealed class MarkdownRendererTests
{
    [Theory]
    [InlineData("重点 highlights 三个字", 6)]
    [InlineData("don't well-known node.js 3.14", 4)]
    [InlineData("한국어 かな カナ", 7)]
    [InlineData("，。！？ —— …", 0)]
    [InlineData("`code here` 正文", 2)]
    [InlineData("```\nmany words in code\n```\n\n正文", 2)]
    [InlineData("$x + y$ 正文 $$z$$", 2)]
    [InlineData("[链接](https://example.com/many/words)", 2)]
    [InlineData("https://example.com/a 正文", 2)]
    [InlineData("𠀀𠀁 rare", 3)]
    [InlineData("# 标题\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |", 6)]
    [InlineData("", 0)]
    public void Words_are_counted_right(string markdown, int expected) => Assert.Equal(expected, Rendered.Post(markdown).WordCount);

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(300, 0, 1)]
    [InlineData(600, 0, 2)]
    [InlineData(0, 690, 3)]
    [InlineData(300, 230, 2)]
    public void Minutes_are_at_least_one_and_follow_both_speeds(int characters, int words, int minutes)
    {
        var markdown = new string('字', characters) + "\n\n" + string.Join(' ', Enumerable.Repeat("word", words));
        Assert.Equal(minutes, Rendered.Post(markdown).ReadingMinutes);
    }

    [Theory]
    [InlineData("a\uFFFFb\n\nc", "<p>a\uFFFDb</p>\n<p>c</p>")]
    [InlineData("a&#xFFFF;b\n\nc", "<p>a\uFFFDb</p>\n<p>c</p>")]
    [InlineData("<p title=\"a&#xFFFF;b\">c</p>", "<p title=\"a\uFFFDb\">c</p>")]
    public void The_character_U_FFFF_does_not_end_the_text_for_the_HTML_parser(string markdown, string html) =>
        Assert.Equal(html, Rendered.Body(markdown));

    [Fact]
    public void Plain_text_has_one_block_a_line_and_no_markup()
    {
        var post = Rendered.Post(
            "# 标题\n\n一段 **粗** [链](/x)\n第二行\n\n- 甲\n- 乙\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nx = 1\ny\n```\n\n注[^1]\n\n[^1]: 说明"
        );
        Assert.Equal("标题\n一段 粗 链第二行\n甲\n乙\na b\nc d\nx = 1\ny\n注\n说明", post.PlainText);
    }

    [Fact]
    public void Plain_text_of_a_formula_is_its_source() => Assert.Equal("当 a_b 时", Rendered.Post("当 $a_b$ 时").PlainText);

    [Fact]
    public void Contents_nest_by_level()
    {
        var contents = Rendered.Post("## 甲\n\n### 乙\n\n#### 丙\n\n##### 丁\n\n## 戊\n\n> ## 引").Contents;
        Assert.Equal(["甲", "戊"], contents.Entries.Select(entry => entry.Text));
        Assert.Equal("丙", contents.Entries[0].Children[0].Children[0].Id);
        Assert.Empty(contents.Entries[0].Children[0].Children[0].Children);
        Assert.Empty(contents.Entries[1].Children);
    }

    [Fact]
    public void Contents_of_a_text_without_headings_are_empty() => Assert.Same(TableOfContents.Empty, Rendered.Post("文字").Contents);

    [Fact]
    public void Links_are_found_once_in_order_as_written()
    {
        var post = Rendered.Post(
            "[a](/甲) <https://b.com> [c](/甲) https://d.com/x，<a href=\"../e\">e</a> [f](javascript:x) 注[^1]\n\n[^1]: [g](#h)",
            Rendered.Chinese with
            {
                BasePath = "/blog",
            }
        );
        Assert.Equal(["/甲", "https://b.com", "https://d.com/x", "../e", "#h"], post.Links);
    }

    [Fact]
    public void Images_are_found_in_order_with_their_alternative_text()
    {
        var post = Rendered.Post("![甲](/a b.png) ![乙](</a b.png>) <img src=\"http://c.com/d.png\"> [![丙](/e.png \"t\")](/f)");
        Assert.Equal([new("/a b.png", "乙"), new("http://c.com/d.png", ""), new ImageFound("/e.png", "丙")], post.Images);
    }

    [Fact]
    public void Root_relative_addresses_get_the_base_path()
    {
        var body = Rendered.Body("[a](/x) ![b](/y.png) [c](//z.com/) [d](e) [f](#g)", Rendered.Chinese with { BasePath = "/blog" });
        Assert.Contains("href=\"/blog/x\"", body, StringComparison.Ordinal);
        Assert.Contains("src=\"/blog/y.png\"", body, StringComparison.Ordinal);
        Assert.Contains("href=\"//z.com/\"", body, StringComparison.Ordinal);
        Assert.Contains("href=\"e\"", body, StringComparison.Ordinal);
        Assert.Contains("href=\"#g\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Rendering_twice_gives_the_same_post()
    {
        const string Markdown = "# 标题\n\n文字 $x$ `y`\n\n```\nz\n```\n\n- [ ] 甲\n\n<!-- more -->\n\n[^1]尾\n\n[^1]: 注";
        var (first, second) = (Rendered.Post(Markdown), Rendered.Post(Markdown));
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Summary, second.Summary);
    }

    [Fact]
    public void Many_threads_may_render_at_once()
    {
        const string Markdown = "# 标题\n\n文字 $x$ **粗。**后 https://a.com/b，[^1]\n\n[^1]: 注\n\n<div><p>x</div>";
        var expected = Rendered.Body(Markdown);
        Parallel.For(0, 64, _ => Assert.Equal(expected, Rendered.Body(Markdown)));
    }

    [Fact]
    public void Byte_order_mark_line_ends_and_nul_are_normalized() => Assert.Equal("<p>甲乙\uFFFD</p>", Rendered.Body("\uFEFF甲\r\n乙\0"));

    [Fact]
    public void A_text_over_512_kilobytes_is_refused() =>
        Assert.Equal(RenderLimit.Length, Rendered.Refusal(new string('字', 180_000))?.Limit);

    [Fact]
    public void Too_many_links_are_refused_with_the_line()
    {
        var refusal = Rendered.Refusal(string.Concat(Enumerable.Repeat("[a](b)\n", 5_001)));
        Assert.Equal(new RenderError(RenderLimit.Links, 5_000, 5_001), refusal);
    }

    [Theory]
    [InlineData("# a\n")]
    [InlineData("a\n===\n")]
    [InlineData("a\n---\n\n")]
    public void Too_many_headings_are_refused(string heading) =>
        Assert.Equal(RenderLimit.Headings, Rendered.Refusal(string.Concat(Enumerable.Repeat(heading, 2_001)))?.Limit);

    [Theory]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData(">")]
    public void Too_many_markers_on_a_line_are_refused(string marker) =>
        Assert.Equal(
            new RenderError(RenderLimit.LeadingMarkers, 60, 2),
            Rendered.Refusal("x\n" + string.Concat(Enumerable.Repeat(marker, 61)) + "a")
        );

    [Fact]
    public void Markup_nested_too_deep_is_refused() =>
        Assert.Equal(
            RenderLimit.Nesting,
            Rendered.Refusal(string.Concat(Enumerable.Repeat("*a **b ", 200)) + string.Concat(Enumerable.Repeat("b** a* ", 200)))?.Limit
        );

    [Theory]
    [InlineData("<div>", 101, RenderLimit.TagDepth)]
    [InlineData("<b>", 101, RenderLimit.TagDepth)]
    [InlineData("<span>", 101, RenderLimit.TagDepth)]
    [InlineData("<table><tr><td>", 101, RenderLimit.TagDepth)]
    [InlineData("<svg><g>", 101, RenderLimit.TagDepth)]
    [InlineData("<br>", 20_001, RenderLimit.Tags)]
    [InlineData("<p>", 20_001, RenderLimit.Tags)]
    [InlineData("<i></i>", 20_001, RenderLimit.Tags)]
    public void Too_many_or_too_deep_tags_are_refused(string tag, int count, RenderLimit limit) =>
        Assert.Equal(limit, Rendered.Refusal(string.Concat(Enumerable.Repeat(tag, count)))?.Limit);

    [Fact]
    public void Too_many_attributes_are_refused() =>
        Assert.Equal(
            RenderLimit.Tags,
            Rendered.Refusal("<a " + string.Concat(Enumerable.Range(0, 101).Select(n => $"b{n}=c ")) + ">x</a>")?.Limit
        );

    [Fact]
    public void Unclosed_paragraphs_and_items_do_not_count_as_depth() =>
        Assert.Null(
            Rendered.Refusal(
                string.Concat(Enumerable.Repeat("<p>a", 500))
                    + "<ul>"
                    + string.Concat(Enumerable.Repeat("<li>a", 500))
                    + "</ul><table>"
                    + string.Concat(Enumerable.Repeat("<tr><td>a", 500))
                    + "</table>"
            )
        );

    [Theory]
    [InlineData("<div><!--</div>-->")]
    [InlineData("<div><!--><!--</div>-->")]
    [InlineData("<div><!-- --!><!--</div>-->")]
    [InlineData("<div title='></div>'>")]
    [InlineData("<div title = \"></div>\">")]
    [InlineData("<div title\n=\n'</div>'>")]
    [InlineData("<div title=x='></div>'>")]
    [InlineData("<div title='x'y='</div>'>")]
    [InlineData("<div><i title=\"</div>\"></i>")]
    [InlineData("<div><style></div></style>")]
    [InlineData("<div><script><!--<script></script></div></script>")]
    [InlineData("<div><textarea></div></textarea>")]
    [InlineData("<div><svg><style></svg></div></style>")]
    [InlineData("<svg><style><g>")]
    [InlineData("<select><xmp></select><div>")]
    [InlineData("<template><col><xmp></template><div>")]
    [InlineData("<div><? </div>")]
    [InlineData("<<!-- -->div>")]
    [InlineData("<<svg></svg>div>")]
    [InlineData("<<script></script>div>")]
    [InlineData("<div><![CDATA[</div>]]>")]
    [InlineData("<div></ </div>")]
    [InlineData("<span><div></span>")]
    [InlineData("<table><div></div><tr><td><span><table></span>")]
    [InlineData("<my-box><div></my-box>")]
    [InlineData("<iframe><div></iframe><div>")]
    [InlineData("<b><div></b>")]
    [InlineData("<div><p></div x><div></ div>")]
    public void Depth_cannot_hide_from_the_count(string pattern)
    {
        // Either the counter detects the depth, or the tree stays shallow.
        var html = "<div>\n" + string.Concat(Enumerable.Repeat(pattern, 3_000));
        var refusal = Blog.Rendering.Html.HtmlScan.Check(html, out _, out var kept);
        var body = new AngleSharp.Html.Parser.HtmlParser().ParseDocument("<!doctype html><body>" + kept).Body!;
        Assert.False(Blog.Rendering.Html.Dom.IsDeeperThan(body, 300), pattern + refusal);
    }

    [Fact]
    public void Marks_left_open_across_tables_do_not_multiply()
    {
        var html =
            "<div>\n"
            + string.Concat(Enumerable.Range(0, 3_000).Select(n => $"<b id=x{n}><table><td></b></table>"))
            + "</div>"
            + string.Concat(Enumerable.Repeat("<p>x", 5_000));
        Assert.NotNull(Rendered.Refusal(html));
    }

    [Fact]
    public void A_wrong_formula_is_a_problem_and_never_a_refusal()
    {
        var post = Rendered.Post("正文 $\\frac{$ 完");
        var problem = Assert.Single(post.Problems);
        Assert.Equal("\\frac{", problem.Source);
        Assert.NotEmpty(problem.Reason);
        Assert.Contains("<code class=\"formula-wrong\">\\frac{</code>", post.Body.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Trusted_html_is_made_by_the_sanitizer_and_the_database_mapping_only()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Blog.sln")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        var callers = Directory
            .EnumerateFiles(Path.Combine(root, "src", "Blog"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"RenderedHtml\s*\.\s*Trusted\s*\(", RegexOptions.NonBacktracking))
            .Select(file => Path.GetRelativePath(Path.Combine(root, "src", "Blog"), file).Replace('\\', '/'));
        Assert.All(
            callers,
            file => Assert.True(file == "Rendering/HtmlSanitizer.cs" || file.StartsWith("Data/Mapping/", StringComparison.Ordinal), file)
        );
    }
}
