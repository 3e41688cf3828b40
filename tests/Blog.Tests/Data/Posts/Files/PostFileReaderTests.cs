using System.Globalization;
using System.Text;
using Blog.Data.Posts.Files;

namespace Blog.Tests.Data.Posts.Files;

public sealed class PostFileReaderTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static PostFileResult Map(string text, string path = "posts/some-post.md", SiteGenerator tool = SiteGenerator.Unknown) =>
        PostFileReader.Read(PostFilePath.Of(path), Encoding.UTF8.GetBytes(text), new PostFileConventions(Shanghai, tool));

    private static PostFile Post(
        string head,
        string path = "posts/some-post.md",
        SiteGenerator tool = SiteGenerator.Unknown,
        string body = "Body\n"
    )
    {
        var result = Map(
            head.StartsWith("+++", StringComparison.Ordinal)
                ? head + "\n" + body
                : "---\ntitle: T\ndate: 2020-01-01\n" + head + "\n---\n" + body,
            path,
            tool
        );
        Assert.Null(result.Refusal);
        Assert.NotNull(result.Post);
        return result.Post;
    }

    [Theory]
    [InlineData("2021-05-03 20:46:25", "2021-05-03T12:46:25Z")]
    [InlineData("2021-05-03", "2021-05-02T16:00:00Z")]
    [InlineData("2013/7/3 8:06:05", "2013-07-03T00:06:05Z")]
    [InlineData("2021-05-03T20:46:25+09:00", "2021-05-03T11:46:25Z")]
    [InlineData("2021-05-03T20:46:25.123Z", "2021-05-03T20:46:25Z")]
    [InlineData("2021-05-03 20:46:25 -0800", "2021-05-04T04:46:25Z")]
    [InlineData("'2021-05-03 20:46:25 -0800'", "2021-05-04T04:46:25Z")]
    [InlineData("2023-01-29 18:30:22 2023 -0800", "2023-01-30T02:30:22Z")]
    [InlineData("2021-05-03 20:46 # first draft", "2021-05-03T12:46:00Z")]
    [InlineData("2021-05-03 08:46:00 PM", "2021-05-03T12:46:00Z")]
    [InlineData("2021年5月3日", "2021-05-02T16:00:00Z")]
    [InlineData("2021-05-03 20:46:25 UTC", "2021-05-03T20:46:25Z")]
    [InlineData("2021-05-03 20:46:25 Europe/Berlin", "2021-05-03T18:46:25Z")]
    [InlineData("May 3, 2021", "2021-05-02T16:00:00Z")]
    [InlineData("Mon, 03 May 2021 20:46:25 +0000", "2021-05-03T20:46:25Z")]
    [InlineData("1620074785", "2021-05-03T20:46:25Z")]
    [InlineData("1620074785000", "2021-05-03T20:46:25Z")]
    [InlineData("20210503", "2021-05-02T16:00:00Z")]
    public void Dates_are_read_in_every_form(string words, string utc)
    {
        Assert.True(PostFileDate.TryParse(words, Shanghai, out var date, out _));
        Assert.Equal(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture), date.AddTicks(-(date.Ticks % TimeSpan.TicksPerSecond)));
    }

    [Theory]
    [InlineData("2021-13-01")]
    [InlineData("2021-02-30")]
    [InlineData("yesterday")]
    [InlineData("2020")]
    [InlineData("")]
    [InlineData("2021-01-01 25:00")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("{{ date }}")]
    [InlineData("2021-01-01 10:00 +9900")]
    [InlineData("٢٠٢٠-٠١-٠١")]
    [InlineData("२०२०-01-01 +०८:00")]
    [InlineData("May 3, 2020 +٠٨:٠٠")]
    public void Invalid_dates_are_not_guessed(string words) => Assert.False(PostFileDate.TryParse(words, Shanghai, out _, out _));

    [Theory]
    [InlineData("posts/2023-01-05-wal-mode.md", "wal-mode", null, "2023-01-05")]
    [InlineData("posts/wal.en.md", "wal", "en", null)]
    [InlineData("posts/wal.zh-cn.md", "wal", "zh-cn", null)]
    [InlineData("2023-01-05-wal.en.md", "wal", "en", "2023-01-05")]
    [InlineData("posts/node.js.md", "node.js", null, null)]
    [InlineData("posts/wal/index.md", "wal", null, null)]
    [InlineData("posts/wal/index.en.md", "wal", "en", null)]
    [InlineData("content/zh-cn/posts/wal.md", "wal", "zh-cn", null)]
    [InlineData("en/wal.md", "wal", "en", null)]
    [InlineData("_drafts/想法.md", "想法", null, null)]
    [InlineData("index.md", "index", null, null)]
    public void A_path_says_name_language_and_date(string path, string name, string? language, string? date)
    {
        var file = PostFilePath.Of(path);
        Assert.Equal((name, language, date), (file.Name, file.Language, file.Date));
    }

    [Theory]
    [InlineData("posts/wal.md", "posts/wal.en.md")]
    [InlineData("posts/wal/index.md", "posts/wal/index.en.md")]
    [InlineData("content/zh/posts/wal.md", "content/en/posts/wal.md")]
    public void Translations_share_a_name(string one, string other) =>
        Assert.Equal(PostFilePath.Of(one).TranslationName, PostFilePath.Of(other).TranslationName);

    [Fact]
    public void A_missing_title_is_the_first_heading_and_then_the_file_name()
    {
        Assert.Equal(
            "**WAL** `mode`".Replace("*", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal),
            Map("---\ndate: 2020-01-01\n---\n# **WAL** `mode`\n\nText").Post!.Title
        );
        Assert.Equal("Text", Map("# WAL\n\nText").Post!.Markdown);
        var named = Map("```sh\n# no heading\n```\n").Post!;
        Assert.Equal("some post", named.Title);
        Assert.Contains(named.Warnings, warning => warning.Contains("no title", StringComparison.Ordinal));
    }

    [Fact]
    public void A_first_heading_that_repeats_the_title_is_dropped()
    {
        var post = Post("", body: "\n# T\n\nText\n\n# T\n");
        Assert.Equal("Text\n\n# T\n", post.Markdown);
        Assert.Equal(9, post.BodyLine);
        Assert.Equal("T\n===\nText", Post("title: U", body: "T\n===\nText").Markdown);
        Assert.Equal("Text", Post("", body: "T\n===\n\nText").Markdown);
        Assert.Equal("intro\n\n# T\n", Post("", body: "intro\n\n# T\n").Markdown);
    }

    [Theory]
    [InlineData("permalink: /2021/05/03/y.html", "/2021/05/03/y.html")]
    [InlineData("permalink: about-x/", "/about-x/")]
    [InlineData("url: https://example.org/a/%E6%95%B0%E6%8D%AE/?x=1#y", "/a/数据/")]
    [InlineData("permalink: /%E4%B8%AD%E6%96%87.html", "/中文.html")]
    [InlineData("url: /数据库/为什么/", "/数据库/为什么/")]
    [InlineData("permalink: /:year/:month/:title.html", "/2020/01/some-post.html")]
    [InlineData("permalink: /Mixed/Case", "/Mixed/Case")]
    [InlineData("permalink: ../../etc/passwd", null)]
    [InlineData("permalink: /:nonsense/x", null)]
    [InlineData("permalink: /a\\b", null)]
    [InlineData("permalink: /", null)]
    [InlineData("permalink:", null)]
    public void An_address_is_preserved_exactly(string line, string? address)
    {
        var post = Post(line);
        Assert.Equal(address, post.Address);
        Assert.Equal(address is null && line.Length > "permalink:".Length, post.Warnings.Count > 0);
    }

    [Theory]
    [InlineData("categories: Databases", SiteGenerator.Unknown, "Databases", "")]
    [InlineData("categories:\n- 数据库\n- SQLite", SiteGenerator.Unknown, "数据库/SQLite", "")]
    [InlineData("categories: [A, B]", SiteGenerator.Hugo, "A", "B")]
    [InlineData("draft: false\ncategories: [A, B]", SiteGenerator.Unknown, "A", "B")]
    [InlineData("lastmod: 2020-02-02\ncategories: [A, B]", SiteGenerator.Unknown, "A", "B")]
    [InlineData("categories: A B", SiteGenerator.Jekyll, "A", "B")]
    [InlineData("category: A B", SiteGenerator.Jekyll, "A B", "")]
    [InlineData("categories: A B", SiteGenerator.Hexo, "A B", "")]
    [InlineData("categories:\n- [A, B]\n- [C]", SiteGenerator.Unknown, "A/B", "C")]
    [InlineData("categories:\n- [A, B]\n- C", SiteGenerator.Hexo, "A/B", "C")]
    [InlineData("Categories: 2020", SiteGenerator.Unknown, "2020", "")]
    [InlineData("categories:\ntags: []", SiteGenerator.Unknown, "", "")]
    [InlineData("tags: a, b，c、d", SiteGenerator.Unknown, "", "a|b|c|d")]
    [InlineData("tags: [a, A, '#b', C#]", SiteGenerator.Unknown, "", "a|#b|C#")]
    [InlineData("tag: two words", SiteGenerator.Hexo, "", "two words")]
    [InlineData("tag: two words", SiteGenerator.Jekyll, "", "two|words")]
    public void Categories_and_tags_mean_what_their_tool_means(string lines, SiteGenerator tool, string category, string tags)
    {
        var post = Post(lines, tool: tool);
        Assert.Equal(category, string.Join('/', post.Category));
        Assert.Equal(tags, string.Join('|', post.Tags));
    }

    [Fact]
    public void A_category_that_became_a_tag_is_reported() =>
        Assert.Contains(
            Post("categories: [A, B]", tool: SiteGenerator.Hugo).Warnings,
            warning => warning.Contains("B became tags", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("draft: true", "posts/x.md", true)]
    [InlineData("published: false", "posts/x.md", true)]
    [InlineData("draft: false", "posts/x.md", false)]
    [InlineData("", "_drafts/x.md", true)]
    [InlineData("", "source/_drafts/x.md", true)]
    [InlineData("password: secret", "posts/x.md", true)]
    [InlineData("private: true", "posts/x.md", true)]
    [InlineData("date: soon", "posts/x.md", true)]
    [InlineData("date:", "posts/x.md", true)]
    [InlineData("date:", "posts/2020-01-02-x.md", false)]
    [InlineData("date:\nlayout: page", "x.md", false)]
    public void A_file_is_a_draft_by_its_field_its_folder_or_a_missing_date(string lines, string path, bool isDraft) =>
        Assert.Equal(isDraft, Post(lines, path).IsDraft);

    [Fact]
    public void The_other_fields_are_mapped()
    {
        var post = Post(
            """
            updated: 2021-02-03 10:00:00
            excerpt: Short.
            cover_image: ./x.png
            sticky: 10
            hidden: true
            comments: false
            aliases: [/old/, old2.html, "https://example.org/三/"]
            redirect_from: /older
            translationKey: wal
            slug: other-name
            lang: zh_CN
            series: Storage
            mathjax: true
            resume: { a: [1, 中] }
            """
        );
        Assert.Equal(DateTimeOffset.Parse("2021-02-03T02:00:00Z", CultureInfo.InvariantCulture), post.Updated);
        Assert.Equal("Short.", post.Description);
        Assert.Equal("./x.png", post.Cover);
        Assert.True(post.IsPinned);
        Assert.True(post.IsHidden);
        Assert.False(post.CommentsOpen);
        Assert.Equal(["/old/", "/old2.html", "/三/", "/older"], post.Aliases);
        Assert.Equal("wal", post.TranslationKey);
        Assert.Equal("other-name", post.Name);
        Assert.Equal("zh-CN", post.Language);
        Assert.Equal("Storage", post.Series);
        Assert.Equal("""{"mathjax":"true","resume":{"a":["1","中"]}}""", post.OtherFields);
    }

    [Theory]
    [InlineData("cover: { image: a.png, alt: x }", "a.png")]
    [InlineData("photos: [a.png, b.png]", "a.png")]
    [InlineData("top_img: false", null)]
    [InlineData("cover: '#334455'", null)]
    [InlineData("thumbnail: /img/t.jpg", "/img/t.jpg")]
    [InlineData("resources: [{ name: featured, src: f.jpg }]", "f.jpg")]
    [InlineData("cover:\nbanner: b.webp", "b.webp")]
    public void A_cover_has_many_names(string line, string? cover) => Assert.Equal(cover, Post(line).Cover);

    [Theory]
    [InlineData("weight: 0", false)]
    [InlineData("weight: 5", true)]
    [InlineData("pin: true", true)]
    [InlineData("top: false", false)]
    [InlineData("sticky:", false)]
    public void A_rank_or_flag_pins_the_post(string line, bool isPinned) => Assert.Equal(isPinned, Post(line).IsPinned);

    [Theory]
    [InlineData("", "posts/x.md", "写前日志为什么快？因为 fsync 少。", "zh-CN")]
    [InlineData("", "posts/x.md", "Why is the log fast? 因为 it syncs less often than before, says everyone.", "en")]
    [InlineData("", "posts/x.en.md", "中文", "en")]
    [InlineData("lang: zh-Hant", "posts/x.en.md", "x", "zh-Hant")]
    [InlineData("language: fr", "posts/x.md", "x", "fr")]
    [InlineData("lang: <script>", "posts/x.md", "words", "en")]
    public void A_language_is_written_named_or_read_off_the_text(string line, string path, string body, string language) =>
        Assert.Equal(language, Post(line, path, body: body).Language);

    [Fact]
    public void Toml_is_a_sign_of_Hugo()
    {
        var post = Post("+++\ntitle = 'T'\ndate = 2021-05-03T20:46:25+08:00\ncategories = ['A', 'B']\nweight = 1\n+++");
        Assert.Equal(["A"], post.Category);
        Assert.Equal(["B"], post.Tags);
        Assert.True(post.IsPinned);
    }

    [Theory]
    [InlineData("source/about/index.md", "/about/")]
    [InlineData("source/links.md", "/links.html")]
    public void A_page_of_Hexo_keeps_its_address(string path, string address)
    {
        var post = Post("", path);
        Assert.True(post.IsPage);
        Assert.Equal(address, post.Address);
    }

    [Fact]
    public void A_page_that_the_blog_has_built_in_is_skipped() =>
        Assert.NotNull(Map("---\ntitle: Tags\ntype: tags\nlayout: page\n---\n", "source/tags/index.md").Skipped);

    [Fact]
    public void Broken_bytes_are_refused_with_their_line()
    {
        var refusal = PostFileReader
            .Read(PostFilePath.Of("x.md"), [.. "---\ntitle: x\n---\n"u8, 0xC4, 0xE3], new PostFileConventions(Shanghai))
            .Refusal!;
        Assert.Equal(4, refusal.Line);
        Assert.Equal(2, Map("a\nb\0c").Refusal!.Line);
        Assert.NotNull(
            PostFileReader.Read(PostFilePath.Of("x.md"), new byte[PostFileReader.MaxBytes + 1], new PostFileConventions(Shanghai)).Refusal
        );
    }
}
