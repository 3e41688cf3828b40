using AngleSharp.Html.Parser;
using Blog.Data.Settings;
using Blog.Tests.Admin.Settings;
using Blog.Tests.Editor.Editing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Reading;

/// <summary>Players of other sites on pages: nothing is loaded from a host that the owner has not allowed (security.md B1).</summary>
public sealed class PlayerPagesTests : IDisposable
{
    private const string Bilibili = "player.bilibili.com";
    private const string YouTube = "www.youtube-nocookie.com";
    private const string Frame = "<iframe src=\"//player.bilibili.com/player.html?bvid=BV1xx411c7mD\"></iframe>";
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task A_post_written_before_follows_the_setting_and_only_its_own_page_may_load_a_frame()
    {
        await _blog.PublishAsync("视频", Frame, with: r => r with { Slug = "video" });
        await _blog.PublishAsync("Film", "[YouTube](https://www.youtube.com/watch?v=abc)", "en", r => r with { Slug = "film" });
        await _blog.PublishAsync("文", with: r => r with { Slug = "plain" });
        var owner = await SignedIn.OwnerAsync(_blog);
        var stored = await StoredAsync();
        foreach (var path in new[] { "/video", "/en/film", "/plain", "/" })
        {
            await AssertFramesAsync(path, null, 0);
        }

        await SaveAsync(owner, $"{Bilibili}\n{YouTube}\nmusic.163.com");
        for (var i = 0; i < 2; i++) // the second answer comes from the cache, with the headers of the page
        {
            await AssertFramesAsync("/video", Bilibili, 1);
            await AssertFramesAsync("/en/film", YouTube, 1);
            await AssertFramesAsync("/plain", null, 0);
            await AssertFramesAsync("/", null, 0);
        }

        var frame = (await _blog.PageAsync("/en/film")).QuerySelector("iframe")!;
        Assert.Equal(
            ("https://www.youtube-nocookie.com/embed/abc", "Watch on YouTube: abc"),
            (frame.GetAttribute("src"), frame.GetAttribute("title"))
        );
        Assert.NotNull((await _blog.PageAsync("/video")).QuerySelector(".prose a[href*='player.bilibili.com']"));
        foreach (var feed in new[] { "/feed.xml", "/rss.xml", "/feed.json" })
        {
            var text = await _blog.Reader.GetStringAsync(feed);
            Assert.DoesNotContain("iframe", text, StringComparison.Ordinal);
            Assert.Contains("player.bilibili.com/player.html", text, StringComparison.Ordinal);
        }

        await SaveAsync(owner, YouTube);
        await AssertFramesAsync("/video", null, 0);
        await AssertFramesAsync("/en/film", YouTube, 1);
        Assert.Equal(stored, await StoredAsync());
    }

    [Fact]
    public async Task A_new_blog_loads_players_only_after_a_click_which_its_page_allows()
    {
        await _blog.PublishAsync("视频", Frame, with: r => r with { Slug = "video" });
        var owner = await SignedIn.OwnerAsync(_blog);
        await SaveAsync(owner, Bilibili, afterClick: true);
        await AssertFramesAsync("/video", Bilibili, 0);
        var link = (await _blog.PageAsync("/video")).QuerySelector(".prose a.embed")!;
        Assert.Equal(
            ("https://player.bilibili.com/player.html?bvid=BV1xx411c7mD", "在 Bilibili 上观看：BV1xx411c7mD"),
            (link.GetAttribute("data-player"), link.TextContent)
        );
        Assert.DoesNotContain("data-player", await _blog.Reader.GetStringAsync("/feed.xml"), StringComparison.Ordinal);
        Assert.DoesNotContain("data-player", await _blog.Reader.GetStringAsync("/"), StringComparison.Ordinal);
        await SaveAsync(owner, "", afterClick: true);
        await AssertFramesAsync("/video", null, 0);
        Assert.Null((await _blog.PageAsync("/video")).QuerySelector("[data-player]"));
    }

    [Fact]
    public async Task A_host_that_is_the_sites_own_by_now_is_in_no_frame()
    {
        await using var blog = new BlogApplication { Settings = { ["Blog:PublicUrl"] = "https://blog.example.org" } };
        await blog.PublishAsync("框", "<iframe src=\"https://blog.example.org/admin\"></iframe>", with: r => r with { Slug = "own" });
        await blog.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            settings.Revise(settings.Choices with { Display = new SiteDisplay { PlayerHosts = ["blog.example.org"] } });
            await db.SaveChangesAsync();
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://blog.example.org/own");
        using var answer = await blog.Reader.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.DoesNotContain("<iframe", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("frame-src", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preview_and_a_shared_preview_show_what_readers_get()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        Assert.Contains("frame-src 'self';", await PolicyAsync(owner.Client, "/admin/posts/new"), StringComparison.Ordinal);
        await SaveAsync(owner, Bilibili);
        var policy = await PolicyAsync(owner.Client, "/admin/posts/new");
        Assert.Contains($"frame-src 'self' https://{Bilibili};", policy, StringComparison.Ordinal);
        Assert.Contains("trusted-types preview", policy, StringComparison.Ordinal);
        Assert.Contains("'nonce-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("frame-src", await PolicyAsync(owner.Client, "/admin/settings"), StringComparison.Ordinal);

        var page = (await EditorPage.OpenAsync(owner)).With(
            ("Title", "视频"),
            ("Address", "/video"),
            ("Markdown", Frame + "\n\n<iframe src=\"https://evil.example/\"></iframe>")
        );
        var (_, body) = await page.AskAsync("Preview");
        var preview = new HtmlParser().ParseDocument(body.GetProperty("body").GetString()!).QuerySelector("div")!;
        Assert.Equal(
            $"https://{Bilibili}/player.html?bvid=BV1xx411c7mD",
            Assert.Single(preview.QuerySelectorAll("iframe")).GetAttribute("src")
        );

        page = await page.DoAsync("save");
        using var answer = await owner.PostAsync($"/admin/posts/{page.Id}/links", Visitor.Form(("days", "7")), "Create");
        var link = new Uri((await Visitor.ParsedAsync(answer)).QuerySelector("#link")!.GetAttribute("value")!).AbsolutePath;
        var shared = await _blog.PageAsync(link);
        Assert.Equal(preview.InnerHtml.Trim(), shared.QuerySelector(".prose")!.InnerHtml.Trim());
        Assert.Contains($"frame-src https://{Bilibili};", await PolicyAsync(_blog.Reader, link), StringComparison.Ordinal);

        page = await page.DoAsync("publish");
        Assert.Equal(preview.InnerHtml.Trim(), (await _blog.PageAsync("/video")).QuerySelector(".prose")!.InnerHtml.Trim());
        Assert.Single(page.Document.QuerySelectorAll("#preview iframe"));
    }

    private async Task AssertFramesAsync(string path, string? host, int frames)
    {
        using var answer = await _blog.Reader.GetAsync(path);
        var page = await Visitor.ParsedAsync(answer);
        Assert.Equal(frames, page.QuerySelectorAll("iframe").Length);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        var features = answer.Headers.GetValues("Permissions-Policy").Single();
        Assert.Equal(
            host is null ? [] : [$"frame-src https://{host}"],
            policy.Split("; ").Where(rule => rule.StartsWith("frame-src", StringComparison.Ordinal))
        );
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains(host is null ? "fullscreen=(self)," : $"fullscreen=(self \"https://{host}\"),", features, StringComparison.Ordinal);
    }

    private static async Task<string> PolicyAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}");
        return answer.Headers.GetValues("Content-Security-Policy").Single();
    }

    private static async Task SaveAsync(SignedIn owner, string hosts, bool afterClick = false)
    {
        using var answer = await SettingsForm.SaveAsync(
            owner,
            [],
            [("Input.PlayerHosts", hosts), ("Input.PlayersAfterClick", afterClick ? "true" : null)]
        );
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
    }

    private async Task<string> StoredAsync()
    {
        var stored = "";
        await _blog.WithDbAsync(async db =>
            stored = string.Join(
                '\n',
                (await db.Posts.AsNoTracking().OrderBy(post => post.Id).ToListAsync()).Select(post => post.BodyHtml.Value)
            )
        );
        Assert.DoesNotContain("<iframe", stored, StringComparison.Ordinal);
        return stored;
    }
}
