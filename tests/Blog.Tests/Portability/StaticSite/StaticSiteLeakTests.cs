using Blog.Tests.Editor.Editing;
using Blog.Tests.Reading.Feeds;

namespace Blog.Tests.Portability.StaticSite;

/// <summary>security.md B12: no file holds text of what is not public, an e-mail address or a secret.</summary>
public sealed class StaticSiteLeakTests : IAsyncLifetime
{
    private const string Canary = "kanarie7351";

    private readonly BlogApplication _blog = new();
    private readonly ExportedSite _site;

    public StaticSiteLeakTests() => _site = new ExportedSite(_blog);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _site.Dispose();
        return _blog.DisposeAsync();
    }

    [Fact]
    public async Task No_file_holds_text_of_a_draft_a_scheduled_post_the_trash_a_pending_edit_or_a_person()
    {
        await _blog.SettingsAsync(choices => choices with { Discovery = choices.Discovery with { PublishesMarkdown = true } });
        var author = await SignedIn.AuthorAsync(_blog);
        var secrets = new (string, string)[]
        {
            ("Title", Canary),
            ("Markdown", Canary + "\n\n## " + Canary),
            ("Tags", Canary),
            ("Category", Canary + "/" + Canary),
            ("Description", Canary),
            ("Series", Canary),
            ("PublishAt", "2026-12-24T08:00"),
        };
        await (await EditorPage.OpenAsync(author)).With(secrets).DoAsync("save");
        await (await EditorPage.OpenAsync(author)).With(secrets).DoAsync("schedule");
        (await (await (await EditorPage.OpenAsync(author)).With(secrets).DoAsync("save")).PressAsync("trash")).Dispose();
        var live = await (await EditorPage.OpenAsync(author))
            .With(("Title", "Seen"), ("Markdown", "seen words"), ("Tags", "open"))
            .DoAsync("publish");
        await live.With([.. secrets.Where(secret => secret.Item1 != "PublishAt")]).DoAsync("save");

        await _site.ExportAsync();
        Assert.Contains("seen words", _site.Text("seen/index.html"), StringComparison.Ordinal);
        Assert.Contains("seen", _site.Text("search/words/0.json"), StringComparison.Ordinal);
        foreach (var secret in new[] { Canary, "@example.org", SignedIn.Password, "__RequestVerificationToken", "nonce-" })
        {
            var found = Directory
                .EnumerateFiles(_site.Folder, "*", SearchOption.AllDirectories)
                .Where(file =>
                    file.Contains(secret, StringComparison.Ordinal) || File.ReadAllText(file).Contains(secret, StringComparison.Ordinal)
                );
            Assert.Empty(found);
        }

        // Proves that the search works: once published, the text is everywhere.
        await (await EditorPage.OpenAsync(author, live.Id)).DoAsync("publish");
        await _site.ExportAsync();
        foreach (
            var file in new[] { "seen/index.html", "feed.xml", "sitemap.xml", "llms.txt", "search/words/0.json", "search/posts/0.json" }
        )
        {
            Assert.Contains(Canary, _site.Text(file), StringComparison.Ordinal);
        }
    }
}
