using System.Collections.Concurrent;
using System.Net;
using Blog.Data.Media;
using Blog.Tests.Data;

namespace Blog.Tests.Processes;

/// <summary>security.md C4: the program is killed during uploads; rows and files stay consistent.</summary>
public sealed class UploadKillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public UploadKillTests() => MigratedDatabase.CopyIntoEmpty(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_kill_during_uploads_leaves_no_row_without_file_and_serves_no_file_without_row()
    {
        var random = new Random(20261123);
        var (kills, all, orphans) = (Deep.Count(1, 200), new List<string>(), 0);
        await using var blog = new BlogServer(_folder.Path);
        await blog.StartAsync();
        var editorClient = await EditorClient.SignInAsync(blog.Address);
        for (var kill = 0; kill < kills; kill++)
        {
            var kept = new ConcurrentQueue<string>();
            var hands = Enumerable
                .Range(0, 4)
                .Select(hand => Task.Run(() => UploadUntilKilledAsync(editorClient.Again(), (kill * 4) + hand, kept)))
                .ToList();
            await Poll.UntilAsync(() => !kept.IsEmpty || hands.Exists(hand => hand.IsCompleted));
            await Task.Delay(random.Next(5, 350));
            await blog.KillAsync();
            await Task.WhenAll(hands);
            all.AddRange(kept);
            await blog.StartAsync();
            orphans = await InStepAsync(blog, kept);
        }

        Assert.True(all.Count >= kills, "hardly anything was acknowledged, so nothing was proved");
        await InStepAsync(blog, all);
        DatabaseIntegrity.Check(blog.Database);
        await SweptAsync(blog);
        Deep.Report(
            $"kills in uploads: {kills}, {all.Count} acknowledged, 0 lost, 0 rows without file, {orphans} files without row, none "
                + "of them served, none left after the sweep"
        );
    }

    /// <summary>Each row has all its files, what was acknowledged has its row, and a file without row answers 404.</summary>
    private static async Task<int> InStepAsync(BlogServer blog, IEnumerable<string> acknowledged)
    {
        var rows = DatabaseIntegrity
            .Ask(blog.Database, "SELECT Id || '/' || Name || '|' || coalesce(VariantWidths, '') FROM Media")
            .Select(row => row.Split('|'))
            .ToList();
        var stems = Stems(blog);
        var missing = rows.SelectMany(row =>
                MediaStore.StemsOf(
                    row[0].Split('/')[0],
                    [
                        .. row[1]
                            .Split([',', ' ', '[', ']'], StringSplitOptions.RemoveEmptyEntries)
                            .Select(width => int.Parse(width, System.Globalization.CultureInfo.InvariantCulture)),
                    ]
                )
            )
            .Where(stem => !stems.Contains(stem))
            .ToList();
        Assert.Empty(missing);
        var ids = rows.Select(row => row[0].Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        Assert.All(acknowledged, href => Assert.Contains(href.Split('/')[2], ids));
        var orphans = stems.Select(stem => stem.Split('-')[0]).Where(stem => !ids.Contains(stem)).Distinct().ToList();
        using var client = new HttpClient { BaseAddress = blog.Address };
        foreach (var orphan in orphans)
        {
            using var answer = await client.GetAsync(new Uri($"/media/{orphan}/a.jpg", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        return orphans.Count;
    }

    /// <summary>A day later no leftovers remain.</summary>
    private async Task SweptAsync(BlogServer blog)
    {
        var before = DateTimeOffset.UnixEpoch.UtcDateTime;
        foreach (
            var path in Directory
                .EnumerateFiles(_folder.File("media"), "*", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(_folder.File("tmp")))
        )
        {
            File.SetLastWriteTimeUtc(path, before);
        }

        await blog.KillAsync();
        await blog.StartAsync();
        var ids = DatabaseIntegrity.Ask(blog.Database, "SELECT Id FROM Media").ToHashSet(StringComparer.Ordinal);
        // the cleanup runs while it serves
        await Poll.UntilAsync(() => !Left().Any() && !Directory.EnumerateFiles(_folder.File("tmp")).Any());
        await InStepAsync(blog, []);

        IEnumerable<string> Left() => Stems(blog).Where(stem => !ids.Contains(stem.Split('-')[0]));
    }

    private static HashSet<string> Stems(BlogServer blog) =>
        Directory
            .EnumerateFiles(Path.Combine(blog.DataFolder, "media"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .ToHashSet(StringComparer.Ordinal);

    private static async Task UploadUntilKilledAsync(EditorClient editorClient, int seed, ConcurrentQueue<string> kept)
    {
        for (var i = 0; ; i++)
        {
            var picture = TestImages.Photo(600 + seed, 300 + i, ".jpg"); // all different, so that each gets its own row
            try
            {
                using var answer = await Uploads.SendAsync(editorClient, picture, "a.jpg");
                Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
                kept.Enqueue(
                    System
                        .Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync())
                        .RootElement.GetProperty("href")
                        .GetString()!
                );
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }
}
