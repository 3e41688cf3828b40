namespace Blog.Tests.Authoring.Redirecting;

public sealed class MissingTests : IAsyncLifetime
{
    private const string Path = "/admin/redirects/missing";

    private readonly BlogApplication blog = new();
    private SignedIn owner = null!;

    public async ValueTask InitializeAsync()
    {
        owner = await SignedIn.OwnerAsync(blog);
        await blog.PublishAsync("异步的坑", with: r => r with { Slug = "async-pitfalls" });
    }

    public ValueTask DisposeAsync() => blog.DisposeAsync();

    [Fact]
    public async Task One_click_lets_an_address_lead_to_what_was_guessed()
    {
        await blog.MissAsync("/2019/async-pitfall.html", "/2019/async-pitfall.html", "/other");
        var page = await owner.PageAsync(Path);
        Assert.Equal(["/2019/async-pitfall.html", "/other"], page.QuerySelectorAll("tbody th").Select(th => th.TextContent));
        var form = page.QuerySelector("tbody tr form:has(.guess)")!;
        Assert.Contains("异步的坑", form.TextContent, StringComparison.Ordinal);
        using var done = await owner.PostAsync(Path, Visitor.Form([.. form.QuerySelectorAll("input[name=id], input[name=target]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!))]), "Redirect");
        using var answer = await blog.Reader.GetAsync("/2019/async-pitfall.html");
        Assert.Equal("/async-pitfalls", answer.Headers.Location?.OriginalString);
        Assert.Equal(["/other"], (await owner.PageAsync(Path)).QuerySelectorAll("tbody th").Select(th => th.TextContent));
        var elsewhere = (await owner.PageAsync(Path)).QuerySelector("tbody a")!.GetAttribute("href")!;
        Assert.Equal("/other", (await owner.PageAsync(elsewhere)).QuerySelector("#input-from")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_is_ignored_is_spoken_of_no_more_until_it_is_forgotten()
    {
        await blog.MissAsync("/other");
        var id = (await owner.PageAsync(Path)).QuerySelector("tbody input[name=id]")!.GetAttribute("value")!;
        using var ignored = await owner.PostAsync(Path, Visitor.Form(("id", id)), "Ignore");
        await blog.MissAsync("/other");
        var page = await owner.PageAsync(Path);
        Assert.Empty(page.QuerySelectorAll("tbody tr"));
        Assert.Single((await owner.PageAsync(Path + "?ignored=true")).QuerySelectorAll("tbody tr"));
        using var forgotten = await owner.PostAsync(Path, Visitor.Form(("id", id)), "Forget");
        await blog.MissAsync("/other");
        Assert.Single((await owner.PageAsync(Path)).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task What_answers_by_now_is_listed_no_more()
    {
        await blog.MissAsync("/later");
        await blog.PublishAsync("后来的", with: r => r with { Slug = "later" });
        Assert.Empty((await owner.PageAsync(Path)).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_hostile_path_and_referrer_are_text()
    {
        await blog.MissAsync("/<script>alert(1)</script>");
        var page = await owner.PageAsync(Path);
        Assert.Empty(page.QuerySelectorAll("main script"));
        Assert.Equal("/<script>alert(1)</script>", page.QuerySelector("tbody th")!.TextContent);
    }
}
