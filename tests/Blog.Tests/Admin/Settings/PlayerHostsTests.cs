using System.Net;
using AngleSharp.Html.Dom;
using Blog.Admin.Settings;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Admin.Settings;

/// <summary>The hosts whose players the owner allows.</summary>
public sealed class PlayerHostsTests
{
    /// <summary>Typed, and what is said of it in Chinese and English.</summary>
    private static readonly (string Typed, string Chinese, string English)[] Impossible =
    [
        (
            "player.example\n*.bilibili.com",
            "第 2 行「*.bilibili.com」：不能用通配符",
            "Line 2, “*.bilibili.com”: wildcards are not possible"
        ),
        ("127.0.0.1", "不能用 IP 地址", "IP addresses are not possible"),
        ("https://[::1]/x", "不能用 IP 地址", "IP addresses are not possible"),
        ("0x7f.1", "不能用 IP 地址", "IP addresses are not possible"),
        ("2130706433", "不能用 IP 地址", "IP addresses are not possible"),
        ("player.example:8443", "不能带端口", "no port is possible"),
        ("localhost", "不是域名", "is not a host"),
        ("哔哩哔哩", "不是域名", "is not a host"),
        ("a b.example", "不是域名", "is not a host"),
        ("user@player.example", "不是域名", "is not a host"),
        ("ftp://player.example/", "不是域名", "is not a host"),
        ("javascript:alert(1)", "不是域名", "is not a host"),
        ("player.example'; script-src *", "通配符", "wildcards"),
        ("player_x.example", "不是域名", "is not a host"),
        ("player.example;script-src", "不是域名", "is not a host"),
        ("<iframe srcdoc=\"x\"></iframe>", "不是域名", "is not a host"),
        ("-a.example", "不是域名", "is not a host"),
        ("a.1", "不是域名", "is not a host"),
    ];

    [Fact]
    public async Task A_line_that_is_no_host_is_explained_in_both_languages_and_kept_as_typed()
    {
        await using var blog = new BlogApplication();
        var owner = await SignedIn.OwnerAsync(blog);
        var many = string.Join('\n', Enumerable.Range(1, 21).Select(i => $"p{i}.example"));
        foreach (
            var (language, typed, says) in Impossible
                .Append((many, "最多 20 个网站，现在有 21 个", "At most 20 hosts, and these are 21"))
                .SelectMany(one => new[] { ("zh-CN", one.Item1, one.Item2), ("en", one.Item1, one.Item3) })
        )
        {
            owner.Client.DefaultRequestHeaders.AcceptLanguage.Clear();
            owner.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            using var answer = await SettingsForm.SaveAsync(owner, [], [("Input.PlayerHosts", typed)]);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"'{typed}' was answered {answer.StatusCode}");
            var page = await Visitor.ParsedAsync(answer);
            var area = (IHtmlTextAreaElement)page.QuerySelector("[name='Input.PlayerHosts']")!;
            Assert.Equal((typed, "true"), (area.Value.ReplaceLineEndings("\n"), area.GetAttribute("aria-invalid")));
            Assert.Contains(says, page.QuerySelector("#input-playerhosts-error")!.TextContent, StringComparison.Ordinal);
            Assert.Contains(
                "www.youtube-nocookie.com",
                page.QuerySelector("#input-playerhosts-hint")!.TextContent,
                StringComparison.Ordinal
            );
        }

        await blog.WithDbAsync(async db => Assert.Empty((await db.Settings.SingleAsync()).Display.PlayerHosts));

        string[] typedWell =
        [
            "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD",
            "",
            "  WWW.YouTube-NoCookie.com. ",
            "//music.163.com/outchain/player?type=2",
            "<iframe width=\"560\" src=\"//player.vimeo.com/video/1\" allowfullscreen></iframe>",
            "http://player.youku.com:80/embed/x，",
            "播放.中国",
            "player.bilibili.com",
        ];
        using var saved = await SettingsForm.SaveAsync(owner, [], [("Input.PlayerHosts", string.Join("\r\n", typedWell))]);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        string[] hosts =
        [
            "player.bilibili.com",
            "www.youtube-nocookie.com",
            "music.163.com",
            "player.vimeo.com",
            "player.youku.com",
            "xn--z6uom.xn--fiqs8s",
        ];
        await blog.WithDbAsync(async db => Assert.Equal(hosts, (await db.Settings.SingleAsync()).Display.PlayerHosts));
        var shown = (IHtmlTextAreaElement)(await owner.PageAsync(SettingsForm.Path)).QuerySelector("[name='Input.PlayerHosts']")!;
        Assert.Equal(hosts, shown.Value.Split('\n'));

        // Saving another setting keeps them.
        using var again = await SettingsForm.SaveAsync(owner, [], [("Input.Hue", "10")]);
        await blog.WithDbAsync(async db => Assert.Equal(hosts, (await db.Settings.SingleAsync()).Display.PlayerHosts));
    }

    [Fact]
    public void The_sites_own_host_and_an_invalid_stored_one_are_refused()
    {
        PlayerHostLines.Read("Blog.Example.org", new Uri("https://blog.example.org"), PlayerTexts.English, out var wrong);
        Assert.Equal(["Line 1 is this site itself, which cannot be embedded."], wrong);
        var settings = new SiteSettings();
        foreach (var host in new[] { "a.example;", "https://a.example", "A.example", "*", "a.example script-src" })
        {
            var choices = settings.Choices with { Display = new SiteDisplay { PlayerHosts = [host] } };
            Assert.Throws<ArgumentException>(() => settings.Revise(choices));
        }
    }
}
