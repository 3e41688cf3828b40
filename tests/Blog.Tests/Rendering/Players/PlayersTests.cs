using AngleSharp.Dom;
using Blog.Rendering;

namespace Blog.Tests.Rendering.Players;

/// <summary>security.md B1: which frames of other sites a page may show, and how.</summary>
public sealed class PlayersTests
{
    private const string Host = "allowed.example";

    private static readonly string[] Allowed =
    [
        Host,
        "player.bilibili.com",
        "www.youtube-nocookie.com",
        "player.vimeo.com",
        "music.163.com",
        "player.youku.com",
    ];

    public static TheoryData<string, string> Players =>
        new()
        {
            { Frame("https://www.youtube.com/watch?v=dQw4w9WgXcQ"), "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" },
            { Frame("//www.youtube.com/embed/dQw4w9WgXcQ?rel=0&start=42"), "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=42" },
            { "[YouTube](https://www.youtube.com/watch?v=a_b-c&t=1m30s)", "https://www.youtube-nocookie.com/embed/a_b-c?start=90" },
            { "https://youtu.be/dQw4w9WgXcQ?t=7", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=7" },
            { "<https://www.youtube.com/shorts/abc>", "https://www.youtube-nocookie.com/embed/abc" },
            { "https://m.youtube.com/playlist?list=PL1", "https://www.youtube-nocookie.com/embed/videoseries?list=PL1" },
            {
                "[哔哩哔哩](https://www.bilibili.com/video/BV1xx411c7mD/?p=2&spm_id_from=333)",
                "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&p=2&autoplay=0"
            },
            { "https://m.bilibili.com/video/av170001", "https://player.bilibili.com/player.html?aid=170001&autoplay=0" },
            { Frame("//player.bilibili.com/player.html?aid=1&cid=2&page=1"), "https://player.bilibili.com/player.html?aid=1&cid=2&page=1" },
            {
                Frame("//www.bilibili.com/blackboard/html5mobileplayer.html?bvid=BV1xx411c7mD"),
                "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&autoplay=0"
            },
            { "https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871" },
            { "https://vimeo.com/76979871/8272103f6e", "https://player.vimeo.com/video/76979871?h=8272103f6e" },
            { Frame("https://player.vimeo.com/video/1?h=2"), "https://player.vimeo.com/video/1?h=2" },
            {
                "[网易云音乐](https://music.163.com/#/song?id=347230)",
                "https://music.163.com/outchain/player?type=2&id=347230&auto=0&height=66"
            },
            { "https://music.163.com/playlist?id=1", "https://music.163.com/outchain/player?type=0&id=1&auto=0&height=430" },
            {
                Frame("//music.163.com/outchain/player?type=2&id=1&auto=1&height=66"),
                "https://music.163.com/outchain/player?type=2&id=1&auto=1&height=66"
            },
            { "[优酷](https://v.youku.com/v_show/id_XMTIzNA==.html)", "https://player.youku.com/embed/XMTIzNA==" },
            { Frame("HTTPS://ALLOWED.EXAMPLE/X?y=1#z"), "https://allowed.example/X?y=1#z" },
            { Frame("https://allowed.example:443/x"), "https://allowed.example/x" },
            { Frame("https://allowed.example/\\x\"onload=alert(1)"), "https://allowed.example//x%22onload=alert(1)" },
            { "> 引文\n>\n> https://youtu.be/abc", "https://www.youtube-nocookie.com/embed/abc" },
        };

    [Theory]
    [MemberData(nameof(Players))]
    public void A_player_of_an_allowed_host_stands_before_its_link(string markdown, string address)
    {
        var body = Shown(markdown);
        var frame = Assert.Single(body.QuerySelectorAll("iframe"));
        Assert.Equal(address, frame.GetAttribute("src"));
        AssertSafe(frame);
        Assert.Equal("SPAN", frame.ParentElement!.TagName);
        Assert.NotEmpty(frame.ParentElement.NextElementSibling!.GetAttribute("href")!);
        Assert.Empty(Shown(markdown, []).QuerySelectorAll("iframe, .player"));
        Assert.DoesNotContain("<iframe", Rendered.Body(markdown), StringComparison.Ordinal);
        Assert.DoesNotContain("<iframe", Rendered.Summary(markdown), StringComparison.Ordinal);
    }

    public static TheoryData<string> Refused =>
        [
            Frame("javascript:alert(1)//allowed.example"),
            Frame("data:text/html,https://allowed.example/"),
            Frame("blob:https://allowed.example/1"),
            Frame("ftp://allowed.example/x"),
            Frame("http://allowed.example/x"),
            Frame("https:allowed.example"),
            Frame("/https://allowed.example/"),
            Frame("https://user:pass@allowed.example/"),
            Frame("https://allowed.example@evil.example/"),
            Frame("https://evil.example\\@allowed.example/"),
            Frame("https://evil.example#@allowed.example/"),
            Frame("https://evil.example?@allowed.example/"),
            Frame("https://evil.example/https://allowed.example/"),
            Frame("https://allowed.example:8443/"),
            Frame("https://allowed.example:80/"),
            Frame("https://allowed.example.evil.com/"),
            Frame("https://allowed.example%2eevil.com/"),
            Frame("https://allowed.example%00.evil.com/"),
            Frame("https://evilallowed.example/"),
            Frame("https://sub.allowed.example/"),
            Frame("https://allowed.example./"),
            Frame("https://аllowed.example/"), // a Cyrillic letter
            Frame("https://allowed。example.evil.com/"),
            Frame("https://127.0.0.1/"),
            Frame("https://[::1]/"),
            Frame("https://evil.example/watch?v=abc"),
            "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
            "## " + Frame("https://allowed.example/x"),
            "## https://youtu.be/abc",
            "[" + Frame("https://allowed.example/x") + "](https://other.example)",
            "<a href=\"https://other.example\">" + Frame("https://allowed.example/x") + "</a>",
            "<details><summary>" + Frame("https://allowed.example/x") + "</summary>文</details>",
            "文[^1]\n\n[^1]: " + Frame("https://allowed.example/x"),
            "<!-- " + Frame("https://allowed.example/x") + " -->",
            "```html\n" + Frame("https://allowed.example/x") + "\n```",
            "`" + Frame("https://allowed.example/x") + "`",
            "<p title='<iframe src=\"https://allowed.example/x\"></iframe>'>文</p>",
            "![](/a.png '<iframe src=\"https://allowed.example/x\"></iframe>')",
            "<a class=\"embed\" href=\"https://evil.example/\">x</a>",
            "<a class=\"embed\" href=\"javascript:alert(1)\">x</a>",
            "<a title=' class=\"embed\" href=\"https://allowed.example/\"' href=\"https://evil.example/\">x</a>",
            "看 https://youtu.be/abc 这里",
            "- https://youtu.be/abc\n\n- https://youtu.be/abd",
            "https://www.youtube.com/watch?v=%22onload",
            "https://www.youtube.com/",
            "https://www.bilibili.com/video/BV1%22x",
            "https://www.bilibili.com/read/cv1",
            "https://music.163.com/#/song?id=1%26type",
        ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void Nothing_else_becomes_a_frame(string markdown) => Assert.Empty(Shown(markdown).QuerySelectorAll("iframe, .player"));

    [Fact]
    public void No_attribute_of_the_author_reaches_a_frame_and_no_hostile_text_another_host()
    {
        var frame = Shown(
                "<iframe src=\"https://allowed.example/\" srcdoc=\"<script>alert(1)</script>\" onload=\"alert(1)\" name=\"x\" "
                    + "sandbox=\"allow-top-navigation\" allow=\"camera\" style=\"position:fixed\" title=\"x\">"
                    + "<iframe src=\"https://evil.example/\"></iframe></iframe>"
            )
            .QuerySelector("iframe")!;
        AssertSafe(frame);
        var all = HostilePayloads.All.Select(payload => payload.Replace("//a.b", "//allowed.example", StringComparison.Ordinal)).ToList();
        var frames = all.SelectMany(payload => Shown(payload).QuerySelectorAll("iframe")).ToList();
        Assert.NotEmpty(frames);
        Assert.All(frames, AssertSafe);
    }

    [Fact]
    public void A_title_says_in_the_language_of_the_post_what_is_in_the_frame_and_is_its_own()
    {
        var markdown = string.Join(
            "\n\n",
            Frame("https://allowed.example/1"),
            Frame("https://allowed.example/2"),
            "[歌 <](https://youtu.be/a)"
        );
        Assert.Equal(
            ["嵌入内容：allowed.example", "嵌入内容：allowed.example (2)", "嵌入内容：歌 <"],
            Shown(markdown).QuerySelectorAll("iframe").Select(frame => frame.GetAttribute("title"))
        );
        var english = HtmlSanitizer.ShowPlayers(Rendered.Post(markdown, Rendered.English).Body, Allowed, "en");
        Assert.Contains("title=\"Embedded content: allowed.example\"", english.Html.Value, StringComparison.Ordinal);
        Assert.Equal([Host, "www.youtube-nocookie.com"], english.Hosts);
    }

    public static TheoryData<string, string, string> Labels =>
        new()
        {
            { "https://www.bilibili.com/video/BV1xx411c7mD", "在 Bilibili 上观看：BV1xx411c7mD", "Watch on Bilibili: BV1xx411c7mD" },
            {
                "[哔哩哔哩](https://www.bilibili.com/video/BV1xx411c7mD)",
                "在 Bilibili 上观看：BV1xx411c7mD",
                "Watch on Bilibili: BV1xx411c7mD"
            },
            {
                Frame("//player.bilibili.com/player.html?aid=1&bvid=BV1xx411c7mD"),
                "在 Bilibili 上观看：BV1xx411c7mD",
                "Watch on Bilibili: BV1xx411c7mD"
            },
            { "https://youtu.be/dQw4w9WgXcQ?t=7", "在 YouTube 上观看：dQw4w9WgXcQ", "Watch on YouTube: dQw4w9WgXcQ" },
            {
                Frame("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
                "在 YouTube 上观看：dQw4w9WgXcQ",
                "Watch on YouTube: dQw4w9WgXcQ"
            },
            { "https://codepen.io/someone/pen/abCdE", "在 CodePen 上查看：someone/abCdE", "View on CodePen: someone/abCdE" },
            {
                Frame("https://codepen.io/someone/embed/abCdE?default-tab=js"),
                "在 CodePen 上查看：someone/abCdE",
                "View on CodePen: someone/abCdE"
            },
            {
                "https://gist.github.com/someone/0123456789abcdef",
                "在 GitHub Gist 上查看：someone/0123456789abcdef",
                "View on GitHub Gist: someone/0123456789abcdef"
            },
            {
                "<script src=\"https://gist.github.com/someone/0123456789abcdef.js\"></script>",
                "在 GitHub Gist 上查看：someone/0123456789abcdef",
                "View on GitHub Gist: someone/0123456789abcdef"
            },
            { "https://music.163.com/#/song?id=347230", "在网易云音乐上收听：347230", "Listen on NetEase Cloud Music: 347230" },
            { "[我的演讲](https://youtu.be/dQw4w9WgXcQ)", "我的演讲", "我的演讲" },
            { "https://example.org/video/1", "https://example.org/video/1", "https://example.org/video/1" },
        };

    [Theory]
    [MemberData(nameof(Labels))]
    public void A_link_that_would_say_only_its_address_names_the_site_and_what_is_there(string markdown, string chinese, string english)
    {
        foreach (var (context, label) in new[] { (Rendered.Chinese, chinese), (Rendered.English, english) })
        {
            var post = Rendered.Post(markdown, context);
            Assert.Equal(label, Rendered.Parse(post.Body.Value).QuerySelector("a")!.TextContent);
            Assert.Equal(label, Rendered.Parse(post.Summary.Value).QuerySelector("a")!.TextContent);
        }
    }

    [Fact]
    public void A_gist_is_a_link_to_its_page_even_where_its_host_is_allowed()
    {
        const string Markdown =
            "https://gist.github.com/someone/0123456789abcdef\n\n"
            + "<script src='https://gist.github.com/someone/0123456789abcdef.js'></script>";
        var shown = Shown(Markdown, ["gist.github.com"]);
        Assert.Empty(shown.QuerySelectorAll("iframe, script"));
        Assert.Equal(
            ["https://gist.github.com/someone/0123456789abcdef", "https://gist.github.com/someone/0123456789abcdef"],
            shown.QuerySelectorAll("a").Select(link => link.GetAttribute("href"))
        );
        Assert.Empty(Shown("<script src='https://evil.example/0123456789abcdef.js'></script>").QuerySelectorAll("a, script"));
    }

    [Theory]
    [MemberData(nameof(Players))]
    public void After_a_click_means_that_the_link_only_says_what_a_script_may_load(string markdown, string address)
    {
        var shown = HtmlSanitizer.ShowPlayers(Rendered.Post(markdown).Body, Allowed, "zh-CN", afterClick: true);
        var body = Rendered.Parse(shown.Html.Value);
        Assert.Empty(body.QuerySelectorAll("iframe, .player"));
        var link = Assert.Single(body.QuerySelectorAll("a[data-player]"));
        Assert.Equal(address, link.GetAttribute("data-player"));
        Assert.NotEmpty(link.GetAttribute("data-title")!);
        Assert.NotEmpty(link.GetAttribute("href")!);
        Assert.Single(shown.Hosts);
        Assert.Equal(
            Rendered.Post(markdown).Body.Value,
            HtmlSanitizer.ShowPlayers(Rendered.Post(markdown).Body, [], "zh-CN", afterClick: true).Html.Value
        );
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Nothing_else_can_be_loaded_by_a_click(string markdown) =>
        Assert.Empty(
            Rendered
                .Parse(HtmlSanitizer.ShowPlayers(Rendered.Post(markdown).Body, Allowed, "zh-CN", afterClick: true).Html.Value)
                .QuerySelectorAll("[data-player]")
        );

    [Fact]
    public void A_player_of_sound_is_a_strip_and_one_of_pictures_is_not()
    {
        Assert.Single(Shown("https://music.163.com/#/song?id=1").QuerySelectorAll(".player.strip"));
        Assert.Empty(Shown("https://music.163.com/#/playlist?id=1\n\nhttps://youtu.be/abc").QuerySelectorAll(".player.strip"));
    }

    [Fact]
    public void A_page_of_a_video_stands_in_no_frame_even_where_its_host_is_allowed()
    {
        var shown = HtmlSanitizer.ShowPlayers(Rendered.Post(Frame("https://www.youtube.com/watch?v=abc")).Body, ["www.youtube.com"], "zh");
        Assert.Contains("src=\"https://www.youtube.com/embed/abc\"", shown.Html.Value, StringComparison.Ordinal);
        var other = HtmlSanitizer.ShowPlayers(
            Rendered.Post("https://www.bilibili.com/video/BV1xx411c7mD").Body,
            ["www.bilibili.com"],
            "zh"
        );
        Assert.Empty(other.Hosts);
    }

    [Fact]
    public void A_frame_over_plain_http_is_a_link_too()
    {
        var link = Shown(Frame("http://player.youku.com/embed/x")).QuerySelector("a")!;
        Assert.Equal(("http://player.youku.com/embed/x", "在优酷上观看：x"), (link.GetAttribute("href"), link.TextContent));
    }

    private static string Frame(string address) => $"<iframe src='{address}'></iframe>";

    private static IElement Shown(string markdown, string[]? allowed = null) =>
        Rendered.Parse(HtmlSanitizer.ShowPlayers(Rendered.Post(markdown).Body, allowed ?? Allowed, "zh-CN").Html.Value);

    private static void AssertSafe(IElement frame)
    {
        Assert.Contains(Allowed, host => frame.GetAttribute("src")!.StartsWith($"https://{host}/", StringComparison.Ordinal));
        Assert.Equal(
            ["allowfullscreen", "loading", "referrerpolicy", "sandbox", "src", "title"],
            frame.Attributes.Select(attribute => attribute.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal("allow-scripts allow-same-origin allow-popups allow-presentation", frame.GetAttribute("sandbox"));
        Assert.Equal(("lazy", "strict-origin"), (frame.GetAttribute("loading"), frame.GetAttribute("referrerpolicy")));
        Assert.NotEmpty(frame.GetAttribute("title")!);
    }
}
