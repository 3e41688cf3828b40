using System.Net;
using AngleSharp.Html.Dom;
using Blog.Data.People;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Editor.Editing;

/// <summary>A post takes an address that redirects today only after its author was told and asked.</summary>
public sealed class TakenRedirectTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;
    private Post _moved = null!;

    public async ValueTask InitializeAsync()
    {
        _author = await SignedIn.AuthorAsync(_blog);
        _moved = await _blog.PublishAsync("搬走的", with: r => r with { Address = "/old" });
        await _blog.ReviseAsync(_moved, r => r with { Address = "/new" });
    }

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Theory]
    [InlineData("zh-CN", "《搬走的》", "使用这个地址")]
    [InlineData("en", "redirects to “搬走的” today", "Take the address")]
    public async Task A_new_post_is_asked_and_the_redirect_ends_only_after_a_yes(string language, string told, string question)
    {
        _author.Client.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "新来的"), ("Markdown", "文"), ("Address", "/Old/"));
        Assert.Null(page.Document.QuerySelector("#take-over"));
        foreach (var act in new[] { "save", "publish" })
        {
            using var refused = await page.PressAsync(act);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var shown = await EditorPage.OfAsync(_author, page.Path, refused);
            Assert.Contains(told, shown.Document.QuerySelector("#address-error")!.TextContent, StringComparison.Ordinal);
            var box = (IHtmlInputElement)shown.Document.QuerySelector("#take-over input[type=checkbox][form=post]")!;
            Assert.Equal(("TakeOver", "/Old/", false), (box.Name, box.Value, box.IsChecked));
            Assert.Contains(question, box.ParentElement!.TextContent, StringComparison.Ordinal);
            Assert.Equal("文", shown["Markdown"]);
        }

        Assert.Equal("/new", await RedirectOfAsync("/old"));
        page = await page.With(("TakeOver", "/old")).DoAsync("publish");
        Assert.Null(page.Document.QuerySelector("#take-over"));
        Assert.Equal("新来的", (await _blog.PageAsync("/Old/")).QuerySelector("h1")!.TextContent);
        await _blog.WithDbAsync(async db => Assert.Empty(await db.Redirects.ToListAsync()));
    }

    [Fact]
    public async Task A_yes_to_one_address_is_none_to_another()
    {
        var third = await _blog.PublishAsync("第三篇", with: r => r with { Address = "/third" });
        await _blog.ReviseAsync(third, r => r with { Address = "/third-moved" });
        using var answer = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "新来的"), ("Address", "/third"), ("TakeOver", "/old"))
            .PressAsync("publish");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task A_draft_leaves_the_redirect_to_readers_until_it_is_public_and_is_asked_once()
    {
        var page = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "新来的"), ("Markdown", "文"), ("Address", "/old"), ("TakeOver", "/old"))
            .DoAsync("save");
        Assert.Equal("/new", await RedirectOfAsync("/old"));
        Assert.Null(page.Document.QuerySelector("#take-over"));
        Assert.Contains("/old", Assert.Single(await AddressCareAsync(page)), StringComparison.Ordinal);
        page = await page.DoAsync("publish");
        await _blog.WithDbAsync(async db => Assert.Empty(await db.Redirects.ToListAsync()));
        Assert.Empty(await AddressCareAsync(page));
    }

    [Fact]
    public async Task A_changed_address_is_asked_as_well_and_a_post_may_return_to_its_own()
    {
        var page = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "别的"), ("Markdown", "文"), ("Address", "/else"))
            .DoAsync("publish");
        using (var refused = await page.With(("Address", "/old")).PressAsync("publish"))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        page = await page.With(("TakeOver", "/old")).DoAsync("publish");
        Assert.Equal("/old", await RedirectOfAsync("/else"));
        page = await page.With(("Address", "/else")).DoAsync("publish"); // its own former address
        Assert.Equal("/else", await RedirectOfAsync("/old")); // the last post that was there
    }

    [Fact]
    public async Task A_post_that_leaves_an_address_takes_the_older_redirect_there_along()
    {
        var imported = await _blog.PublishAsync("导入的", with: r => r with { Address = "/old", ImportKey = "a.md" });
        await _blog.WithDbAsync(async db => Assert.Equal(_moved.Id, (await db.Redirects.SingleAsync()).PostId)); // nobody was asked
        await _blog.ReviseAsync(imported, r => r with { Address = "/imported" });
        Assert.Equal("/imported", await RedirectOfAsync("/old"));
    }

    [Fact]
    public async Task Generated_addresses_avoid_redirects()
    {
        var page = await (await EditorPage.OpenAsync(_author))
            .With(("Title", "Old"), ("Markdown", "x"), ("Language", "zh-CN"))
            .DoAsync("publish");
        Assert.Equal("/old-2", page["Address"]);
        var (_, body) = await (await EditorPage.OpenAsync(_author)).With(("Title", "Old")).AskAsync("Check");
        Assert.Equal("/old-3", body.GetProperty("suggestion").GetString());
        Assert.Equal("/new", await RedirectOfAsync("/old"));
    }

    [Fact]
    public async Task The_live_check_tells_what_the_address_redirects_to()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "新来的"), ("Address", "/old"));
        var (_, body) = await page.AskAsync("Check");
        Assert.StartsWith("/old 目前重定向到《搬走的》", body.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("使用这个地址，终止原有的重定向", body.GetProperty("takeOver").GetString());
        Assert.False(body.GetProperty("taken").GetBoolean());
        (_, body) = await page.With(("Address", "/free")).AskAsync("Check");
        Assert.Null(body.GetProperty("takeOver").GetString());
    }

    [Fact]
    public async Task Redirects_to_tags_categories_and_images_are_asked_about_too()
    {
        await _blog.PublishAsync("有标签", with: r => r with { Tags = ["C#"], Category = ["库"] });
        await _blog.WithDbAsync(async db =>
        {
            var now = _blog.Clock.GetUtcNow();
            db.Redirects.Add(Redirect.To(await db.Tags.SingleAsync(), "/t", now));
            db.Redirects.Add(Redirect.To(await db.Categories.SingleAsync(), "/c", now));
            await db.SaveChangesAsync();
        });
        Assert.Contains("标签「C#」", await MessageAsync(_author, "/t"), StringComparison.Ordinal);
        Assert.Contains("分类「库」", await MessageAsync(_author, "/c"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_of_somebody_else_is_not_named()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        using var hidden = await (await EditorPage.OpenAsync(owner, _moved.Id)).PressAsync("unpublish");
        var author = await SignedIn.AsAsync(_blog, "other@example.org", "别人", AccountRole.Author);
        var message = await MessageAsync(author, "/old");
        Assert.Contains("另一篇文章", message, StringComparison.Ordinal);
        Assert.DoesNotContain("搬走的", message, StringComparison.Ordinal);
    }

    private static async Task<string> MessageAsync(SignedIn person, string address) =>
        (await (await EditorPage.OpenAsync(person)).With(("Address", address)).AskAsync("Check")).Body.GetProperty("message").GetString()!;

    private static async Task<IReadOnlyList<string>> AddressCareAsync(EditorPage page) =>
        [
            .. (await page.AskAsync("Preview"))
                .Body.GetProperty("checklist")
                .EnumerateArray()
                .Where(item => item.GetProperty("kind").GetString() == "address")
                .Select(item => item.GetProperty("words").GetString()!),
        ];

    private async Task<string?> RedirectOfAsync(string path)
    {
        using var answer = await _blog.Reader.GetAsync(path);
        return answer.Headers.Location?.OriginalString;
    }
}
