using System.Net;
using Blog.Admin.Friends;
using Blog.Data;
using Blog.Data.Friends;
using Blog.Site.Upload;
using Blog.Tests.Data;
using Blog.Tests.Site.Outbound;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Admin.Friends;

public sealed class FriendsTests : IAsyncLifetime
{
    private const string Page = "/admin/friends";

    private readonly BlogApplication _blog = new();
    private readonly OutboundFixture _web = new();
    private SignedIn _owner = null!;

    public async ValueTask InitializeAsync() => _owner = await SignedIn.OwnerAsync(_blog);

    public ValueTask DisposeAsync()
    {
        _web.Dispose();
        return _blog.DisposeAsync();
    }

    [Fact]
    public async Task The_page_is_off_until_the_owner_chooses_an_address()
    {
        await AddAsync("邻居", "https://neighbour.example.org");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/links"));
        await ChooseAsync("links");
        foreach (var path in new[] { "/links", "/en/links" })
        {
            var link = (await _blog.PageAsync(path)).QuerySelector(".friends a")!;
            Assert.Equal(("https://neighbour.example.org/", "noopener"), (link.GetAttribute("href"), link.GetAttribute("rel")));
        }

        Assert.Contains("<loc>http://localhost/links</loc>", await _blog.Reader.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/links/x"));
        using var slash = await _blog.Reader.GetAsync("/links/");
        Assert.Equal("/links", slash.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_moved_page_redirects_and_moves_back()
    {
        await ChooseAsync("links");
        await ChooseAsync("friends");
        using var old = await _blog.Reader.GetAsync("/links");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/friends"), (old.StatusCode, old.Headers.Location!.ToString()));
        await ChooseAsync("links");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/links"));
        using var other = await _blog.Reader.GetAsync("/friends");
        Assert.Equal("/links", other.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("tags")]
    [InlineData("admin")]
    [InlineData("en")]
    [InlineData("a/b")]
    [InlineData("../x")]
    [InlineData("朋友 们")]
    [InlineData("taken")]
    public async Task An_address_that_is_somebody_elses_is_refused(string path)
    {
        await _blog.PublishAsync("占用", with: request => request with { Address = "/taken" });
        using var answer = await _owner.PostAsync(Page, Visitor.Form(("Options.Path", path), ("Options.Checks", "true")), "Options");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEmpty(await Visitor.AlertAsync(answer));
        Assert.Null(
            await ReadAsync(db => db.Settings.Select(settings => settings.Friends).SingleAsync()) is { Path: { } chosen } ? chosen : null
        );
    }

    [Fact]
    public async Task A_post_cannot_take_the_address_of_the_page()
    {
        await ChooseAsync("links");
        var post = await _blog.PublishAsync("链接", with: request => request with { Address = "/links" });
        Assert.Equal("/links-2", post.Address.Value);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@example.org")]
    [InlineData("data:text/html,x")]
    [InlineData("localhost")]
    [InlineData("https://a b.example")]
    public async Task Only_the_address_of_a_web_page_is_taken(string url)
    {
        using var answer = await _owner.PostAsync(Page, Visitor.Form(("New.Name", "x"), ("New.Url", url)), "Add");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(FriendTexts.Chinese.Error(FriendError.BadUrl), (await Visitor.AlertAsync(answer)).Trim());
        Assert.Equal(0, await ReadAsync(db => db.Friends.CountAsync()));
    }

    [Fact]
    public async Task Sites_stand_in_their_order_below_their_headings()
    {
        var one = await AddAsync("甲<b>", "https://one.example.org", "第一家", "朋友");
        await AddAsync("乙", "https://two.example.org", section: "同行");
        var three = await AddAsync("丙", "https://three.example.org", section: "朋友");
        await ChooseAsync("friends");
        using var ordered = await _owner.PostAsync(
            Page,
            Visitor.Form(("Places[0].Id", $"{one}"), ("Places[0].Place", "9"), ("Places[1].Id", $"{three}"), ("Places[1].Place", "1")),
            "Order"
        );
        Assert.Equal(HttpStatusCode.Redirect, ordered.StatusCode);
        var page = await _blog.PageAsync("/friends");
        Assert.Equal(["朋友", "同行"], page.QuerySelectorAll("main h2").Select(heading => heading.TextContent));
        Assert.Equal(["丙", "甲<b>", "乙"], page.QuerySelectorAll(".friends .name").Select(name => name.TextContent));
        Assert.Equal("第一家", page.QuerySelector(".friends p")!.TextContent);

        using var unsure = await _owner.PostAsync($"{Page}/{one}", Visitor.Form(), "Remove");
        using var sure = await _owner.PostAsync($"{Page}/{one}", Visitor.Form(("sure", "true")), "Remove");
        Assert.Equal(2, (await _blog.PageAsync("/friends")).QuerySelectorAll(".friends li").Length);
    }

    [Fact]
    public async Task A_picture_is_fetched_once_by_the_guarded_client_and_stored_here()
    {
        _web.Answer = _ => Image(TestImages.Still(300, 200, ".png"));
        await using var scope = _blog.Services.CreateAsyncScope();
        var avatars = new FriendAvatars(_web.Client, scope.ServiceProvider.GetRequiredService<ImageIngestion>());
        var file = await avatars.FetchAsync("http://public.example/a.png", "邻居", TestContext.Current.CancellationToken);
        Assert.NotNull(file);
        Assert.Equal(file.Width, file.Height);
        Assert.Null(await avatars.FetchAsync("http://127.0.0.1/a.png", "x", TestContext.Current.CancellationToken));
        Assert.Null(await avatars.FetchAsync("http://unknown.example/a.png", "x", TestContext.Current.CancellationToken));

        var editor = scope.ServiceProvider.GetRequiredService<FriendEditor>();
        await editor.SaveAsync(null, new FriendContent("邻居", "https://n.example.org", "", "", file.Id), default);
        await ChooseAsync("friends");
        Assert.StartsWith(
            "/media/" + file.Id,
            (await _blog.PageAsync("/friends")).QuerySelector(".friends img")!.GetAttribute("src"),
            StringComparison.Ordinal
        );
        Assert.Empty((await _owner.PageAsync("/admin/media?show=unused")).QuerySelectorAll(".gallery li"));
    }

    [Fact]
    public async Task A_dead_link_is_told_to_the_owner_only_and_looked_at_once_a_day()
    {
        await AddAsync("活", "http://public.example/");
        await AddAsync("死", "http://gone.example/");
        _web.Names["gone.example"] = new([
            [],
        ]);
        await ChooseAsync("friends");
        var before = await _blog.Reader.GetStringAsync("/friends");
        var checks = Checks();
        Assert.True(await checks.TurnAsync(default));
        Assert.True(await checks.TurnAsync(default));
        Assert.False(await checks.TurnAsync(default)); // each once a day, whatever was found
        var rows = (await _owner.PageAsync(Page)).QuerySelectorAll("table.list tbody tr");
        Assert.Contains(FriendTexts.Chinese.Fine, rows[0].TextContent, StringComparison.Ordinal);
        Assert.NotNull(rows[1].QuerySelector(".bad"));
        Assert.Equal(before, await _blog.Reader.GetStringAsync("/friends"));

        _blog.Clock.Advance(FriendChecks.Usual);
        Assert.True(await checks.TurnAsync(default));
        Assert.True(await checks.TurnAsync(default));
        var since = await ReadAsync(db =>
            db.FriendChecks.Where(check => check.FailingSince != null).Select(check => check.FailingSince).SingleAsync()
        );
        Assert.Equal(_blog.Clock.GetUtcNow() - FriendChecks.Usual, since);

        _blog.Clock.Advance(FriendChecks.Rare - FriendChecks.Usual);
        Assert.True(await checks.TurnAsync(default));
        Assert.False(await checks.TurnAsync(default)); // one that has failed for a week is looked at once a week
    }

    [Fact]
    public async Task A_private_address_is_never_asked()
    {
        await AddAsync("内网", "http://intern.example.org/");
        await ChooseAsync("friends");
        await Checks().TurnAsync(default);
        Assert.Equal(0, _web.Accepted);
        Assert.Equal("NotPublic", await ReadAsync(db => db.FriendChecks.Select(check => check.Error).SingleAsync()));
    }

    [Fact]
    public async Task Checks_stop_when_the_owner_turns_them_off()
    {
        await AddAsync("邻居", "http://public.example/");
        using var answer = await _owner.PostAsync(Page, Visitor.Form(("Options.Path", "friends")), "Options");
        Assert.False(await Checks().TurnAsync(default));
        Assert.Equal(0, _web.Accepted);
    }

    [Theory]
    [InlineData(
        "- class_name: 朋友\n  class_desc: 一些人\n  link_list:\n    - name: 甲\n      link: https://a.example.org/\n      descr: 写字的\n"
            + "    - name: 乙\n      link: https://b.example.org/\n",
        "朋友"
    )]
    [InlineData("- name: 甲\n  url: https://a.example.org/\n  desc: 写字的\n- title: 乙\n  link: https://b.example.org/\n", "")]
    [InlineData("朋友:\n  甲: https://a.example.org/\n  乙: https://b.example.org/\n", "朋友")]
    [InlineData(
        "---\n朋友:\n  - {name: 甲, url: 'https://a.example.org/'}\n  - {name: 乙, url: 'https://b.example.org/'}\n  - {name: 丙}\n",
        "朋友"
    )]
    public async Task Lists_of_hexo_themes_come_in(string yaml, string section)
    {
        using var answer = await _owner.PostAsync(Page, Visitor.Form(("Yaml", yaml)), "Import");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var friends = await ReadAsync(db => db.Friends.AsNoTracking().OrderBy(friend => friend.Position).ToListAsync());
        Assert.Equal(
            [("甲", "https://a.example.org/", section), ("乙", "https://b.example.org/", section)],
            friends.Select(friend => (friend.Name, friend.Url, friend.Section))
        );
        using var again = await _owner.PostAsync(Page, Visitor.Form(("Yaml", yaml)), "Import");
        Assert.Equal(2, await ReadAsync(db => db.Friends.CountAsync()));
    }

    [Theory]
    [InlineData("a: [")]
    [InlineData("a: &x [*x]")]
    public async Task What_is_no_list_is_refused_in_one_line(string yaml)
    {
        using var answer = await _owner.PostAsync(Page, Visitor.Form(("Yaml", yaml)), "Import");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(FriendTexts.Chinese.NotYaml, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static byte[] Image(byte[] bytes) =>
        [
            .. System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {bytes.Length}\r\n\r\n"),
            .. bytes,
        ];

    private FriendChecks Checks() => new(_web.Client, _blog.Services.GetRequiredService<IServiceScopeFactory>(), _blog.Clock);

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await _blog.Reader.GetAsync(path);
        return answer.StatusCode;
    }

    private async Task<int> AddAsync(string name, string url, string words = "", string section = "")
    {
        using var answer = await _owner.PostAsync(
            Page,
            Visitor.Form(("New.Name", name), ("New.Url", url), ("New.Words", words), ("New.Section", section)),
            "Add"
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return int.Parse(answer.Headers.Location!.ToString().Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task ChooseAsync(string path)
    {
        using var answer = await _owner.PostAsync(Page, Visitor.Form(("Options.Path", path), ("Options.Checks", "true")), "Options");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private async Task<T> ReadAsync<T>(Func<BlogDb, Task<T>> read)
    {
        T found = default!;
        await _blog.WithDbAsync(async db => found = await read(db));
        return found;
    }
}
