using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Blog.Benchmarks;

/// <summary>
/// The claim: while sixteen authors save as fast as they can, 99 of 100 answers to 32 readers, who ask for random pages, take less than 100
/// ms; and an author who saves ten drafts a second and publishes a post a second slows readers little. On a copy of the corpus.
/// </summary>
internal static class WriterBenchmark
{
    private const int Readers = 32,
        Bar = 100;

    private static readonly TimeSpan Span = TimeSpan.FromSeconds(15);

    /// <param name="program"><c>Blog.dll</c> of a published folder; null for the one beside this benchmark.</param>
    public static async Task<int> RunAsync(int posts, string? program)
    {
        var folder = Directory.CreateTempSubdirectory("blog-writers-");
        try
        {
            Copy(Path.Combine(await BlogCorpus.OpenAsync(posts), "data"), Path.Combine(folder.FullName, "data"));
            await using var blog = BlogProcess.Start(
                program ?? Path.Combine(AppContext.BaseDirectory, "Blog.dll"),
                folder.FullName,
                null,
                AuthorClient.Settings
            );
            await blog.UntilAsync("/health/ready");
            using var author = await AuthorClient.SignInAsync(blog.Client.BaseAddress!);
            await MeasureAsync("(warm-up)", blog, posts, []);
            var alone = await MeasureAsync("nobody writes", blog, posts, []);
            var calm = await MeasureAsync(
                "10 drafts and 1 post a second",
                blog,
                posts,
                [(watch) => PacedAsync(author, watch, 100, "save"), (watch) => PacedAsync(author, watch, 1000, "publish")]
            );
            var storm = await MeasureAsync(
                "16 authors without pause",
                blog,
                posts,
                [.. Enumerable.Repeat<Func<Stopwatch, Task<int>>>(watch => PacedAsync(author, watch, 0, "publish"), 16)]
            );
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  p50 beside the calm author: {calm.Median / alone.Median:F2} times that without   (16 authors: p99 bar {Bar} ms)"
                )
            );
            var (own, all) = blog.Memory;
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"  memory then: {own:F0} MB of its own, {all:F0} MB with files (bar 250)")
            );
            return storm.P99 < Bar && own < 250 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(double Median, double P99)> MeasureAsync(
        string what,
        BlogProcess blog,
        int posts,
        IReadOnlyList<Func<Stopwatch, Task<int>>> writers
    )
    {
        var (times, watch) = (new ConcurrentBag<double>(), Stopwatch.StartNew());
        var writing = writers.Select(write => Task.Run(() => write(watch))).ToList();
        await Task.WhenAll(
            Enumerable
                .Range(0, Readers)
                .Select(reader =>
                    Task.Run(async () =>
                    {
                        var random = new Random(reader);
                        while (watch.Elapsed < Span)
                        {
                            // As readers are: mostly the newest pages, sometimes an old one; a person, not a load generator.
                            var path = random.Next(10) switch
                            {
                                < 3 => "/",
                                3 => "/feed.xml",
                                4 => $"/page/{2 + random.Next(posts / 20)}",
                                < 8 => BlogCorpus.PathOf(posts - random.Next(20)),
                                _ => BlogCorpus.PathOf(1 + random.Next(posts)),
                            };
                            var begun = Stopwatch.GetTimestamp();
                            using var answer = await blog.Client.GetAsync(new Uri(path, UriKind.Relative));
                            await answer.Content.ReadAsByteArrayAsync();
                            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                            await Task.Delay(random.Next(100));
                        }
                    })
                )
        );
        var written = (await Task.WhenAll(writing)).Sum();
        var sorted = times.Order().ToList();
        var (median, p99) = (sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100]);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -32} {sorted.Count / Span.TotalSeconds, 6:F0} reads/s, p50 {median:F2} ms, p99 {p99:F2} ms; "
                    + $"{written / Span.TotalSeconds:F1} writes/s"
            )
        );
        return (median, p99);
    }

    private static async Task<int> PacedAsync(AuthorClient author, Stopwatch watch, int pause, string act)
    {
        var (count, draft) = (0, author.NewPost("正在写的文章", "一段文字。"));
        while (watch.Elapsed < Span)
        {
            var post = act == "publish" ? author.NewPost($"新文章 {Guid.NewGuid():N}", $"缓存的第 {count} 段文字。") : draft;
            post["Markdown"] += " 再写一句。";
            await author.PressAsync(post, act);
            count++;
            await Task.Delay(pause);
        }

        return count;
    }

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
