using System.Text;
using Blog.Data.Posts;
using Blog.Data.Settings;
using Blog.Tests.Editor.Editing;

namespace Blog.Tests.Reading.Feeds;

/// <summary>
/// security.md B12: no crawler file contains text of a draft, a scheduled post, a pending edit, the trash, an old revision or a hidden
/// post.
/// </summary>
public sealed class CrawlerLeakTests : IAsyncLifetime
{
    private const string Canary = "kanarie9264";

    private readonly BlogApplication _blog = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Theory]
    [InlineData(FeedContent.Full)]
    [InlineData(FeedContent.Summary)]
    public async Task No_feed_sitemap_or_other_crawler_file_contains_unpublished_text(FeedContent content)
    {
        await _blog.SettingsAsync(choices =>
            choices with
            {
                Discovery = choices.Discovery with { PublishesMarkdown = true, FeedContent = content },
            }
        );
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
        await (await EditorPage.OpenAsync(author)).With(secrets).DoAsync("save");
        await (await EditorPage.OpenAsync(author)).With(secrets).DoAsync("schedule");
        var trashed = await (await EditorPage.OpenAsync(author)).With(secrets).DoAsync("save");
        (await trashed.PressAsync("trash")).Dispose();
        var live = await (await EditorPage.OpenAsync(author))
            .With(("Title", "Seen"), ("Markdown", "seen words"), ("Tags", "open"))
            .DoAsync("publish");
        await live.With([.. secrets.Where(secret => secret.Item1 != "PublishAt"), ("Address", "/live-" + Canary)]).DoAsync("save");
        Func<PostRequest, PostRequest> hide = r =>
            r with
            {
                Slug = "hidden",
                Tags = [Canary],
                Category = [Canary],
                Content = r.Content with { Hidden = true, Title = Canary, Description = Canary, Cover = "/" + Canary + ".png" },
                TranslationGroup = "pair",
            };
        await _blog.PublishAsync(Canary, Canary, language: "en", with: hide);
        var revised = await _blog.PublishAsync(Canary, Canary, with: r => r with { Slug = "revised", TranslationGroup = "pair" });
        await _blog.ReviseAsync(
            revised,
            r => r with { Content = r.Content with { Title = "Clean", Markdown = "clean words" }, TranslationGroup = "pair" }
        );

        var leaks = new List<string>();
        foreach (var path in Paths())
        {
            using var answer = await _blog.Reader.GetAsync(path);
            var bytes = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
            var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).SelectMany(header => header.Value));
            if (
                (bytes + headers).Contains(Canary, StringComparison.OrdinalIgnoreCase)
                || (path.Contains(Canary, StringComparison.Ordinal) && (int)answer.StatusCode != 404)
            )
            {
                leaks.Add($"{path} {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(leaks);
        foreach (var path in new[] { "/feed.xml", "/rss.xml", "/feed.json" })
        {
            Assert.Contains("seen words", await _blog.Reader.GetStringAsync(path), StringComparison.Ordinal);
        }

        // Proves that the search works: once published, the text is everywhere.
        await (await EditorPage.OpenAsync(author, live.Id)).DoAsync("publish");
        foreach (
            var path in new[]
            {
                "/feed.xml",
                "/rss.xml",
                "/feed.json",
                "/tags/" + Canary + "/feed.xml",
                "/sitemap.xml",
                "/llms.txt",
                "/feeds",
                "/live-" + Canary + ".md",
            }
        )
        {
            Assert.Contains(Canary, await _blog.Reader.GetStringAsync(path), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Paths()
    {
        foreach (var edition in new[] { "", "/zh", "/en" })
        {
            yield return edition + "/feeds";
            foreach (
                var folder in new[] { "", "/tags/open", "/tags/" + Canary, "/categories/" + Canary, "/categories/" + Canary + "/" + Canary }
            )
            {
                foreach (var file in FeedParsing.Files)
                {
                    yield return edition + folder + "/" + file;
                }
            }
        }

        foreach (
            var path in new[]
            {
                "/sitemap.xml",
                "/sitemap-1.xml",
                "/llms.txt",
                "/robots.txt",
                "/site.webmanifest",
                "/seen.md",
                "/revised.md",
                "/en/hidden.md",
                "/" + Canary + ".md",
                "/" + Canary + "-2.md",
                "/live-" + Canary + ".md",
            }
        )
        {
            yield return path;
        }
    }
}
