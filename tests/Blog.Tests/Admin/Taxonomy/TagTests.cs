using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Admin.Taxonomy;

public sealed class TagTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _owner = null!;

    public async ValueTask InitializeAsync()
    {
        _owner = await SignedIn.OwnerAsync(_blog);
        await _blog.PublishAsync("一", with: r => r with { Slug = "one", Tags = ["JS", "前端"] });
        await _blog.PublishAsync("Two", "Text.", "en", r => r with { Slug = "two", Tags = ["JS"] });
    }

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_renamed_tag_answers_at_its_new_address_and_redirects_from_the_old_in_every_edition()
    {
        Assert.NotNull(await _blog.PageAsync("/tags/js")); // so that the cache holds it
        await RenameAsync("JS", "JavaScript", "javascript");
        Assert.Equal("/tags/javascript", await LocationAsync("/tags/js"));
        Assert.Equal("/en/tags/javascript", await LocationAsync("/en/tags/js"));
        Assert.Equal("/tags/javascript", await LocationAsync("/tags/JS"));
        Assert.Contains(
            "JavaScript",
            (await _blog.PageAsync("/en/tags/javascript")).QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("/tags/javascript", (await _blog.PageAsync("/one")).QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        using var answer = await _blog.Reader.GetAsync("/tags/js?utm_source=x");
        Assert.Equal(
            ("/tags/javascript?utm_source=x", true),
            (answer.Headers.Location!.OriginalString, answer.Headers.CacheControl!.NoCache)
        );
    }

    [Fact]
    public async Task Renaming_again_and_back_forms_no_chain_and_no_circle()
    {
        await RenameAsync("JS", "JavaScript", "javascript");
        await RenameAsync("JavaScript", "ECMAScript", "ecmascript");
        Assert.Equal("/tags/ecmascript", await LocationAsync("/tags/js"));
        Assert.Equal("/tags/ecmascript", await LocationAsync("/tags/javascript"));
        await RenameAsync("ECMAScript", "JS", "js");
        Assert.NotNull(await _blog.PageAsync("/tags/js"));
        Assert.Equal("/tags/js", await LocationAsync("/tags/javascript"));
        Assert.Equal("/tags/js", await LocationAsync("/tags/ecmascript"));
        await _blog.WithDbAsync(async db =>
            Assert.Equal(["/tags/ecmascript", "/tags/javascript"], await db.Redirects.Select(r => r.Path).OrderBy(p => p).ToListAsync())
        );
    }

    [Fact]
    public async Task A_merged_tag_hands_its_posts_and_its_old_addresses_over()
    {
        await RenameAsync("JS", "JavaScript", "javascript");
        await MergeAsync("JavaScript", "前端");
        Assert.Equal(2, (await _blog.PageAsync("/tags/" + Uri.EscapeDataString("前端"))).QuerySelectorAll("main article.summary").Length);
        Assert.Equal("/tags/%E5%89%8D%E7%AB%AF", await LocationAsync("/tags/js"));
        Assert.Equal("/en/tags/%E5%89%8D%E7%AB%AF", await LocationAsync("/en/tags/javascript"));
        await _blog.WithDbAsync(async db => Assert.Equal(1, await db.Tags.CountAsync()));
    }

    [Fact]
    public async Task A_removed_tag_leaves_its_posts_and_its_address_is_not_found()
    {
        await RenameAsync("JS", "JavaScript", "javascript");
        var (path, seen) = await SeenAsync("JavaScript");
        using var unsure = await _owner.PostAsync(path, Visitor.Form(seen), "Remove");
        Assert.Contains("勾选", await Visitor.AlertAsync(unsure), StringComparison.Ordinal);
        using var answer = await _owner.PostAsync(path, Visitor.Form([.. seen, ("Input.Sure", "true")]), "Remove");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        foreach (var gone in new[] { "/tags/js", "/tags/javascript", "/en/tags/javascript" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync(gone)).StatusCode);
        }

        Assert.NotNull(await _blog.PageAsync("/en/two"));
    }

    [Fact]
    public async Task A_new_tag_at_an_old_address_comes_before_the_redirect_which_wakes_again_when_it_goes()
    {
        await RenameAsync("JS", "JavaScript", "javascript");
        using var made = await _owner.PostAsync("/admin/taxonomy", Visitor.Form(("NewTag.Name", "JS")), "Tag");
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Equal("/tags/javascript", await LocationAsync("/tags/js")); // nothing to read there yet
        await _blog.PublishAsync("三", with: r => r with { Slug = "three", Tags = ["JS"] });
        Assert.Single((await _blog.PageAsync("/tags/js")).QuerySelectorAll("main article.summary"));
        var (path, seen) = await SeenAsync("JS");
        using var removed = await _owner.PostAsync(path, Visitor.Form([.. seen, ("Input.Sure", "true")]), "Remove");
        Assert.Equal("/tags/javascript", await LocationAsync("/tags/js"));
    }

    [Fact]
    public async Task An_old_tag_name_means_the_tag_it_became()
    {
        await RenameAsync("JS", "JavaScript", "javascript");
        await _blog.PublishAsync("三", with: r => r with { Slug = "three", Tags = ["js", "JAVASCRIPT"] });
        await RenameAsync("JavaScript", "Java 脚本", "javascript");
        await _blog.PublishAsync("四", with: r => r with { Slug = "four", Tags = ["Java 脚本"] });
        await _blog.WithDbAsync(async db =>
            Assert.Equal(
                (2, 4),
                (
                    await db.Tags.CountAsync(),
                    (await db.Tags.Include(tag => tag.Posts).SingleAsync(tag => tag.Name == "Java 脚本")).Posts.Count
                )
            )
        );
    }

    [Fact]
    public async Task An_old_address_reveals_no_tag_of_drafts()
    {
        await _blog.PublishAsync("草稿", with: r => r with { PublishAt = null, Tags = ["Secret"] });
        await RenameAsync("Secret", "Canary", "canary");
        using var old = await _blog.Reader.GetAsync("/tags/secret");
        using var none = await _blog.Reader.GetAsync("/tags/nothing");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (old.StatusCode, none.StatusCode));
        Assert.Equal(none.Headers.ToString(), old.Headers.ToString());
    }

    [Theory]
    [InlineData("前端", "javascript", "合并")]
    [InlineData("JavaScript", "前端", "合并")]
    [InlineData("", "x", "名称")]
    [InlineData("JavaScript", "！！", "字母或数字")]
    public async Task A_name_conflict_is_refused_with_a_message_and_what_was_typed_stays(string name, string slug, string says)
    {
        var (path, seen) = await SeenAsync("JS");
        using var answer = await _owner.PostAsync(path, Visitor.Form([.. seen, ("Input.Name", name), ("Input.Slug", slug)]), "Rename");
        var page = await Visitor.ParsedAsync(answer);
        Assert.Contains(says, page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            (name, slug),
            (page.QuerySelector("#input-name")!.GetAttribute("value")!, page.QuerySelector("#input-slug")!.GetAttribute("value")!)
        );
        await _blog.WithDbAsync(async db => Assert.Empty(await db.Redirects.ToListAsync()));
    }

    [Fact]
    public async Task An_action_on_a_tag_that_another_has_changed_is_reported_and_not_done()
    {
        var (path, seen) = await SeenAsync("JS");
        await RenameAsync("JS", "JavaScript", "javascript");
        using var answer = await _owner.PostAsync(path, Visitor.Form([.. seen, ("Input.Name", "别的"), ("Input.Slug", "other")]), "Rename");
        Assert.Contains("有人修改过", await Visitor.AlertAsync(answer), StringComparison.Ordinal);
        using var removed = await _owner.PostAsync(path, Visitor.Form([.. seen, ("Input.Sure", "true")]), "Remove");
        await _blog.WithDbAsync(async db => Assert.True(await db.Tags.AnyAsync(tag => tag.Name == "JavaScript")));
    }

    private async Task<(string Path, (string, string)[] Seen)> SeenAsync(string name)
    {
        var link = (await _owner.PageAsync("/admin/taxonomy"))
            .QuerySelectorAll("th a")
            .Single(a => a.TextContent == name && a.GetAttribute("href")!.Contains("/tags/", StringComparison.Ordinal));
        var path = link.GetAttribute("href")!;
        var page = await _owner.PageAsync(path);
        return (
            path,
            [
                .. new[] { "Input.SeenName", "Input.SeenAddress" }.Select(field =>
                    (field, page.QuerySelector($"input[name='{field}']")!.GetAttribute("value")!)
                ),
            ]
        );
    }

    private async Task RenameAsync(string from, string name, string slug)
    {
        var (path, seen) = await SeenAsync(from);
        using var answer = await _owner.PostAsync(path, Visitor.Form([.. seen, ("Input.Name", name), ("Input.Slug", slug)]), "Rename");
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await Visitor.AlertAsync(answer));
    }

    private async Task MergeAsync(string from, string into)
    {
        var (path, seen) = await SeenAsync(from);
        var option = (await _owner.PageAsync(path))
            .QuerySelectorAll("#input-into option")
            .Single(o => o.TextContent == into)
            .GetAttribute("value")!;
        using var answer = await _owner.PostAsync(path, Visitor.Form([.. seen, ("Input.Into", option), ("Input.Sure", "true")]), "Merge");
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await Visitor.AlertAsync(answer));
    }

    private async Task<string?> LocationAsync(string path)
    {
        using var answer = await _blog.Reader.GetAsync(path);
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        return answer.Headers.Location?.OriginalString;
    }
}
