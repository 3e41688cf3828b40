using System.Net;
using System.Text;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Editor.Editing;

/// <summary>
/// security.md B12: no response to an anonymous visitor contains any text of a draft, a scheduled post or a pending edit.
/// </summary>
public sealed class DraftLeakTests : IAsyncLifetime
{
    private const string Canary = "kanarie7351";

    private readonly BlogApplication _blog = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task No_public_response_contains_unpublished_text()
    {
        await _blog.PublishAsync("Open", with: r => r with { Slug = "open", Tags = ["open"], Category = ["open"] });
        var author = await SignedIn.AuthorAsync(_blog);
        var secrets = new (string, string)[]
        {
            ("Title", Canary),
            ("Markdown", Canary + "\n\n## " + Canary),
            ("Tags", Canary),
            ("Category", Canary + "/" + Canary),
            ("Description", Canary),
            ("Series", Canary),
            ("Cover", "/" + Canary + ".png"),
            ("PublishAt", "2026-12-24T08:00"),
        };
        var kept = (await EditorPage.OpenAsync(author)).With(secrets);
        await kept.AutosaveAsync();
        var saved = await (await EditorPage.OpenAsync(author)).With(secrets).DoAsync("save");
        var scheduled = await (await EditorPage.OpenAsync(author)).With(secrets).DoAsync("schedule");
        var trashed = await (await EditorPage.OpenAsync(author)).With(secrets).DoAsync("save");
        (await trashed.PressAsync("trash")).Dispose();
        var live = await (await EditorPage.OpenAsync(author))
            .With(("Title", "Seen"), ("Markdown", "seen words"), ("Tags", "open"))
            .DoAsync("publish");
        await live.With([.. secrets.Where(secret => secret.Item1 != "PublishAt"), ("Address", "/live-" + Canary)]).DoAsync("save");

        var leaks = new List<string>();
        foreach (
            var path in new[]
            {
                "/",
                "/page/2",
                "/en",
                "/archives",
                "/tags",
                "/categories",
                "/tags/open",
                "/tags/" + Canary,
                "/categories/" + Canary,
                "/categories/" + Canary + "/" + Canary,
                "/seen",
                "/open",
                "/" + Canary,
                "/" + Canary.ToUpperInvariant() + "/",
                "/" + Canary + "-2",
                "/live-" + Canary,
                "/nowhere",
                "/error/404",
                "/sitemap.xml",
                "/feed.xml",
                "/search?q=" + Canary[..7],
                $"/admin/posts/{saved.Id}",
                $"/admin/posts/{saved.Id}?handler=Token",
                "/admin",
                "/health/ready",
            }
        )
        {
            using var answer = await _blog.Reader.GetAsync(path);
            var bytes = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
            var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).SelectMany(header => header.Value));
            var asked = path.Contains(Canary, StringComparison.OrdinalIgnoreCase);
            if (
                bytes.Contains(Canary, StringComparison.OrdinalIgnoreCase)
                || (headers.Contains(Canary, StringComparison.OrdinalIgnoreCase) && !path.StartsWith("/admin", StringComparison.Ordinal))
            )
            {
                leaks.Add($"{path} {(int)answer.StatusCode}");
            }

            if (asked && !path.StartsWith("/search", StringComparison.Ordinal))
            {
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }

        Assert.Empty(leaks);
        Assert.Contains("seen words", (await _blog.PageAsync("/seen")).Body!.TextContent, StringComparison.Ordinal);

        // Proves that the search works: once published, the text is everywhere.
        await (await EditorPage.OpenAsync(author, live.Id)).DoAsync("publish");
        Assert.Contains(Canary, (await _blog.PageAsync("/")).DocumentElement.OuterHtml, StringComparison.Ordinal);
        await _blog.PageAsync("/live-" + Canary);
        Assert.Equal(4, await CountAsync());
    }

    private async Task<int> CountAsync()
    {
        var count = 0;
        await _blog.WithDbAsync(async db =>
            count = await db.Posts.CountAsync(post => post.Title == Canary && post.State != PostState.Trash)
        );
        return count;
    }
}
