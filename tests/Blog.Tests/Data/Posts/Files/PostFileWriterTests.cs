using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Blog.Data.Posts.Files;

namespace Blog.Tests.Data.Posts.Files;

public sealed class PostFileWriterTests
{
    private const string MediaId = "0123456789abcdef0123456789abcdef";
    private static readonly DateTimeOffset Spring = new(2024, 3, 20, 11, 6, 30, TimeSpan.FromHours(8));
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly PostFileConventions Newfoundland = new(TimeZoneInfo.FindSystemTimeZoneById("America/St_Johns"));

    /// <summary>Values that YAML, the reader's guard, its normalization, or an address would misread.</summary>
    private static readonly string[] NastyWords =
    [
        "yes",
        "No",
        "y",
        "null",
        "~",
        "true",
        "1",
        "1.0",
        "0x1F",
        "1e5",
        "12:30",
        "2020-01-02",
        "2020-01-02T03:04:05Z",
        "-1",
        ".5",
        ".inf",
        "+1",
        "=",
        "<<",
        "-",
        "- a",
        "?",
        "? a",
        ": a",
        "a: b",
        "a:b",
        "a #b",
        "#b",
        "C#",
        "C++: an end",
        "it's",
        "\"quoted\"",
        "'single'",
        "say \"hi\" and 'bye'",
        "back\\slash \\n",
        "tab\tinside",
        "[",
        "]",
        "[[[[[[[[[[[[[[[[[[[[[[",
        "{{{{{{{{{{{{{{{{{{{{{{",
        "[a, b]",
        "{a: b}",
        "a, b",
        "*bold*",
        "&anchor",
        "!tag",
        "!!str",
        "%percent",
        "100%",
        "%20",
        "@at",
        "`code`",
        "| pipe",
        "> fold",
        "---",
        "...",
        "```",
        "中文标题：副标题",
        "《书名》——“引文”",
        "🙂",
        "emoji 👨‍👩‍👧 inside",
        "e\u0301",
        "é",
        "日本語、한국어",
        "\u3000wide blank\u3000",
        "no\u00A0break",
        "zero\u200Bwidth",
        "right\u202Eleft",
        "line\u2028separator",
        "next\u0085line",
        "a  b",
        "two\nlines",
        "trailing\n",
        "a\n\nb",
        "a\n  indented\n",
        "key: value\nother: value",
        "2020 年总结",
        "１２３",
        "🏳️‍🌈: pride",
        "a ",
        " a",
        "\u0085",
        "\\",
        "\"",
        "/a/:title",
        "/a/:year/b",
        "//x",
        "verbatim",
        "{{ title }}",
        "<b>html</b>",
        "&amp;",
        "a\\u0041",
        "𠮷野家",
        "x\uFFFDy",
    ];

    private static readonly string[] NastyBodies =
    [
        "",
        "\n",
        "\n\n\nafter blank lines",
        "text",
        "text\n",
        "text\n\n\n",
        "# {title}\n\nThe heading repeats the title.\n",
        "# Another\n",
        "{title}\n===\n\nx",
        "---\ntitle: not a head\n---\n",
        "---\n",
        "...\n",
        "```yaml\n---\na: b\n```\n",
        "+++\n+++\n",
        "{\"a\": 1}\n",
        "   indented\n",
        "\tcode\n",
        "trailing blanks  \n",
        "中文，English 混排 🙂\n",
        "a\u2028b\u0085c\n",
        "<!--more-->\n",
        "\uFEFFbom\n",
        "x\u200B\n",
        "*[*[*[*[",
        "date: 2020-01-01\n---\n",
    ];

    private static PostFile Plain { get; } =
        new()
        {
            Title = "Hello",
            Markdown = "Text\n",
            BodyLine = 1,
            Language = "en",
            Name = "hello",
            Date = Spring,
        };

    private static PostFile Read(string text) =>
        PostFileReader.Read(PostFilePath.Of("anywhere/other.zh.md"), Encoding.UTF8.GetBytes(text), Newfoundland).Post!;

    /// <summary>Writes, reads in another place and zone, and compares; then writes what was read, which must give the same bytes.</summary>
    private static string RoundTrip(PostFile post)
    {
        var written = PostFileWriter.Write(post);
        Assert.Null(written.Loss);
        var read = Read(written.Text);
        Assert.Null(PostFileDifference.Find(post, read));
        Assert.Equal(post.Markdown, read.Markdown);
        Assert.Equal(written.Text, PostFileWriter.Write(read).Text);
        return written.Text;
    }

    [Fact]
    public void A_post_with_everything_has_this_file() =>
        Assert.Equal(
            $$"""
            ---
            title: 用 C# 写博客：从零开始
            date: 2024-03-20T11:06:30+08:00
            updated: 2024-05-01T09:00:00.250+08:00
            slug: csharp-blog
            permalink: /2024/03/用-C#-写博客.html
            url: /2024/03/用-C#-写博客.html
            lang: zh-CN
            categories:
              - [编程, ".NET"]
            tags:
              - C#
              - ASP.NET Core
              - 写作
            description: "一篇长文：含“引号”、emoji 🙂 与 \"quotes\"。\n第二行。"
            cover: /media/0123456789abcdef0123456789abcdef/封面.png
            pinned: true
            hidden: true
            comments: false
            evergreen: true
            translationKey: csharp-blog
            series: 从零开始
            aliases:
              - /?p=12
              - /archives/123/
            mathjax: true
            toc:
              depth: 3
              numbers: "off"
            ---

            正文第一段，中文与 English 混排。

            ![图](/media/fedcba9876543210fedcba9876543210/diagram.png)

            """.ReplaceLineEndings("\n"),
            RoundTrip(
                new PostFile
                {
                    Title = "用 C# 写博客：从零开始",
                    Markdown = "正文第一段，中文与 English 混排。\n\n![图](/media/fedcba9876543210fedcba9876543210/diagram.png)\n",
                    BodyLine = 1,
                    Language = "zh-CN",
                    Name = "csharp-blog",
                    Address = "/2024/03/用-C#-写博客.html",
                    Date = Spring,
                    Updated = new DateTimeOffset(2024, 5, 1, 9, 0, 0, 250, TimeSpan.FromHours(8)),
                    Category = ["编程", ".NET"],
                    Tags = ["C#", "ASP.NET Core", "写作"],
                    Description = "一篇长文：含“引号”、emoji 🙂 与 \"quotes\"。\n第二行。",
                    Cover = $"/media/{MediaId}/封面.png",
                    IsPinned = true,
                    IsHidden = true,
                    CommentsOpen = false,
                    IsEvergreen = true,
                    TranslationKey = "csharp-blog",
                    Series = "从零开始",
                    Aliases = ["/?p=12", "/archives/123/"],
                    OtherFields = """{"mathjax":"true","toc":{"depth":"3","numbers":"off"}}""",
                }
            )
        );

    [Fact]
    public void An_English_post_reads_as_an_author_would_write_it() =>
        Assert.Equal(
            "---\ntitle: \"Ten years of blogging: what I'd do again\"\ndate: 2024-03-20T11:06:30+08:00\nslug: ten-years\nlang: "
                + "en\ncategories:\n  - Essays\ntags:\n  - writing\ndescription: A look back.\n---\n\nIt began with a *plain* text "
                + "file.\n",
            RoundTrip(
                Plain with
                {
                    Title = "Ten years of blogging: what I'd do again",
                    Name = "ten-years",
                    Category = ["Essays"],
                    Tags = ["writing"],
                    Description = "A look back.",
                    Markdown = "It began with a *plain* text file.\n",
                }
            )
        );

    [Fact]
    public void A_page_and_a_draft_say_what_they_are()
    {
        Assert.Contains("\ntype: page\n", RoundTrip(Plain with { IsPage = true, Date = null }), StringComparison.Ordinal);
        Assert.Contains("\ndraft: true\n", RoundTrip(Plain with { IsDraft = true, Date = null }), StringComparison.Ordinal);
        RoundTrip(Plain with { IsDraft = true });
        RoundTrip(Plain with { IsDraft = true, OtherFields = """{"date":"2020-01-01"}""" });
    }

    /// <summary>Every field takes every nasty value once, except those that its normal form excludes (a title of two lines).</summary>
    [Fact]
    public void Any_field_values_round_trip()
    {
        for (var i = 0; i < NastyWords.Length; i++)
        {
            var (words, next) = (NastyWords[i], NastyWords[(i + 1) % NastyWords.Length]);
            var (line, nextLine) = (Line(words), Line(next));
            var path =
                "/" + line.Trim('/', '.', '\\', ' ').Replace("//", "/", StringComparison.Ordinal).Replace('\\', '-').Replace('\uFFFD', '-');
            RoundTrip(
                Plain with
                {
                    Title = line,
                    Name = nextLine,
                    Address = path.Length > 1 ? path : null,
                    Description = words.Trim() is { Length: > 0 } description ? description : null,
                    Cover = line,
                    Category = [line, nextLine],
                    Tags = [line, nextLine],
                    Series = line,
                    TranslationKey = nextLine,
                    Aliases = path.Length > 1 ? [path + "/old", path + "?p=1"] : [],
                    OtherFields = JsonSerializer.Serialize(
                        new Dictionary<string, object>
                        {
                            [line] = words,
                            ["nested"] = new object[]
                            {
                                words,
                                new object[] { new[] { words } },
                                new Dictionary<string, string> { [line] = next },
                            },
                        },
                        Relaxed
                    ),
                    Markdown = NastyBodies[i % NastyBodies.Length].Replace("{title}", line, StringComparison.Ordinal),
                }
            );
        }

        static string Line(string words) =>
            new string([.. words.Select(c => char.IsControl(c) ? '_' : c)]).Trim() is { Length: > 0 } line ? line : "x";
    }

    [Fact]
    public void Random_combinations_of_fields_round_trip()
    {
        var random = new Random(20240320);
        for (var run = 0; run < 400; run++)
        {
            string Some() =>
                new string([
                    .. string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => NastyWords[random.Next(NastyWords.Length)]))
                        .Select(c => char.IsControl(c) ? ' ' : c),
                ]).Trim()
                    is { Length: > 0 } text
                    ? text
                    : "x";
            RoundTrip(
                Plain with
                {
                    Title = Some(),
                    Description = random.Next(2) == 0 ? null : Some(),
                    Tags = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Some())],
                    Category = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Some())],
                    IsDraft = random.Next(3) == 0,
                    IsPinned = random.Next(2) == 0,
                    Date = Spring.AddMilliseconds(random.Next()).ToOffset(TimeSpan.FromMinutes(random.Next(-12 * 60, 12 * 60))),
                    Markdown = NastyBodies[random.Next(NastyBodies.Length)] + NastyBodies[random.Next(NastyBodies.Length)],
                }
            );
        }
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("zh-Hant")]
    [InlineData("en-GB-oxendict-x-private-use")]
    public void A_language_round_trips_exactly(string language) => RoundTrip(Plain with { Language = language });

    [Fact]
    public void A_heading_that_repeats_the_title_stays_in_the_text()
    {
        var text = RoundTrip(Plain with { Markdown = "# Hello\n\nText\n" });
        Assert.Contains("\nverbatim: true\n---\n# Hello\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_fields_stay_apart_from_those_that_are_read()
    {
        var text = RoundTrip(Plain with { IsPage = true, OtherFields = """{"type":"photo","hidden":"true","password":"x"}""" });
        Assert.Contains("\notherFields:\n  type: photo\n  hidden: true\n  password: x\n---\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_dates_and_switches_of_unknown_fields_keep_their_type()
    {
        var text = RoundTrip(
            Plain with
            {
                OtherFields = """{"toc":"true","depth":"2","since":"2020-01-02 03:04:05","mode":"on","empty":"","none":[],"nothing":{}}""",
            }
        );
        Assert.Contains(
            "\ntoc: true\ndepth: 2\nsince: 2020-01-02 03:04:05\nmode: \"on\"\nempty: \"\"\nnone: []\nnothing: {}\n---\n",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_names_of_own_media_are_listed_in_the_order_of_use()
    {
        var post = Plain with
        {
            Cover = $"/media/{MediaId}/a%20b.png",
            Markdown =
                $"<img src='/media/{MediaId}/960.webp'> [x](/media/{new string('1', 32)}/file.svg#x) "
                + $"![again](/media/{MediaId}/a%20b.png) /media/short/x.png\n",
        };
        Assert.Equal(
            [new(MediaId, "a b.png"), new(MediaId, "960.webp"), new(new string('1', 32), "file.svg")],
            PostFileWriter.Write(post).Media
        );
    }

    [Fact]
    public void Values_that_no_file_can_hold_are_reported_as_lost()
    {
        Assert.Contains(
            "16 KB",
            PostFileWriter
                .Write(Plain with { Aliases = [.. Enumerable.Range(0, 100).Select(number => $"/{new string('a', 300)}{number}")] })
                .Loss,
            StringComparison.Ordinal
        );
        Assert.Contains("Markdown", PostFileWriter.Write(Plain with { Markdown = "a\r\nb" }).Loss, StringComparison.Ordinal);
        Assert.Contains("title", PostFileWriter.Write(Plain with { Title = "two\nlines" }).Loss, StringComparison.Ordinal);
        Assert.Contains("JSON", PostFileWriter.Write(Plain with { OtherFields = "[1" }).Loss, StringComparison.Ordinal);
        Assert.Contains("draft", PostFileWriter.Write(Plain with { Date = null }).Loss, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verbatim_file_cannot_make_a_private_post_public()
    {
        Assert.True(Read("---\ntitle: x\ndate: 2020-01-01\nverbatim: true\npassword: secret\n---\n").IsDraft);
        Assert.True(Read("---\ntitle: x\nverbatim: true\n---\n").IsDraft);
        Assert.Equal("a b", Read("---\ntitle: \"a\\nb\"\nverbatim: true\n---\n").Title);
        Assert.Null(Read("---\ntitle: x\nverbatim: true\npermalink: /../x\n---\n").Address);
    }
}
