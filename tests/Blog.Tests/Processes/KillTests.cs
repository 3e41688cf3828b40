using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Blog.Tests.Data;

namespace Blog.Tests.Processes;

/// <summary>security.md C1: the program is killed while sixteen clients write, and every acknowledged write is there.</summary>
public sealed class KillTests : IDisposable
{
    private const int Hands = 16;

    /// <summary>
    /// Writes that a cycle acknowledges before the kill may come: in a full run so many that five hundred cycles make a hundred thousand.
    /// </summary>
    private static readonly int Least = Deep.IsOn ? 200 : Hands;

    /// <summary>
    /// In a full run so long that the database ends at about five hundred megabytes, and the last restarts are those of such a one.
    /// </summary>
    private static readonly string Words = string.Concat(Enumerable.Repeat("写到一半断电。", Deep.IsOn ? 40 : 1));

    private readonly TemporaryFolder _folder = new();

    public KillTests() => MigratedDatabase.CopyIntoEmpty(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_acknowledged_write_is_lost_by_kills()
    {
        var random = new Random(20261123);
        var (cycles, all, lost, slowest) = (Deep.Count(1, 500), new List<string>(), new List<string>(), TimeSpan.Zero);
        await using var blog = new BlogServer(_folder.Path);
        await blog.StartAsync();
        var editorClient = await EditorClient.SignInAsync(blog.Address);
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            var kept = await WriteUntilKilledAsync(blog, editorClient, cycle, random.Next(5, 350));
            var watch = Stopwatch.StartNew();
            await blog.StartAsync();
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            DatabaseIntegrity.Check(blog.Database);
            var there = DatabaseIntegrity
                .Ask(blog.Database, $"SELECT Title FROM Posts WHERE Title LIKE '{cycle}-%'")
                .ToHashSet(StringComparer.Ordinal);
            lost.AddRange(kept.Where(title => !there.Contains(title)));
            all.AddRange(kept);
        }

        var atLast = DatabaseIntegrity.Ask(blog.Database, "SELECT Title FROM Posts").ToHashSet(StringComparer.Ordinal);
        lost.AddRange(all.Where(title => !atLast.Contains(title)));
        var size = DatabaseIntegrity.Ask(
            blog.Database,
            "SELECT page_count * page_size / 1048576 FROM pragma_page_count(), pragma_page_size()"
        )[0];
        Deep.Report(
            $"kill -9: {cycles} cycles, {all.Count} acknowledged writes, {lost.Count} lost, the slowest next start "
                + $"{slowest.TotalSeconds:F1} s with {size} MB"
        );
        Assert.Empty(lost);
        Assert.True(all.Count >= (Deep.IsOn ? cycles * Least : cycles), $"only {all.Count} were acknowledged: too few to prove anything");

        // Sessions and open forms are still valid.
        using var answer = await editorClient.SendAsync("后来", "正文。");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<IReadOnlyCollection<string>> WriteUntilKilledAsync(
        BlogServer blog,
        EditorClient editorClient,
        int cycle,
        int milliseconds
    )
    {
        var kept = new ConcurrentQueue<string>();
        var warm = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hands = Enumerable
            .Range(0, Hands)
            .Select(hand =>
                Task.Run(async () =>
                {
                    var own = editorClient.Again();
                    for (var i = 0; ; i++)
                    {
                        var title = $"{cycle}-{hand}-{i}";
                        try
                        {
                            using var answer = await own.SendAsync(title, $"**{title}** " + Words);
                            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
                        }
                        catch (HttpRequestException)
                        {
                            return; // killed: this one was not acknowledged
                        }

                        kept.Enqueue(title);
                        if (kept.Count >= Least)
                        {
                            warm.TrySetResult();
                        }
                    }
                })
            )
            .ToList();
        await Poll.UntilAsync(() => warm.Task.IsCompleted || hands.Exists(hand => hand.IsCompleted) || (!Deep.IsOn && !kept.IsEmpty));
        await Task.Delay(milliseconds);
        await blog.KillAsync();
        await Task.WhenAll(hands);
        return kept;
    }
}
