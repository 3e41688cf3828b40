using System.Text;
using Blog.Rendering.Output;
using Blog.Rendering.Text;

namespace Blog.Tests.Rendering.Summaries;

public sealed class SummaryTests
{
    private static readonly string[] Blocks =
    [
        "一段文字，带 **强调**、`代码`、[链接](/x) 和 $x_1$。",
        "A paragraph with *marks*, a note[^1] and https://a.com/x.",
        "## 标题 {0}",
        "### Heading {0}",
        "- 一\n- 二\n  - 三\n- 四",
        "1. one\n2. two\n\n   more",
        "> 引用\n>\n> > 深一层\n> > - 列表",
        "> [!NOTE]\n> 提示\n> - 项",
        "```csharp\nvar x = 1;\n```",
        "| a | b |\n|---|--:|\n| 1 | 2 |",
        "$$\nx = 1\n$$",
        "![图](/a.png \"题注\")",
        "- [ ] 待办\n- [x] 完成",
        "术语\n:   解释\n:   又一个",
        "<div class=\"x\">\n\n里面的 **文字**\n\n</div>",
        "<details><summary>展开</summary>\n\n内容\n\n</details>",
        "<div><p>原样<b>粗</div>",
        "<table><tr><td>1<tr><td>2</table>",
        "---",
        "<span id=\"a{0}\">有名字</span>",
        "<ul><li>一<li>二<ul><li>三</ul></ul>",
        "<center><font>旧</font></center>",
        "<p>没有结束",
        "*强调里\n换行*",
        "文字<br>换行",
        "<ruby>漢<rt>かん</rt></ruby>",
        "<dl><dt>a<dd>b</dl>",
        "<blockquote>引<div>块</blockquote>",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 500)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_summary_is_balanced_and_without_ids_wherever_the_mark_stands(int seed)
    {
        var post = Rendered.Post(Document(seed));
        foreach (var (html, isSummary) in new[] { (post.Body.Value, false), (post.Summary.Value, true) })
        {
            // A parser prints the same HTML again: nothing was left open or misplaced.
            var tree = Rendered.Parse(html);
            Assert.Equal(Same(html), Same(tree.InnerHtml));
            Assert.DoesNotContain(
                tree.QuerySelectorAll("p p, p div, p ul, a a, ul > :not(li), ol > :not(li), li > li, :not(ul):not(ol) > li"),
                _ => true
            );
            Assert.True(!isSummary || tree.QuerySelector("[id], .anchor, .footnote-ref, .footnotes, h1, h2, details.fold") is null, html);
        }

        Assert.Equal(1, Rendered.Parse(post.Body.Value).QuerySelectorAll("#more").Length);
        Assert.False(post.Summary.IsEmpty);
    }

    [Theory]
    [InlineData("other", "/2021/05/other")]
    [InlineData("./other?a=b#c", "/2021/05/other?a=b#c")]
    [InlineData("../06/other/", "/2021/06/other/")]
    [InlineData("../../../x", "/x")]
    [InlineData("..", "/2021/")]
    [InlineData("?page=2", "/2021/05/post?page=2")]
    [InlineData("#x", "/2021/05/post#x")]
    [InlineData("/y", "/y")]
    [InlineData("//a.com/y", "//a.com/y")]
    [InlineData("https://a.com/y", "https://a.com/y")]
    [InlineData("mailto:a@b.c", "mailto:a@b.c")]
    public void A_relative_link_is_resolved_at_the_post(string link, string address)
    {
        var post = Rendered.Post(
            $"[a]({link})\n\n<!-- more -->\n\nb",
            Rendered.English with
            {
                Address = "/2021/05/post",
                BasePath = "/blog",
            }
        );
        var expected = address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) ? "/blog" + address : address;
        Assert.Equal(expected, Rendered.Parse(post.Summary.Value).QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void Relative_images_and_media_are_resolved_at_the_post()
    {
        var post = Rendered.Post(
            "![a](b.png) <video src=\"c.mp4\" poster=\"d.png\"></video> "
                + "<picture><source srcset=\"e.webp 2x\"><img src=\"f.png\" alt=\"\"></picture>\n\n<!-- more -->\n\nb",
            Rendered.English with
            {
                Address = "/2021/post/",
            }
        );
        foreach (var name in new[] { "b.png", "c.mp4", "d.png", "e.webp 2x", "f.png" })
        {
            Assert.Contains("\"/2021/post/" + name + "\"", post.Summary.Value, StringComparison.Ordinal);
            Assert.Contains("\"" + name + "\"", post.Body.Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_link_in_another_case_leads_to_the_heading_of_the_post() =>
        Assert.Contains(
            "href=\"/post#part-two\"",
            Rendered.Summary("[a](#Part-Two)\n\n<!-- more -->\n\n## Part Two", Rendered.English),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_description_is_the_summary_of_a_post_without_a_mark()
    {
        var post = Rendered.Post("正文", Rendered.Chinese with { Description = " 1 < 2 & **3** " });
        Assert.Equal("<p>1 &lt; 2 &amp; **3**</p>", post.Summary.Value);
        Assert.Equal(SummarySource.Description, post.SummarySource);
    }

    [Fact]
    public void A_mark_comes_before_the_description()
    {
        var post = Rendered.Post("甲\n\n<!-- more -->\n\n乙", Rendered.Chinese with { Description = "说明" });
        Assert.Equal("<p>甲</p>", post.Summary.Value);
        Assert.Equal(SummarySource.Mark, post.SummarySource);
    }

    [Fact]
    public void A_mark_before_any_content_leaves_the_description()
    {
        var post = Rendered.Post("# 题目\n\n<!-- more -->\n\n正文", Rendered.Chinese with { Title = "题目", Description = "说明" });
        Assert.Equal(SummarySource.Description, post.SummarySource);
        Assert.Contains("<span id=\"more\"></span>", post.Body.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_post_is_its_own_summary() => Assert.Equal(SummarySource.Whole, Rendered.Post("短文。").SummarySource);

    [Fact]
    public void A_short_post_with_notes_is_not_whole() =>
        Assert.Equal(SummarySource.Beginning, Rendered.Post("短文。[^1]\n\n[^1]: 注。").SummarySource);

    [Fact]
    public void A_long_post_never_shows_itself_whole()
    {
        foreach (var block in new[] { "一句话说完。", "- 项目文字\n", "> 引文很多字。\n", "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n" })
        {
            var post = Rendered.Post(string.Join("\n\n", Enumerable.Repeat(block, 400)));
            Assert.Equal(SummarySource.Beginning, post.SummarySource);
            Assert.InRange(Length(post), 1, 320);
        }
    }

    [Fact]
    public void Whole_blocks_are_taken_up_to_200_characters()
    {
        var paragraph = new string('字', 89) + "。";
        var post = Rendered.Post(string.Join("\n\n", Enumerable.Repeat(paragraph, 5)));
        Assert.Equal(2, Rendered.Parse(post.Summary.Value).QuerySelectorAll("p").Length);
    }

    [Fact]
    public void A_hundred_english_words_are_the_measure_of_english()
    {
        var paragraph = string.Join(' ', Enumerable.Repeat("word", 45)) + ".";
        var post = Rendered.Post(string.Join("\n\n", Enumerable.Repeat(paragraph, 5)), Rendered.English);
        Assert.Equal(2, Rendered.Parse(post.Summary.Value).QuerySelectorAll("p").Length);
    }

    [Fact]
    public void A_giant_first_paragraph_is_cut_behind_a_sentence()
    {
        var post = Rendered.Post(string.Concat(Enumerable.Repeat("这一句恰好有十个字啊。", 60)));
        Assert.EndsWith("。……</p>", post.Summary.Value, StringComparison.Ordinal);
        Assert.InRange(Length(post), 150, 200);
    }

    [Fact]
    public void An_english_paragraph_is_cut_behind_a_sentence()
    {
        var post = Rendered.Post(string.Concat(Enumerable.Repeat("This sentence has exactly **six** words. ", 60)), Rendered.English);
        Assert.EndsWith("words.…</p>", post.Summary.Value, StringComparison.Ordinal);
        Assert.InRange(Length(post), 150, 200);
    }

    [Fact]
    public void A_paragraph_without_a_sentence_is_cut_at_a_word()
    {
        var post = Rendered.Post(string.Concat(Enumerable.Repeat("word ", 500)), Rendered.English);
        Assert.EndsWith("word…</p>", post.Summary.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_paragraph_a_little_over_the_limit_stays_whole()
    {
        var post = Rendered.Post(new string('字', 300) + "。\n\n尾");
        Assert.DoesNotContain("……", post.Summary.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_giant_list_is_summarized_as_text()
    {
        var post = Rendered.Post(string.Concat(Enumerable.Repeat("- 一个不长的项目。\n", 80)));
        Assert.StartsWith("<p>一个不长的项目。", post.Summary.Value, StringComparison.Ordinal);
        Assert.EndsWith("……</p>", post.Summary.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_giant_code_block_is_skipped()
    {
        var post = Rendered.Post("```\n" + string.Concat(Enumerable.Repeat("x\n", 100)) + "```\n\n后面的文字。");
        Assert.Equal("<p>后面的文字。</p>", post.Summary.Value);
        Assert.Equal(SummarySource.Beginning, post.SummarySource);
    }

    [Fact]
    public void A_fragment_link_leads_into_the_post_with_the_base_path()
    {
        var post = Rendered.Post("[下文](#乙)\n\n<!-- more -->\n\n## 乙", Rendered.Chinese with { Address = "/a/b/", BasePath = "/blog" });
        Assert.Equal("<p><a href=\"/blog/a/b/#乙\">下文</a></p>", post.Summary.Value);
    }

    private static int Length(RenderedPost post) => WordCounter.Count(Rendered.Parse(post.Summary.Value).TextContent).Measure;

    // Two printers may write an empty attribute or a quote in two ways.
    private static string Same(string html) =>
        html.Replace("=\"\"", "", StringComparison.Ordinal)
            .Replace("&quot;", "\"", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal);

    /// <summary>Random blocks with the more marker at a random place in one of them, but not in the first.</summary>
    private static string Document(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("开头一段。\n\n");
        var count = random.Next(1, 8);
        var marked = random.Next(count);
        for (var i = 0; i < count; i++)
        {
            var block = Blocks[random.Next(Blocks.Length)]
                .Replace("{0}", random.Next(3).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
            text.Append(i != marked ? block : WithMark(block, random)).Append("\n\n");
        }

        return text.Append("[^1]: 注。\n").ToString();
    }

    private static string WithMark(string block, Random random)
    {
        // In code, in a tag or in an address the mark would be text: there it stands behind the block instead.
        var at = random.Next(block.Length + 1);
        var inside =
            block.Contains('`', StringComparison.Ordinal)
            || block.Contains('$', StringComparison.Ordinal)
            || block.Contains('|', StringComparison.Ordinal)
            || block.Contains('(', StringComparison.Ordinal)
            || block.Contains("http", StringComparison.Ordinal)
            || block.Contains('"', StringComparison.Ordinal)
            || block[..at].LastIndexOf('<') > block[..at].LastIndexOf('>')
            || at == 0;
        return inside ? block + "\n\n<!-- more -->" : block[..at] + "<!-- more -->" + block[at..];
    }
}
