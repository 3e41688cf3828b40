using System.Net;
using System.Text;
using System.Text.Json;
using Blog.Comments.Sending;
using Blog.Data.Posts;
using Blog.Data.Settings;
using Blog.Operations.Announcing;
using Blog.Tests.Admin.Settings;
using Blog.Tests.Site.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Operations.Announcing;

/// <summary>What search engines are told, when, and what never.</summary>
public sealed class AnnouncingTests : IDisposable
{
    private readonly OutboundFixture _engines = new();
    private readonly TemporaryFolder _folder = new();
    private readonly AnnouncingApplication _blog;

    public AnnouncingTests()
    {
        Data.MigratedDatabase.CopyIntoEmpty(_folder.Path);
        _blog = new AnnouncingApplication(_engines, _folder.Path);
    }

    public void Dispose()
    {
        _blog.Dispose();
        _engines.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Nothing_is_sent_while_it_is_off()
    {
        await _blog.PublishAsync("甲");
        await _blog.PublishAsync("乙", with: request => request with { PublishAt = _blog.Clock.GetUtcNow().AddMinutes(10) });
        await _blog.PassAnHourAsync();
        Assert.Empty(_engines.Dialled);
        var owner = await SignedIn.OwnerAsync(_blog);
        await SettingsForm.SaveAsync(owner, [], [("Input.Hue", "20")]);
        await _blog.PublishAsync("丙");
        await _blog.PassAnHourAsync();
        Assert.Empty(_engines.Dialled);
        await _blog.WithDbAsync(async db => Assert.Null((await db.Settings.SingleAsync()).Announcing.IndexNowKey));
    }

    [Fact]
    public async Task A_publication_is_told_with_a_key_that_the_site_serves()
    {
        await _blog.PublishAsync("Before");
        await _blog.TurnOnAsync();
        await _blog.PublishAsync("甲", with: request => request with { Address = "/甲-a" });
        await _blog.PassUntilAsync(() => _blog.IndexNow.Count > 0);
        var told = JsonDocument.Parse(_blog.RequestsTo("/indexnow").Single()).RootElement;
        var key = told.GetProperty("key").GetString()!;
        Assert.Equal("localhost", told.GetProperty("host").GetString());
        Assert.Equal($"http://localhost/{key}.txt", told.GetProperty("keyLocation").GetString());
        Assert.Equal(["http://localhost/甲-a"], _blog.IndexNow[0]); // not what was public before
        Assert.Contains("Content-Type: application/json; charset=utf-8", _engines.Requests.Single(), StringComparison.OrdinalIgnoreCase);
        using var file = await _blog.Reader.GetAsync($"/{key}.txt");
        Assert.Equal("text/plain", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal(key, await file.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync($"/{new string('0', 32)}.txt")).StatusCode);

        // told once, and the key stays when it is turned off and on
        await _blog.PassAnHourAsync();
        Assert.Single(_blog.IndexNow);
        var owner = await SignedIn.OwnerAsync(_blog);
        await SettingsForm.SaveAsync(owner, [], [("Input.Announcing.IndexNow", null)]);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync($"/{key}.txt")).StatusCode);
        await _blog.PublishAsync("While off");
        await _blog.TurnOnAsync();
        Assert.Equal(key, await _blog.Reader.GetStringAsync($"/{key}.txt"));
        await _blog.PublishAsync("After");
        await _blog.PassUntilAsync(() => _blog.IndexNow.Count > 1);
        Assert.Equal(["http://localhost/after"], _blog.IndexNow[1]);
    }

    [Fact]
    public async Task Pages_and_posts_dated_back_are_told_but_never_drafts_hidden_or_scheduled_ones()
    {
        await _blog.TurnOnAsync();
        var now = _blog.Clock.GetUtcNow();
        await _blog.PublishAsync("Draft", with: request => request with { PublishAt = null });
        await _blog.PublishAsync("Timed", with: request => request with { PublishAt = now.AddDays(30) });
        await _blog.PublishAsync("Unlisted", with: request => request with { Content = request.Content with { Hidden = true } });
        await _blog.PublishAsync("Imprint", with: request => request with { Content = request.Content with { Kind = PostKind.Page } });
        await _blog.PublishAsync("Ago", with: request => request with { PublishAt = now.AddYears(-10) });
        var draft = await _blog.PublishAsync("Old draft", with: request => request with { PublishAt = null });
        await _blog.PassUntilAsync(() => _blog.IndexNow.Sum(urls => urls.Count) >= 2);
        var before = _blog.IndexNow.Count;
        Assert.Equal(
            ["http://localhost/ago", "http://localhost/imprint"],
            _blog.IndexNow.SelectMany(urls => urls).Order(StringComparer.Ordinal)
        );
        _blog.Clock.Advance(TimeSpan.FromHours(1));
        await _blog.ReviseAsync(draft, request => request with { PublishAt = now.AddYears(-9), Revision = RevisionKind.Publish });
        await _blog.PassUntilAsync(() => _blog.IndexNow.Count > before);
        Assert.Equal(["http://localhost/old-draft"], _blog.IndexNow[before]);
        Assert.DoesNotContain(
            _engines.Requests,
            request => new[] { "/draft", "/timed", "/unlisted" }.Any(path => request.Contains(path, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_scheduled_post_is_told_when_its_time_comes()
    {
        await _blog.TurnOnAsync();
        var due = _blog.Clock.GetUtcNow().AddHours(3);
        await _blog.PublishAsync("Timed", with: request => request with { PublishAt = due });
        _blog.Clock.Advance(TimeSpan.FromHours(2));
        await Poll.GraceAsync();
        Assert.Empty(_engines.Dialled);
        await _blog.PassUntilAsync(() => _blog.IndexNow.Count > 0);
        Assert.True(_blog.Clock.GetUtcNow() >= due);
        Assert.Equal(["http://localhost/timed"], _blog.IndexNow[0]);
    }

    [Fact]
    public async Task A_changed_address_is_told_and_a_changed_text_is_not()
    {
        var post = await _blog.PublishAsync("甲", with: request => request with { Revision = RevisionKind.Publish });
        var imported = await _blog.PublishAsync("乙", with: request => request with { Revision = RevisionKind.Import, ImportKey = "x" });
        await _blog.TurnOnAsync();
        _blog.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var one in new[] { post, imported })
        {
            await _blog.ReviseAsync(
                one,
                request => request with { Content = request.Content with { Markdown = "另一段。" }, Revision = RevisionKind.Publish }
            );
        }

        await _blog.PublishAsync("Other");
        await _blog.PassUntilAsync(() => _blog.IndexNow.Count > 0);
        Assert.Equal(["http://localhost/other"], _blog.IndexNow[0]);
        _blog.Clock.Advance(TimeSpan.FromHours(1));
        await _blog.ReviseAsync(post, request => request with { Address = "/新址" });
        await _blog.PassUntilAsync(() => _blog.IndexNow.Count > 1);
        Assert.Equal(["http://localhost/新址"], _blog.IndexNow[1]);
    }

    [Fact]
    public async Task Many_posts_are_told_in_batches_each_once()
    {
        await _blog.TurnOnAsync();
        for (var i = 0; i < 230; i++)
        {
            await _blog.PublishAsync($"n{i}");
        }

        await _blog.PassUntilAsync(() => _blog.IndexNow.Sum(urls => urls.Count) >= 230);
        await _blog.PassAnHourAsync();
        Assert.All(_blog.IndexNow, urls => Assert.InRange(urls.Count, 1, Announcer.BatchSize));
        var all = _blog.IndexNow.SelectMany(urls => urls).ToList();
        Assert.Equal(230, all.Count);
        Assert.Equal(230, all.Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(_blog.IndexNow.Count, 3, 6);
    }

    [Fact]
    public async Task A_restart_tells_what_was_not_told_and_nothing_twice()
    {
        await _blog.TurnOnAsync();
        for (var i = 0; i < 130; i++)
        {
            await _blog.PublishAsync($"n{i}"); // all in one millisecond: the clock stands still
        }

        await _blog.PassUntilAsync(() => _blog.IndexNow.Count > 0);
        await NotedAsync(_blog);
        var first = _blog.IndexNow.SelectMany(urls => urls).ToList();
        _blog.Dispose();
        using var again = new AnnouncingApplication(_engines, _folder.Path);
        again.Clock.SetUtcNow(_blog.Clock.GetUtcNow());
        await again.PublishAsync("Restarted");
        await again.PassUntilAsync(() => again.IndexNow.Sum(urls => urls.Count) >= 131);
        await again.PassAnHourAsync();
        var all = again.IndexNow.SelectMany(urls => urls).ToList();
        Assert.Equal(131, all.Count);
        Assert.Equal(131, all.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(first, all.Take(first.Count));
    }

    [Fact]
    public async Task A_refusal_is_retried_with_growing_pauses()
    {
        _engines.Answer = _ => Status(403, "");
        await _blog.TurnOnAsync();
        await _blog.PublishAsync("甲");
        var times = new List<DateTimeOffset>();
        await _blog.PassUntilAsync(() =>
        {
            while (times.Count < _engines.Requests.Count)
            {
                times.Add(_blog.Clock.GetUtcNow());
            }

            return times.Count >= 4;
        });
        var pauses = times.Zip(times.Skip(1), (one, next) => next - one).ToList();
        Assert.All(pauses.Zip(Announcer.Pauses), pair => Assert.True(pair.First >= pair.Second, $"{pair.First} < {pair.Second}"));
        _engines.Answer = _ => Status(202, "");
        await _blog.PassUntilAsync(() => _engines.Requests.Count > 4);
        await NotedAsync(_blog);
        var count = _engines.Requests.Count;
        await _blog.PassAnHourAsync();
        Assert.Equal(count, _engines.Requests.Count);
    }

    [Fact]
    public async Task Baidu_is_told_a_line_each_with_a_token_that_is_shown_nowhere()
    {
        _engines.Answer = _ => OutboundFixture.Ok("""{"remain":2998,"success":2}""");
        var owner = await SignedIn.OwnerAsync(_blog);
        var form = await owner.PageAsync(SettingsForm.Path);
        Assert.Null(form.QuerySelector("[name='Input.Announcing.RemoveBaiduToken']"));
        await SettingsForm.SaveAsync(
            owner,
            [],
            [("Input.Announcing.BaiduToken", $"http://data.zz.baidu.com/urls?site=https://x.example&token={AnnouncingApplication.Token}")]
        );
        await _blog.PublishAsync("甲", with: request => request with { Address = "/甲" });
        await _blog.PublishAsync("乙", with: request => request with { Address = "/乙" });
        await _blog.PassUntilAsync(() => !_engines.Requests.IsEmpty);
        var request = _engines.Requests.Single();
        Assert.StartsWith(
            $"POST /urls?site=http://localhost&token={AnnouncingApplication.Token} HTTP/1.1\r\n",
            request,
            StringComparison.Ordinal
        );
        Assert.Contains("Content-Type: text/plain\r\n", request, StringComparison.Ordinal);
        Assert.Equal("http://localhost/%E7%94%B2\nhttp://localhost/%E4%B9%99", _blog.RequestsTo("/urls").Single());
        await NotedAsync(_blog, SearchEngineNotice.Baidu);
        Assert.Empty(_blog.IndexNow);

        var page = await owner.PageAsync(SettingsForm.Path);
        Assert.Contains("2026-11-23", page.GetElementById("input-announcing-baidutoken-hint")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(AnnouncingApplication.Token, page.Source.Text, StringComparison.Ordinal);
        Assert.Contains("已接受 2 个网址", (await owner.PageAsync("/admin/status")).Body!.TextContent, StringComparison.Ordinal);
        await _blog.WithDbAsync(async db =>
        {
            var secret = await db.Secrets.AsNoTracking().SingleAsync(secret => secret.Name != FormStamps.KeyName);
            Assert.DoesNotContain(AnnouncingApplication.Token, secret.Protected, StringComparison.Ordinal);
        });

        // kept when the field is empty, gone when the box is ticked
        await SettingsForm.SaveAsync(owner, [], [("Input.Hue", "20")]);
        await _blog.WithDbAsync(async db => Assert.Equal(1, await db.Secrets.CountAsync(secret => secret.Name != FormStamps.KeyName)));
        await SettingsForm.SaveAsync(owner, [], [("Input.Announcing.RemoveBaiduToken", "true")]);
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.Secrets.CountAsync(secret => secret.Name != FormStamps.KeyName)));
        await _blog.PublishAsync("丙");
        await _blog.PassAnHourAsync();
        Assert.Single(_engines.Requests);
    }

    public static TheoryData<int, string, string, string> Answers =>
        new()
        {
            { 400, """{"error":401,"message":"token is not valid"}""", "token 无效（401）", "the token is not valid (401)" },
            { 400, """{"error":400,"message":"over quota"}""", "配额已用完", "quota is used up" },
            { 400, """{"error":400,"message":"site error"}""", "没有在百度验证", "not verified at Baidu" },
            { 404, """{"error":404,"message":"not found"}""", "接口的地址不对（404）", "interface is wrong (404)" },
            { 400, """{"error":402,"message":"bad hkQ8wYcV2mZr4TnB <b>"}""", "bad … <b>（402）", "bad … <b> (402)" },
            { 500, "<html>hkQ8wYcV2mZr4TnB</html>", "服务器出错", "has an error" },
            { 200, "no json hkQ8wYcV2mZr4TnB", "没有接受", "not accepted" },
            { 200, "[]", "没有接受", "not accepted" },
        };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task The_status_page_says_what_baidu_answered_and_never_the_token(int status, string body, string chinese, string english)
    {
        _engines.Answer = _ => Status(status, body);
        var owner = await SignedIn.OwnerAsync(_blog);
        await SettingsForm.SaveAsync(owner, [], [("Input.Announcing.BaiduToken", AnnouncingApplication.Token)]);
        await _blog.PublishAsync("甲");
        await _blog.PassUntilAsync(() => !_engines.Requests.IsEmpty);
        await NotedAsync(_blog, SearchEngineNotice.Baidu);
        foreach (var (language, says) in new[] { ("zh-CN", chinese), ("en", english) })
        {
            owner.Client.DefaultRequestHeaders.AcceptLanguage.Clear();
            owner.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            var page = await owner.PageAsync("/admin/status");
            var row = page.QuerySelectorAll("section[aria-labelledby=engines] dd")[1];
            Assert.Contains(says, row.TextContent, StringComparison.Ordinal);
            Assert.NotNull(row.QuerySelector(".bad"));
            Assert.DoesNotContain(AnnouncingApplication.Token, page.Source.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_post_cannot_take_the_address_of_a_key()
    {
        var address = $"/{new string('0', 31)}a.txt";
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _blog.PublishAsync("甲", with: request => request with { Address = address })
        );
        Assert.Contains("Reserved", refused.Message, StringComparison.Ordinal);
        await _blog.PublishAsync("乙", with: request => request with { Address = $"/{new string('0', 31)}g.txt" });
    }

    [Fact]
    public async Task A_token_that_is_none_is_refused_and_not_shown_again()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        using var answer = await SettingsForm.SaveAsync(owner, [], [("Input.Announcing.BaiduToken", "no token <x>"), ("Input.Hue", "33")]);
        var page = await Visitor.ParsedAsync(answer);
        Assert.Contains("token", page.GetElementById("input-announcing-baidutoken-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("33", page.QuerySelector("[name='Input.Hue']")!.GetAttribute("value"));
        Assert.DoesNotContain("no token", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_entered_in_a_conflict_is_asked_for_again()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var stale = SettingsForm.FieldsOf(await owner.PageAsync(SettingsForm.Path));
        await SettingsForm.SaveAsync(owner, [], [("Input.Hue", "20")]);
        using var answer = await SettingsForm.SendAsync(
            owner,
            stale,
            [],
            [("Input.Hue", "20"), ("Input.Announcing.BaiduToken", AnnouncingApplication.Token)]
        );
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await Visitor.ParsedAsync(answer);
        Assert.NotNull(page.GetElementById("input-announcing-baidutoken-error"));
        Assert.DoesNotContain(AnnouncingApplication.Token, page.Source.Text, StringComparison.Ordinal);
        await SettingsForm.SendAsync(
            owner,
            SettingsForm.FieldsOf(page),
            [],
            [("Input.Announcing.BaiduToken", AnnouncingApplication.Token)]
        );
        await _blog.WithDbAsync(async db => Assert.Equal(1, await db.Secrets.CountAsync(secret => secret.Name != FormStamps.KeyName)));
    }

    [Fact]
    public async Task Below_a_base_path_key_and_addresses_are_below_it()
    {
        using var blog = new AnnouncingApplication(_engines);
        blog.Settings["Blog:PublicUrl"] = "http://localhost/blog";
        await blog.TurnOnAsync();
        await blog.PublishAsync("甲", with: request => request with { Address = "/甲" });
        await blog.PassUntilAsync(() => blog.IndexNow.Count > 0);
        var told = JsonDocument.Parse(blog.RequestsTo("/indexnow").Single()).RootElement;
        var location = new Uri(told.GetProperty("keyLocation").GetString()!);
        Assert.Equal($"/blog/{told.GetProperty("key").GetString()}.txt", location.AbsolutePath);
        Assert.Equal(told.GetProperty("key").GetString(), await blog.Reader.GetStringAsync(location.AbsolutePath));
        Assert.Equal(["http://localhost/blog/甲"], blog.IndexNow[0]);
    }

    private static byte[] Status(int status, string body) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status} X\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Returns once the last answer is in the database.</summary>
    private static Task NotedAsync(BlogApplication blog, string engine = SearchEngineNotice.IndexNow) =>
        Poll.UntilAsync(async () =>
        {
            DateTimeOffset? at = null;
            await blog.WithDbAsync(async db =>
                at = (await db.SearchEngineNotices.AsNoTracking().SingleOrDefaultAsync(row => row.Engine == engine))?.LastAt
            );
            return at is not null;
        });
}
