using System.Text;
using Blog.Data.Posts.Files;

namespace Blog.Tests.Data.Posts.Files;

/// <summary>The language of a file is the one of its author's words.</summary>
public sealed class PostFileLanguageTests
{
    private const string English = "It rained all night and the river rose over the bridge near the old mill. ";

    public static TheoryData<string, string> Chinese =>
        new()
        {
            {
                "formulas",
                "可得\n\n$$\\frac{\\partial f}{\\partial x} = \\lim_{h \\to 0} \\frac{f(x+h) - f(x)}{h}$$\n\n令 $\\log\\sin\\theta = 0$。"
            },
            { "brackets", "可得 \\(\\log L(\\theta) = \\sum \\log f\\) 与\n\n\\[\n\\arg\\max_\\theta \\log L(\\theta)\n\\]\n" },
            {
                "links",
                string.Concat(
                    Enumerable.Range(1, 9).Select(n => $"- [库{n}](https://a.com/some/long/path-to/a-tool?from=blog&id={n})：好\n")
                )
            },
            {
                "addresses",
                string.Concat(Enumerable.Range(1, 9).Select(n => $"- https://a.com/some-organization/project-{n}/docs/start.md\n"))
            },
            { "references", "看[甲][a]。\n\n[a]: https://a.com/some/long/path/to/a/page/with/many/words \"a title of many words\"\n" },
            {
                "images",
                "湖。\n\n![one of the many photos of the lake](https://a.com/lake/photo/one.jpg) ![and another one of them](/b.jpg)\n"
            },
            {
                "html",
                "湖。\n\n<img src=\"/2023/lake-1.jpg\" width=\"800\" alt=\"the lake at dawn\" loading=\"lazy\">\n<br class=\"a b c\">\n"
            },
            { "inline html", "湖 <span class=\"one two three four\" title=\"five six seven eight nine\">边</span>。" },
            { "comments", "湖。\n\n<!-- " + English + English + " -->\n\n山。" },
            { "inline code", "用 `git rebase -i HEAD` 改，用 `docker compose up --build` 起，用 `kubectl get pods -o wide` 看。" },
            { "fences", "如下：\n\n```nginx\nserver { listen 80; server_name a.com; location / { proxy_pass http://b; } }\n```\n" },
            { "fences in items", "- 如下：\n  ~~~\n  server { listen 80; server_name a.com; location root proxy pass host }\n  ~~~\n" },
            { "indented code", "如下：\n\n    server { listen 80; server_name a.com; location / { proxy_pass http://b; } }\n\n完。" },
            { "quotation", "读到：\n\n> " + English + English + English + "\n\n喜欢。" },
            { "lyrics", English + "\n" + English },
        };

    [Theory]
    [MemberData(nameof(Chinese))]
    public void What_is_not_words_of_the_author_does_not_count(string kind, string body) =>
        Assert.True(LanguageOf(kind == "lyrics" ? "抄一首喜欢的英文老歌" : "随手记", body) == "zh-CN", kind);

    [Theory]
    [InlineData("A walk", English)]
    [InlineData("A walk", English + "\n\n> 天下大势，分久必合，合久必分。周末七国分争，并入于秦。\n")]
    [InlineData("Learning 汉字", English + English + "The sign 山 is a mountain.")]
    [InlineData("Notes", "<p>" + English + "</p>")]
    [InlineData("Listing", "```\n中文注释中文注释中文注释\n```\n\n" + English)]
    public void English_stays_English(string title, string body) => Assert.Equal("en", LanguageOf(title, body));

    [Theory]
    [InlineData("Foo", "", "zh-CN", "zh-CN")]
    [InlineData("Foo", "", "fr", "fr")]
    [InlineData("Foo", English + English, "zh-CN", "en")]
    [InlineData("Le vent", "Il pleut depuis hier soir et la rivière monte encore un peu plus.", "fr", "fr")]
    [InlineData("随手记", "今天下雨。", "en", "zh-CN")]
    [InlineData("随手记", "今天下雨。", "zh-TW", "zh-TW")]
    public void The_site_says_what_the_words_do_not(string title, string body, string site, string language) =>
        Assert.Equal(language, LanguageOf(title, body, site));

    [Theory]
    [InlineData("lang: en\n", "en")]
    [InlineData("lang: zh-Hant\n", "zh-Hant")]
    [InlineData("lang: zh_TW\n", "zh-TW")]
    [InlineData("lang: zh-hk\n", "zh-HK")]
    [InlineData("lang: zh-Hans\n", "zh-CN")]
    [InlineData("lang: en-GB\n", "en-GB")]
    [InlineData("", "ja")]
    public void A_language_given_for_all_is_for_files_that_name_none(string line, string language) =>
        Assert.Equal(language, LanguageOf("随手记", "今天下雨。", given: "ja", line: line));

    private static string LanguageOf(string title, string body, string? site = null, string? given = null, string line = "") =>
        PostFileReader
            .Read(
                PostFilePath.Of("a.md"),
                Encoding.UTF8.GetBytes($"---\ntitle: {title}\ndate: 2020-01-01\n{line}---\n{body}"),
                new PostFileConventions(TimeZoneInfo.Utc) { Language = given, SiteLanguage = site }
            )
            .Post!.Language;
}
