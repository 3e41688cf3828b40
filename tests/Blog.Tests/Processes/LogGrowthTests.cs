using System.Collections.Concurrent;
using System.Net;
using Blog.Tests.Data;
using Blog.Tests.Operations.Backups;

namespace Blog.Tests.Processes;

/// <summary>security.md C11: under constant writes and consecutive backups the write-ahead log stays small; a stop empties it.</summary>
public sealed class LogGrowthTests : IDisposable
{
    private const int Hands = 8;
    private const long Most = 128L * 1024 * 1024;

    private readonly TemporaryFolder _folder = new(),
        _beside = new();

    public LogGrowthTests() => MigratedDatabase.CopyIntoEmpty(_folder.Path);

    public void Dispose()
    {
        _folder.Dispose();
        _beside.Dispose();
    }

    [Fact]
    public async Task The_log_stays_small_under_write_load_and_backups_and_is_gone_after_a_stop()
    {
        var span = Deep.Seconds(2, 600);
        await using var blog = new BlogServer(_folder.Path);
        await blog.StartAsync();
        var (editorClient, gauge, kept, errors) = (
            await EditorClient.SignInAsync(blog.Address),
            new ProcessGauge(blog),
            new ConcurrentQueue<string>(),
            new ConcurrentQueue<string>()
        );
        using var stop = new CancellationTokenSource();
        var gauging = gauge.RunAsync(stop.Token);
        using var enough = new CancellationTokenSource();
        var hands = Enumerable
            .Range(0, Hands)
            .Select(hand => Task.Run(() => WriteAsync(editorClient.Again(), hand, kept, errors, enough.Token)))
            .ToList();
        var (backups, ending) = (0, Task.Delay(span));
        do
        {
            var (code, _, error) = await BlogCommand.RunAsync(blog.DataFolder, "backup", _beside.File($"{backups}.zip"));
            Assert.True(code == 0, error);
            File.Delete(_beside.File($"{backups}.zip"));
            backups++;
        } while (!ending.IsCompleted);
        await enough.CancelAsync();
        await Task.WhenAll(hands);
        await stop.CancelAsync();
        await gauging;
        var (end, _) = await blog.StopAsync();

        Deep.Report(
            $"write-ahead log: {span.TotalSeconds:F0} s, {kept.Count} writes, {backups} backups, at most "
                + $"{gauge.LargestLog / 1048576.0:F1} MB, {new FileInfo(blog.Database).Length / 1048576} MB of database"
        );
        Assert.Empty(errors);
        Assert.Equal(0, end);
        Assert.True(kept.Count >= Hands && gauge.LargestLog > 0, "hardly anything was written, so nothing was proved");
        Assert.True(gauge.LargestLog < Most, $"the write-ahead log grew to {gauge.LargestLog} bytes");
        Assert.False(File.Exists(blog.Database + "-wal") && new FileInfo(blog.Database + "-wal").Length > 0, "the log was not emptied");
        DatabaseIntegrity.Check(blog.Database);
    }

    private static async Task WriteAsync(
        EditorClient editorClient,
        int hand,
        ConcurrentQueue<string> kept,
        ConcurrentQueue<string> errors,
        CancellationToken enough
    )
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            using var answer = await editorClient.SendAsync($"{hand}-{i}", string.Concat(Enumerable.Repeat("写个不停的一段话。", 50)));
            (answer.StatusCode == HttpStatusCode.Redirect ? kept : errors).Enqueue($"{hand}-{i} {(int)answer.StatusCode}");
        }
    }
}
