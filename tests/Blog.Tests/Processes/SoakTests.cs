using System.Globalization;
using Blog.Tests.Data;
using Blog.Tests.Operations.Backups;

namespace Blog.Tests.Processes;

/// <summary>security.md D: twenty requests a second for eight hours; no errors, and no growth.</summary>
[Collection(Alone.Name)]
public sealed class SoakTests : IDisposable
{
    private const int PerSecond = 20,
        Hands = 16,
        Parts = 8;
    private const long MostLog = 128L * 1024 * 1024;

    private readonly TemporaryFolder _folder = new(),
        _beside = new();

    public SoakTests() => MigratedDatabase.CopyIntoEmpty(_folder.Path);

    public void Dispose()
    {
        _folder.Dispose();
        _beside.Dispose();
    }

    [Fact]
    public async Task Hours_of_load_cause_no_error_and_leave_memory_and_log_at_their_size()
    {
        var span = Deep.Seconds(4, 8 * 3600);
        await using var blog = new BlogServer(_folder.Path);
        blog.Settings["Blog__TrustedProxies"] = "127.0.0.1"; // so that readers come from many places
        blog.Settings["DOTNET_GCHeapHardLimit"] = "0x21999999"; // 70 % of the container's 768 MB
        await blog.StartAsync();
        var load = new SoakLoad(blog, await EditorClient.SignInAsync(blog.Address));
        await load.BeginAsync(Deep.IsOn ? 40 : 6);
        using var stop = new CancellationTokenSource();
        var gauge = new ProcessGauge(blog);
        var (gauging, backing) = (gauge.RunAsync(stop.Token), BackUpAsync(blog, span, stop.Token));
        await Task.WhenAll(load.RunAsync(span, PerSecond, Hands), TellAsync(load, gauge, span));
        await stop.CancelAsync();
        await gauging;
        var backups = await backing;

        Deep.Report(
            Figures(load, gauge, span, backups)
                + $", {blog.Output.Count(line => line.Contains("\"Warning\"", StringComparison.Ordinal))} warnings"
        );
        Assert.Empty(load.Errors);
        Assert.DoesNotContain(
            blog.Output,
            line =>
                line.Contains("\"Error\"", StringComparison.Ordinal)
                || line.Contains("\"Critical\"", StringComparison.Ordinal)
                || line.Contains("locked", StringComparison.Ordinal)
        );
        Assert.True(gauge.LargestLog < MostLog, $"the write-ahead log grew to {gauge.LargestLog} bytes");
        Assert.True(load.Unchanged > 0, "nothing was ever unchanged");
        if (span >= TimeSpan.FromMinutes(10))
        {
            // From one eighth to the next 5 %; and since a slow leak passes below that, 10 % from the middle of the run to its end.
            var (middle, before, last) = (
                gauge.MemoryOf((Parts / 2) - 1, Parts),
                gauge.MemoryOf(Parts - 2, Parts),
                gauge.MemoryOf(Parts - 1, Parts)
            );
            Assert.True(
                last <= before * 1.05 && last <= middle * 1.10,
                string.Create(CultureInfo.InvariantCulture, $"memory grows: {middle:F0} MB, {before:F0} MB, then {last:F0} MB")
            );
            var (early, late) = (gauge.Part(1, Parts), gauge.Part(Parts - 1, Parts));
            Assert.True(late.Average(sample => sample.Threads) <= early.Average(sample => sample.Threads) + 8, "threads grow");
            Assert.True(late.Average(sample => sample.Handles) <= early.Average(sample => sample.Handles) + 16, "open files grow");
        }

        Assert.Equal(0, (await blog.StopAsync()).Code);
        Assert.False(File.Exists(blog.Database + "-wal") && new FileInfo(blog.Database + "-wal").Length > 0, "the log was not emptied");
        DatabaseIntegrity.Check(blog.Database);
        var there = DatabaseIntegrity.Ask(blog.Database, "SELECT Title FROM Posts").ToHashSet(StringComparer.Ordinal);
        Assert.All(load.Kept, title => Assert.Contains(title, there));
    }

    /// <summary>A backup at the beginning of each part, by a separate process.</summary>
    private async Task<int> BackUpAsync(BlogServer blog, TimeSpan span, CancellationToken stop)
    {
        var made = 0;
        while (!stop.IsCancellationRequested)
        {
            var file = _beside.File($"{made}.zip");
            var (code, _, error) = await BlogCommand.RunAsync(blog.DataFolder, "backup", file);
            Assert.True(code == 0, error);
            File.Delete(file);
            made++;
            await Task.Delay(span / Parts, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return made;
    }

    /// <summary>Reports progress after each part of a long run.</summary>
    private static async Task TellAsync(SoakLoad load, ProcessGauge gauge, TimeSpan span)
    {
        for (var part = 1; part < Parts && span > TimeSpan.FromMinutes(1); part++)
        {
            await Task.Delay(span / Parts);
            Deep.Report(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"soak, part {part} of {Parts}: {load.Done.Count} acts, {load.Errors.Count} errors, "
                        + $"{Weight(gauge.Samples[^1])}, largest log {gauge.LargestLog / 1048576.0:F1} MB"
                )
            );
        }
    }

    private static string Figures(SoakLoad load, ProcessGauge gauge, TimeSpan span, int backups)
    {
        var times = load.Done.Select(act => act.Milliseconds).Order().ToList();
        var kinds = load
            .Done.GroupBy(act => act.Kind, StringComparer.Ordinal)
            .OrderByDescending(kind => kind.Count())
            .Select(kind =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kind.Key} {kind.Count()} (p99 {At(kind.Select(act => act.Milliseconds).Order().ToList(), 99):F0} ms)"
                )
            );
        var parts = Enumerable.Range(0, Parts).Select(part => gauge.MemoryOf(part, Parts).ToString("F0", CultureInfo.InvariantCulture));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            soak: {span.TotalSeconds:F0} s, {times.Count} acts, {times.Count / span.TotalSeconds:F1} a second of {PerSecond}, p50 {At(
                times,
                50
            ):F0} ms, p99 {At(times, 99):F0} ms, {load.Errors.Count} errors, {load.Unchanged} times 304, {backups} backups
              {string.Join(", ", kinds)}
              memory at the start {Weight(gauge.Samples[0])}; in the middle {Weight(
                gauge.Samples[gauge.Samples.Count / 2]
            )}; at the end {Weight(gauge.Samples[^1])}
              memory by eighths {string.Join(' ', parts)} MB, most {gauge.Samples.Max(sample => sample.Memory)
                / 1048576} MB, largest log {gauge.LargestLog / 1048576.0:F1} MB
            """
        );
    }

    private static string Weight(ProcessGauge.Sample sample) =>
        $"{sample.Memory / 1048576} MB ({sample.Own / 1048576} of it no file's), {sample.Threads} threads, {sample.Handles} open files";

    private static double At(List<double> sorted, int percent) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
}
