using System.Text.RegularExpressions;
using Blog.Portability.Pages;
using Blog.Portability.Pages.Messages;

namespace Blog.Tests.Portability.Pages.Messages;

/// <summary>What the table of messages says in Chinese.</summary>
public sealed partial class ReportMessagesTests
{
    [Theory]
    [InlineData("image /img/雨 1.png was not found or is empty", "找不到图片 /img/雨 1.png，或文件为空")]
    [InlineData("image a.heic was skipped: the image is damaged", "图片 a.heic 已跳过：图片已损坏")]
    [InlineData(
        "image a.jpg was skipped: not a JPEG, PNG, GIF, WebP, AVIF or SVG image, but a BMP image",
        "图片 a.jpg 已跳过：不是 JPEG、PNG、GIF、WebP、AVIF 或 SVG 图片，而是 BMP 图片"
    )]
    [InlineData(
        "image a.jpg was skipped: not a JPEG, PNG, GIF, WebP, AVIF or SVG image, but an unknown kind of file",
        "图片 a.jpg 已跳过：不是 JPEG、PNG、GIF、WebP、AVIF 或 SVG 图片，文件类型不明"
    )]
    [InlineData("image a.png was skipped: cannot be read: Disk error", "图片 a.png 已跳过：无法读取：Disk error")]
    [InlineData("a section's own page", "栏目自身的页面，不是文章")]
    [InlineData("larger than 529 KB", "超过 529 KB")]
    [InlineData(
        "has no readable date: imported as a draft, so that it does not appear as new",
        "没有可以识别的日期，存为草稿，以免被当作新文章"
    )]
    [InlineData("'2018-02-29' is not a readable date", "“2018-02-29”不是可以识别的日期")]
    [InlineData("has no title: named 'a b' after its file", "没有标题，改用文件名“a b”")]
    [InlineData(
        "a post has only one category: 甲 / 乙 is kept, 丙, 丁 became tags",
        "一篇文章只能有一个分类：保留 甲 / 乙，丙, 丁 改为标签"
    )]
    [InlineData("only the first 20 of 31 tags are kept", "共有 31 个标签，只保留前 20 个")]
    [InlineData(
        "was not public (password: the blog would show it to everyone): imported as a draft",
        "原来未公开（password：在本站会对所有人公开），存为草稿"
    )]
    [InlineData("was not public (published: false): imported as a draft", "原来未公开（published: false），存为草稿")]
    [InlineData(
        "address '/a//b' has empty or dot segments: an address is generated instead",
        "地址“/a//b”含有空的路径段，或者 . 和 ..，改用自动生成的地址"
    )]
    [InlineData("old address '/' is the address of the home page: left out", "旧地址“/”是首页的地址，已略去")]
    [InlineData("old address /tags/x belongs to the blog itself: left out", "旧地址 /tags/x 由本站自己使用，已略去")]
    [InlineData("old address /a belongs to b.md", "旧地址 /a 属于 b.md")]
    [InlineData("address /a is taken: /a-2 is used instead", "地址 /a 已被占用，改用 /a-2")]
    [InlineData("address /a is longer than 500 characters: another one is used", "地址 /a 超过 500 个字符，改用别的地址")]
    [InlineData("its category path is longer than 500 characters", "分类路径超过 500 个字符")]
    [InlineData("its series was truncated to 300 characters", "系列名过长，截为 300 个字符")]
    [InlineData("line 3: title is written more than once, the last one counts", "第 3 行：title 写了不止一次，以最后一次为准")]
    [InlineData(
        "line 4: not valid YAML, read field by field (an unterminated list or text, or an invalid character)",
        "第 4 行：不是有效的 YAML，改为逐个字段读取（列表或文字没有结束，或者有无效字符）"
    )]
    [InlineData("not valid TOML: Unexpected token `x`", "不是有效的 TOML：Unexpected token `x`")]
    [InlineData(
        "line 8: \\frac: looks like TeX, but is not in a formula ($...$ or $$...$$)",
        "第 8 行：\\frac 像是 TeX，但不在公式里（$...$ 或 $$...$$）"
    )]
    [InlineData("line 8: <div: is not closed; what follows it is shown all the same", "第 8 行：<div 没有闭合，后面的内容照常显示")]
    [InlineData(
        "line 9: formula a: \\x{ cannot be shown: Expected '}', got 'EOF' at position 5: …",
        "第 9 行：公式 a: \\x{ 无法显示：Expected '}', got 'EOF' at position 5: …"
    )]
    [InlineData("line 9: formula x cannot be shown: Longer than a formula may be", "第 9 行：公式 x 无法显示：公式过长")]
    [InlineData("line 5: unknown tag 'mystery': left out", "第 5 行：不认识的标签 mystery，已略去")]
    [InlineData("unknown tag 'a': only its text was kept in a.md, b.md", "不认识的标签 a，只保留其中的文字，见 a.md, b.md")]
    [InlineData(
        "unknown tag 'a': only its text was kept in a.md and 3 more",
        "不认识的标签 a，只保留其中的文字，见 a.md，以及另外 3 个文件"
    )]
    [InlineData("line 2: tag 'post_link' names a post that is not there: x: y", "第 2 行：标签 post_link 引用的文章不存在：x: y")]
    [InlineData(
        "line 2: Liquid was left as it is: more than 16 filters in a tag",
        "第 2 行：Liquid 代码保持原样：一个标签里的过滤器超过 16 个"
    )]
    [InlineData(
        "Liquid was left as it is: a.html: a range that is too long or unknown",
        "Liquid 代码保持原样：a.html：区间过长，或者无法确定"
    )]
    [InlineData("Liquid was left as it is: Invalid 'for' tag", "Liquid 代码保持原样：Invalid 'for' tag")]
    [InlineData("drafts/私: a link, not followed", "drafts/私：符号链接，不跟随")]
    [InlineData(
        "config.toml, line 3: not valid TOML: Missing `]`: x: not read",
        "config.toml 第 3 行：不是有效的 TOML：Missing `]`: x，没有读取"
    )]
    [InlineData(
        "2 of 9 dates fall on another day in the site's time zone (UTC) than in their files: change the time zone in the settings if "
            + "readers should see the days of the files",
        "9 个日期中有 2 个在本站的时区（UTC）里与文件中的不是同一天：若要显示文件中的日期，请在设置里更改时区"
    )]
    [InlineData("its date is in the future: public from 2030-01-01 00:00 +08:00 on", "日期在将来，从 2030-01-01 00:00 +08:00 起公开")]
    public void A_message_is_said_in_Chinese(string english, string chinese) => Assert.Equal(chinese, ReportMessages.InChinese(english));

    [Fact]
    public void Every_line_of_the_table_translates_its_own_example()
    {
        var wrong = new List<string>();
        foreach (var pattern in ReportMessages.All)
        {
            string[] places =
            [
                .. pattern.Kinds.Select(
                    (kind, at) =>
                        kind switch
                        {
                            "number" => $"{at + 41}",
                            "known" => "is no address",
                            _ => $"‹{at}›",
                        }
                ),
            ];
            var chinese = ReportMessages.InChinese(pattern.Fill(places));
            var shown = places.Select(place => place == "is no address" ? "不是有效的地址" : place);
            if (chinese is null || shown.Any(place => !chinese.Contains(place, StringComparison.Ordinal)))
            {
                wrong.Add($"{pattern.English} → {chinese}");
            }
        }

        Assert.True(ReportMessages.All.Count > 150);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(ReportMessages.All.Count, ReportMessages.All.Select(pattern => pattern.English).Distinct().Count());
    }

    [Fact]
    public void The_Chinese_is_set_as_Chinese()
    {
        var wrong = ReportMessages
            .All.Where(pattern => !pattern.Chinese.Any(IsHan) || Unset().IsMatch(pattern.Chinese))
            .Select(pattern => pattern.Chinese);
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_page_marks_what_it_cannot_say_in_its_own_language()
    {
        Assert.Equal(("不是有效的地址", null), ImportTexts.Chinese.Message("is no address"));
        Assert.Equal(("Something unforeseen", "en"), ImportTexts.Chinese.Message("Something unforeseen"));
        Assert.Equal(("is no address", null), ImportTexts.English.Message("is no address"));
        Assert.Equal(("已中止", null), ImportTexts.Chinese.Failure("stopped"));
        Assert.Equal(("文件夹 笔记 已经不在", null), ImportTexts.Chinese.Failure("the folder 笔记 is gone"));
        Assert.Equal(("压缩包里有两个同名文件。", null), ImportTexts.Chinese.Failure("Ambiguous"));
        Assert.Equal(("Boom", "en"), ImportTexts.Chinese.Failure("Boom"));
        Assert.Equal("没有时区的日期按 Asia/Shanghai（_config.yml）读取。", ImportTexts.Chinese.DatesReadAs("Asia/Shanghai (_config.yml)"));
        Assert.Equal("没有时区的日期按 UTC（默认）读取。", ImportTexts.Chinese.DatesReadAs("UTC (default)"));
        Assert.Equal("没有时区的日期按 UTC（本站的设置）读取。", ImportTexts.Chinese.DatesReadAs("UTC (the site's setting)"));
        Assert.Equal("Dates without a time zone were read as UTC (default).", ImportTexts.English.DatesReadAs("UTC (default)"));
    }

    private static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';

    /// <summary>No blank between Chinese and Latin words, or a mark of half width after Chinese.</summary>
    [GeneratedRegex("[\u4e00-\u9fff][A-Za-z0-9,;:!?()]|[A-Za-z0-9][\u4e00-\u9fff]", RegexOptions.NonBacktracking)]
    private static partial Regex Unset();
}
