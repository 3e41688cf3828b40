using Blog.Tests.Data.Redirects;

namespace Blog.Tests.Admin.Redirects;

public sealed class NotFoundLogPageTests : IAsyncLifetime
{
    private const string Path = "/admin/redirects/missing";

    private readonly BlogApplication _blog = new();
    private SignedIn _owner = null!;

    public async ValueTask InitializeAsync()
    {
        _owner = await SignedIn.OwnerAsync(_blog);
        await _blog.PublishAsync("异步的坑", with: r => r with { Slug = "async-pitfalls" });
    }

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task One_click_redirects_an_address_to_its_suggestion()
    {
        await _blog.MissAsync("/2019/async-pitfall.html", "/2019/async-pitfall.html", "/other");
        var page = await _owner.PageAsync(Path);
        Assert.Equal(["/2019/async-pitfall.html", "/other"], page.QuerySelectorAll("tbody th").Select(th => th.TextContent));
        var form = page.QuerySelector("tbody tr form:has(.guess)")!;
        Assert.Contains("异步的坑", form.TextContent, StringComparison.Ordinal);
        using var done = await _owner.PostAsync(
            Path,
            Visitor.Form([
                .. form.QuerySelectorAll("input[name=id], input[name=target]")
                    .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)),
            ]),
            "Redirect"
        );
        using var answer = await _blog.Reader.GetAsync("/2019/async-pitfall.html");
        Assert.Equal("/async-pitfalls", answer.Headers.Location?.OriginalString);
        Assert.Equal(["/other"], (await _owner.PageAsync(Path)).QuerySelectorAll("tbody th").Select(th => th.TextContent));
        var elsewhere = (await _owner.PageAsync(Path)).QuerySelector("tbody a")!.GetAttribute("href")!;
        Assert.Equal("/other", (await _owner.PageAsync(elsewhere)).QuerySelector("#input-from")!.GetAttribute("value"));
    }

    [Fact]
    public async Task An_ignored_path_is_not_listed_until_it_is_forgotten()
    {
        await _blog.MissAsync("/other");
        var id = (await _owner.PageAsync(Path)).QuerySelector("tbody input[name=id]")!.GetAttribute("value")!;
        using var ignored = await _owner.PostAsync(Path, Visitor.Form(("id", id)), "Ignore");
        await _blog.MissAsync("/other");
        var page = await _owner.PageAsync(Path);
        Assert.Empty(page.QuerySelectorAll("tbody tr"));
        Assert.Single((await _owner.PageAsync(Path + "?ignored=true")).QuerySelectorAll("tbody tr"));
        using var forgotten = await _owner.PostAsync(Path, Visitor.Form(("id", id)), "Forget");
        await _blog.MissAsync("/other");
        Assert.Single((await _owner.PageAsync(Path)).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_path_that_is_found_by_now_is_no_longer_listed()
    {
        await _blog.MissAsync("/later");
        await _blog.PublishAsync("后来的", with: r => r with { Slug = "later" });
        Assert.Empty((await _owner.PageAsync(Path)).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_hostile_path_and_referrer_are_text()
    {
        await _blog.MissAsync("/<script>alert(1)</script>");
        var page = await _owner.PageAsync(Path);
        Assert.Empty(page.QuerySelectorAll("main script"));
        Assert.Equal("/<script>alert(1)</script>", page.QuerySelector("tbody th")!.TextContent);
    }
}
