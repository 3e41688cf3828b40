using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Blog.Tests.Data;

namespace Blog.Tests.Processes;

/// <summary>Not in parallel: it would measure the other tests.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}

/// <summary>security.md C5: sixteen write and thirty-two read at once; nobody gets a locked database.</summary>
[Collection(Alone.Name)]
public sealed class LoadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LoadTests() => MigratedDatabase.CopyIntoEmpty(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Concurrent_writers_and_readers_get_no_error()
    {
        var span = Deep.Seconds(3, 60);
        await using var blog = new BlogServer(_folder.Path);
        await blog.StartAsync();
        var editorClient = await EditorClient.SignInAsync(blog.Address);
        var (writes, reads, errors, kept) = (
            new ConcurrentBag<double>(),
            new ConcurrentBag<double>(),
            new ConcurrentBag<string>(),
            new ConcurrentBag<string>()
        );
        string[] paths = ["/", "/archives", "/feed.xml", "/search?q=正文", "/tags", "/health/ready"];
        await WarmAsync(editorClient, paths);
        var watch = Stopwatch.StartNew();
        var writers = Enumerable
            .Range(0, 16)
            .Select(hand =>
                Task.Run(async () =>
                {
                    var own = editorClient.Again();
                    for (var i = 0; watch.Elapsed < span; i++)
                    {
                        var begun = Stopwatch.GetTimestamp();
                        using var answer = await own.SendAsync($"{hand}-{i}", "正文。");
                        writes.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                        if (answer.StatusCode == HttpStatusCode.Redirect)
                        {
                            kept.Add($"{hand}-{i}");
                        }
                        else
                        {
                            errors.Add($"write {(int)answer.StatusCode}");
                        }
                    }
                })
            );
        var readers = Enumerable
            .Range(0, 32)
            .Select(hand =>
                Task.Run(async () =>
                {
                    var own = new Visitor(blog.Address);
                    for (var i = hand; watch.Elapsed < span; i++)
                    {
                        var begun = Stopwatch.GetTimestamp();
                        using var answer = await own.GetAsync(paths[i % paths.Length]);
                        reads.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.TooManyRequests))
                        {
                            errors.Add($"{paths[i % paths.Length]} {(int)answer.StatusCode}");
                        }
                    }
                })
            );
        await Task.WhenAll([.. writers, .. readers]).WaitAsync(span + Poll.Limit);
        Deep.Report(
            $"load: {span.TotalSeconds:F0} s, {writes.Count} writes p99 {P99(writes):F0} ms, {reads.Count} reads p99 "
                + $"{P99(reads):F0} ms, {errors.Count} errors"
        );
        Assert.Empty(errors);
        var there = DatabaseIntegrity.Ask(blog.Database, "SELECT Title FROM Posts").ToHashSet(StringComparer.Ordinal);
        Assert.All(kept, title => Assert.Contains(title, there));
        DatabaseIntegrity.Check(blog.Database);
        Assert.DoesNotContain(blog.Output, line => line.Contains("locked", StringComparison.Ordinal));
    }

    /// <summary>Warms up: a cold process compiles first.</summary>
    private static async Task WarmAsync(EditorClient editorClient, string[] paths)
    {
        for (var i = 0; i < 3; i++)
        {
            using var sent = await editorClient.SendAsync($"warm-{i}", "正文。");
            foreach (var path in paths)
            {
                using var answer = await new Visitor(editorClient.Visitor.Server!).GetAsync(path);
            }
        }
    }

    private static double P99(ConcurrentBag<double> times) => times.Order().ElementAt(Math.Min(times.Count - 1, times.Count * 99 / 100));
}
