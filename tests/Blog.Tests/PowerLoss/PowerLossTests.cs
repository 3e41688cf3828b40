using System.Collections.Concurrent;
using Blog.Tests.Data;
using Blog.Tests.Processes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.PowerLoss;

/// <summary>security.md C2: an acknowledged save survives a power cut.</summary>
public sealed class PowerLossTests
{
    [Fact]
    public async Task No_acknowledged_write_is_lost_by_a_power_cut()
    {
        var random = new Random(20261123);
        var (cycles, all, syncs, lost) = (Deep.Count(3, 100), 0, 0, new List<string>());
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            using var folder = new TemporaryFolder();
            using var after = new TemporaryFolder();
            var disk = new DurableDisk(folder.Path);
            await using var host = new DataHost(folder.Path);
            await host.StartAsync();
            using var stop = new CancellationTokenSource();
            var acknowledged = new ConcurrentQueue<string>();
            var hands = Enumerable
                .Range(0, 4)
                .Select(hand =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; !stop.IsCancellationRequested; i++)
                        {
                            var title = $"{hand}-{i}";
                            await host.WriteAsync(DataHost.Request(title, $"{title} {new string('字', 100 + (i % 7 * 900))}"));
                            acknowledged.Enqueue(title);
                        }
                    })
                )
                .ToList();
            if (cycle % 3 == 1)
            {
                hands.Add(Task.Run(() => EmptyLogAsync(host, stop.Token))); // a cut in the middle of a checkpoint
            }

            // The first posts wait for the renderer to warm up; the cut comes at a random moment after them.
            var least = random.Next(3, 30);
            await Poll.UntilAsync(() => acknowledged.Count >= least || hands.Any(hand => hand.IsCompleted));
            await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * 100));
            var confirmed = acknowledged.ToArray();
            disk.Cut(after.Path, cycle % 2 == 0 ? null : random);
            await stop.CancelAsync();
            await Task.WhenAll(hands);

            all += confirmed.Length;
            syncs += disk.Syncs;
            var there = DatabaseIntegrity.Ask(after.File("blog.db"), "SELECT Title FROM Posts").ToHashSet(StringComparer.Ordinal);
            lost.AddRange(confirmed.Where(title => !there.Contains(title)).Select(title => $"cycle {cycle}: {title}"));
            DatabaseIntegrity.Check(after.File("blog.db"));
        }

        Deep.Report($"power cuts: {cycles}, {all} posts acknowledged, {lost.Count} lost, {syncs} syncs");
        Assert.Empty(lost);
        Assert.True(all > cycles * 5, $"{all} posts are no load");
    }

    /// <summary>Proves that the model is strict: if the log is not synced at a commit, the commit is lost.</summary>
    [Theory]
    [InlineData("FULL", true)]
    [InlineData("NORMAL", false)]
    public void A_commit_that_is_not_synced_is_lost_in_this_model(string synchronous, bool isKept)
    {
        using var folder = new TemporaryFolder();
        using var after = new TemporaryFolder();
        var disk = new DurableDisk(folder.Path);
        using var connection = new SqliteConnection($"Data Source={folder.File("blog.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (x); PRAGMA wal_checkpoint(TRUNCATE); PRAGMA "
            + $"synchronous={synchronous}; INSERT INTO t VALUES (1)";
        command.ExecuteNonQuery();
        disk.Cut(after.Path, torn: null);
        Assert.Equal(isKept ? ["1"] : [], DatabaseIntegrity.Ask(after.File("blog.db"), "SELECT x FROM t"));
    }

    private static async Task EmptyLogAsync(DataHost host, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", CancellationToken.None));
        }
    }
}
