using System.Text.Json;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Editor.Editing;

/// <summary>An open editor asks whether its post was changed elsewhere, so that nobody writes on what is no longer there.</summary>
public sealed class OutsideChangeTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;

    public async ValueTask InitializeAsync() => _author = await SignedIn.AuthorAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task What_the_page_itself_wrote_is_no_change()
    {
        var page = await PublishedAsync();
        var loaded = page["Stamp"];
        Assert.Null(await ChangeAsync(page));
        await page.With(("Markdown", "一二")).AutosaveAsync();
        page["Stamp"] = loaded; // the answer never arrived
        Assert.Null(await ChangeAsync(page));
    }

    [Fact]
    public async Task What_another_window_writes_is_told()
    {
        var page = await PublishedAsync();
        var other = await EditorPage.OpenAsync(_author, page.Path);
        await other.With(("Markdown", "别处写的")).AutosaveAsync();
        Assert.StartsWith("这篇文章已在别处修改（写字的人，", await ChangeAsync(page), StringComparison.Ordinal);
        Assert.Null(await ChangeAsync(other));
    }

    [Theory]
    [InlineData(RevisionKind.Import, "这篇文章已在别处修改（导入或 Git 仓库，")]
    [InlineData(RevisionKind.Publish, "这篇文章已在别处修改（写字的人，")]
    public async Task What_comes_from_outside_is_told_and_not_written_over(RevisionKind kind, string told)
    {
        var page = await PublishedAsync();
        await _blog.WithDbAsync(async db =>
        {
            var post = await db.Posts.AsNoTracking().SingleAsync();
            await _blog.ReviseAsync(
                post,
                request =>
                    request with
                    {
                        Content = request.Content with { Markdown = "仓库里写的" },
                        Revision = kind,
                        WriterId = post.AuthorId,
                    }
            );
        });
        Assert.StartsWith(told, await ChangeAsync(page), StringComparison.Ordinal);
        Assert.Equal(409, (await page.With(("Markdown", "一二")).AskAsync("Save")).Status);
    }

    [Fact]
    public async Task A_post_of_somebody_else_or_none_tells_nothing()
    {
        var page = await PublishedAsync();
        var stranger = await SignedIn.AsAsync(_blog, "another@example.org", "另一位", Blog.Data.People.AccountRole.Author);
        Assert.Equal("{}", await TextAsync(stranger, page.Path + "?handler=Changed&stamp=9.9.9."));
        Assert.Equal("{}", await TextAsync(_author, "/admin/posts/999?handler=Changed&stamp=1.0.0."));
        Assert.Equal("{}", await TextAsync(_author, "/admin/posts/new?handler=Changed"));
    }

    private async Task<EditorPage> PublishedAsync() =>
        await (await EditorPage.OpenAsync(_author)).With(("Title", "山中"), ("Markdown", "一")).DoAsync("publish");

    private static async Task<string?> ChangeAsync(EditorPage page)
    {
        var query = $"?handler=Changed&stamp={Uri.EscapeDataString(page["Stamp"])}&draftKey={Uri.EscapeDataString(page["DraftKey"])}";
        using var answer = JsonDocument.Parse(await TextAsync(page.Visitor, page.Path + query));
        return answer.RootElement.TryGetProperty("changed", out var changed) ? changed.GetString() : null;
    }

    private static async Task<string> TextAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }
}
