using System.Net;

namespace Blog.Tests.Admin.Redirects;

public sealed class RedirectsTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _owner = null!;

    public async ValueTask InitializeAsync()
    {
        _owner = await SignedIn.OwnerAsync(_blog);
        await PublishAsync(_blog);
    }

    internal static async Task PublishAsync(BlogApplication blog)
    {
        await blog.PublishAsync("布隆过滤器该开多大", with: r => r with { Slug = "bloom", Tags = ["C#"], Category = ["算法"] });
        await blog.PublishAsync("布隆过滤器之后", with: r => r with { Slug = "after-bloom" });
        await blog.PublishAsync("草稿", with: r => r with { Slug = "draft", PublishAt = null });
    }

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task An_old_path_redirects_to_a_target_named_by_address_or_title()
    {
        (string From, string To, string Asked, string Location)[] redirects =
        [
            ("/2019/05/old.html", "/bloom", "/2019/05/old.html", "/bloom"),
            ("https://old.example.org/2019/%E6%97%A7?x=1#y", "布隆过滤器该开多大", "/2019/旧", "/bloom"),
            ("old name", "/tags/csharp", "/old name", "/tags/csharp"),
            ("/x/", "http://localhost/categories/%E7%AE%97%E6%B3%95", "/x", "/categories/%E7%AE%97%E6%B3%95"),
            ("/tags/Old_Name", "c#", "/tags/old-name", "/tags/csharp"),
            ("/en/categories/旧类", "算法", "/categories/旧类", "/categories/%E7%AE%97%E6%B3%95"),
        ];
        foreach (var (from, to, asked, location) in redirects)
        {
            using var added = await _owner.PostAsync("/admin/redirects", Visitor.Form(("Input.From", from), ("Input.To", to)), "Add");
            Assert.True(added.StatusCode == HttpStatusCode.Redirect, await Visitor.AlertAsync(added));
            using var answer = await _blog.Reader.GetAsync(asked);
            Assert.Equal((HttpStatusCode.MovedPermanently, location), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        }
    }

    [Fact]
    public async Task An_ambiguous_target_offers_the_matches_and_the_chosen_one_is_used()
    {
        using var several = await _owner.PostAsync(
            "/admin/redirects",
            Visitor.Form(("Input.From", "/old"), ("Input.To", "布隆 过滤器")),
            "Add"
        );
        var page = await Visitor.ParsedAsync(several);
        Assert.Equal("/old", page.QuerySelector("#input-from")!.GetAttribute("value"));
        var choices = page.QuerySelectorAll("input[name='Input.Choice']");
        Assert.Equal(2, choices.Length);
        var chosen = choices
            .Single(choice => choice.ParentElement!.TextContent.Contains("布隆过滤器之后", StringComparison.Ordinal))
            .GetAttribute("value")!;
        using var added = await _owner.PostAsync(
            "/admin/redirects",
            Visitor.Form(("Input.From", "/old"), ("Input.To", "布隆 过滤器"), ("Input.Choice", chosen)),
            "Add"
        );
        using var answer = await _blog.Reader.GetAsync("/old");
        Assert.Equal("/after-bloom", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_list_is_searched_and_one_removed_is_not_found_again()
    {
        foreach (var path in new[] { "/old-a", "/old-b%" })
        {
            using var added = await _owner.PostAsync("/admin/redirects", Visitor.Form(("Input.From", path), ("Input.To", "/bloom")), "Add");
            Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        }

        using var again = await _owner.PostAsync(
            "/admin/redirects",
            Visitor.Form(("Input.From", "/OLD-A"), ("Input.To", "/after-bloom")),
            "Add"
        );
        Assert.Contains("已有重定向", await Visitor.AlertAsync(again), StringComparison.Ordinal);
        var found = (await _owner.PageAsync("/admin/redirects?q=%25")).QuerySelectorAll("table tbody tr");
        Assert.Equal("/old-b%", Assert.Single(found).QuerySelector("th")!.TextContent);
        using var removed = await _owner.PostAsync(
            "/admin/redirects",
            Visitor.Form(("id", found[0].QuerySelector("input[name=id]")!.GetAttribute("value")!)),
            "Remove"
        );
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/old-b%25")).StatusCode);
        Assert.Equal(HttpStatusCode.MovedPermanently, (await _blog.Reader.GetAsync("/old-a")).StatusCode);
    }

    [Fact]
    public async Task A_redirect_to_a_draft_waits_and_says_so()
    {
        using var added = await _owner.PostAsync("/admin/redirects", Visitor.Form(("Input.From", "/old"), ("Input.To", "/draft")), "Add");
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/old")).StatusCode);
        Assert.Contains(
            "尚未公开",
            (await _owner.PageAsync("/admin/redirects")).QuerySelector("table tbody")!.TextContent,
            StringComparison.Ordinal
        );
    }
}
