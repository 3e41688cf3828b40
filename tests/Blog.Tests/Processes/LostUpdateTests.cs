using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Blog.Tests.Data;
using Blog.Tests.Editor.Editing;

namespace Blog.Tests.Processes;

/// <summary>security.md C7: concurrent counts and edits end as if they had come one after the other.</summary>
public sealed class LostUpdateTests : IDisposable
{
    /// <summary>Increments of one post: each conflict searches the post's history.</summary>
    private const int EachPost = 250;

    private const int Hands = 4;

    private readonly TemporaryFolder _folder = new();

    public LostUpdateTests() => MigratedDatabase.CopyIntoEmpty(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_concurrent_increment_of_a_post_is_saved_or_reported_as_a_conflict()
    {
        var total = 0;
        await using var blog = new BlogServer(_folder.Path);
        await blog.StartAsync();
        var editorClient = await EditorClient.SignInAsync(blog.Address);
        foreach (var (act, all) in new[] { ("save", Deep.Count(10, 3_000)), ("publish", Deep.Count(15, 7_000)) }) // drafts, live posts
        {
            var refused = new ConcurrentQueue<string>();
            for (var left = all; left > 0; left -= EachPost)
            {
                await CountUpAsync(editorClient, act, Math.Min(left, EachPost), refused);
            }

            Deep.Report($"lost updates by {act}: {all} increments, {refused.Count} refused as outdated, 0 lost");
            total += all;
            Assert.Equal(total, DatabaseIntegrity.Ask(blog.Database, "SELECT Markdown FROM Posts").Sum(CountOf));
            Assert.False(refused.IsEmpty, $"no conflict occurred by {act}, so nothing was proved");
            var history = DatabaseIntegrity
                .Ask(blog.Database, "SELECT Markdown FROM Revisions WHERE Kind = 'Conflict'")
                .ToHashSet(StringComparer.Ordinal);
            Assert.All(refused, text => Assert.Contains(text, history)); // nor is any text of refused saves
        }

        DatabaseIntegrity.Check(blog.Database);
    }

    [Fact]
    public async Task Every_not_found_request_is_counted()
    {
        var (all, next) = (Deep.Count(100, 10_000), 0);
        await using var blog = new BlogServer(_folder.Path);
        await blog.StartAsync();
        await Task.WhenAll(
            Enumerable
                .Range(0, Hands)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        var reader = new Visitor(blog.Address);
                        while (Interlocked.Increment(ref next) is var number && number <= all)
                        {
                            using var answer = await reader.GetAsync(number % 2 == 0 ? "/long-gone" : $"/gone/{number % 20}");
                            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                        }
                    })
                )
        );

        Assert.Equal(0, (await blog.StopAsync()).Code); // what is still in memory is written then
        Assert.Equal(
            all / 2,
            int.Parse(
                Assert.Single(DatabaseIntegrity.Ask(blog.Database, "SELECT Count FROM MissingPaths WHERE Path = '/long-gone'")),
                CultureInfo.InvariantCulture
            )
        );
        Assert.Equal(
            all,
            int.Parse(
                Assert.Single(DatabaseIntegrity.Ask(blog.Database, "SELECT sum(Count) FROM MissingPaths")),
                CultureInfo.InvariantCulture
            )
        );
        Deep.Report($"lost updates of counters: {all} not-found requests, 0 lost");
    }

    private static async Task CountUpAsync(EditorClient editorClient, string act, int count, ConcurrentQueue<string> refused)
    {
        var (post, begun) = (
            await (await EditorPage.OpenAsync(editorClient.Visitor)).With(("Title", "计数"), ("Markdown", "0 nobody")).DoAsync(act),
            0
        );
        await Task.WhenAll(
            Enumerable
                .Range(0, Hands)
                .Select(hand =>
                    Task.Run(async () =>
                    {
                        var visitor = editorClient.Again().Visitor;
                        while (Interlocked.Increment(ref begun) <= count)
                        {
                            for (
                                var attempt = 0;
                                !await AddOneAsync(visitor, post.Path, act, $"{hand}-{Guid.NewGuid():N}", refused);
                                attempt++
                            )
                            {
                                Assert.True(attempt < 500, "it never had its turn");
                            }
                        }
                    })
                )
        );
        Assert.Equal(count, CountOf((await EditorPage.OpenAsync(editorClient.Visitor, post.Path))["Markdown"]));
    }

    /// <summary>Opens the post, adds one to its number, and signs it, so that no two texts are the same.</summary>
    private static async Task<bool> AddOneAsync(Visitor visitor, string path, string act, string sign, ConcurrentQueue<string> refused)
    {
        var page = await EditorPage.OpenAsync(visitor, path);
        page["Markdown"] = $"{CountOf(page["Markdown"]) + 1} {sign}";
        using var answer = await page.PressAsync(act);
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Conflict, $"{act} answered {(int)answer.StatusCode}");
        if (answer.StatusCode == HttpStatusCode.Conflict)
        {
            refused.Enqueue(page["Markdown"]);
        }

        return answer.StatusCode == HttpStatusCode.Redirect;
    }

    private static int CountOf(string text) => int.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);
}
