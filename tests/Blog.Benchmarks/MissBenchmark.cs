using System.Diagnostics;
using System.Globalization;

namespace Blog.Benchmarks;

/// <summary>
/// The claim: with a hundred thousand posts any page that is not in the cache takes less than 5 ms in the median and 20 ms in 99 of 100;
/// the overviews and the sitemap less than 50 ms. A published program in a process of its own answers one request after the other, without
/// compression, and keeps no page. The time is the client's, so it includes the connection; the processor's is that of the program.
/// </summary>
internal static class MissBenchmark
{
    private const int WarmUp = 100,
        Sample = 300,
        Slow = 20;

    /// <param name="program"><c>Blog.dll</c> of a published folder; null for the one beside this benchmark.</param>
    public static async Task<int> RunAsync(int posts, string? program)
    {
        var folder = await BlogCorpus.OpenAsync(posts);
        await using var blog = BlogProcess.Start(
            program ?? Path.Combine(AppContext.BaseDirectory, "Blog.dll"),
            folder,
            null,
            ("Blog__Cache__Memory", "0")
        );
        await blog.UntilAsync("/health/ready");
        var first = Stopwatch.StartNew();
        await AskAsync(blog, "/");
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"first page after the start {first.Elapsed.TotalMilliseconds:F0} ms")
        );
        var holds = true;
        foreach (var kind in Kinds(posts))
        {
            holds &= await MeasureAsync(blog, kind);
        }

        return holds ? 0 : 1;
    }

    private static IEnumerable<Kind> Kinds(int posts)
    {
        var random = new Random(1);
        int Id() => 1 + random.Next(posts);
        var pages = posts * 7 / 8 / 10; // a post and its translation stand once
        yield return new Kind("home", () => "/");
        yield return new Kind("home, any page", () => $"/page/{2 + random.Next(pages - 10)}");
        yield return new Kind("home, last pages", () => $"/page/{pages - 10 - random.Next(10)}");
        yield return new Kind("home of an edition", () => $"/en/page/{2 + random.Next(posts / 30)}");
        yield return new Kind("biggest tag", () => $"/tags/tag1/page/{2 + random.Next(posts / 1000)}");
        yield return new Kind("any tag", () => $"/tags/tag{1 + random.Next(BlogCorpus.Tags)}");
        yield return new Kind("category", () => $"/categories/分类{random.Next(6)}");
        yield return new Kind("archive", () => $"/archives/page/{2 + random.Next(posts / 200)}");
        yield return new Kind("archive of a year", () => $"/archives/{2013 + random.Next(12)}");
        yield return new Kind("post", () => BlogCorpus.PathOf(Id()));
        yield return new Kind("not found", () => $"/no/{Id()}", 404);
        yield return new Kind("feed", () => "/feed.xml");
        yield return new Kind("feed of a tag", () => $"/tags/tag{1 + random.Next(BlogCorpus.Tags)}/feed.xml");
        yield return new Kind("tags", () => "/tags") { Bar = Slow };
        yield return new Kind("categories", () => "/categories") { Bar = Slow };
        yield return new Kind("feeds", () => "/feeds") { Bar = Slow };
        yield return new Kind("sitemap", () => "/sitemap.xml") { Bar = Slow };
        if (posts > 20_000)
        {
            yield return new Kind("sitemap, a part", () => "/sitemap-2.xml") { Bar = Slow };
        }
    }

    private static async Task<bool> MeasureAsync(BlogProcess blog, Kind kind)
    {
        var (times, bytes) = (new List<double>(), 0L);
        var (warmUp, sample) = kind.Bar == Slow ? (WarmUp / 10, Sample / 10) : (WarmUp, Sample);
        for (var i = 0; i < warmUp; i++)
        {
            await AskAsync(blog, kind.Path(), kind.Status);
        }

        var before = blog.Processor;
        for (var i = 0; i < sample; i++)
        {
            var path = kind.Path();
            var watch = Stopwatch.StartNew();
            bytes += await AskAsync(blog, path, kind.Status);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        var processor = (blog.Processor - before).TotalMilliseconds / sample;
        times.Sort();
        var (half, most) = (times[sample / 2], times[sample * 99 / 100]);
        var (barOfHalf, barOfMost) = kind.Bar == Slow ? (50, 100) : (5, 20);
        var verdict = half < barOfHalf && most < barOfMost ? "" : "   MISSED";
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{kind.Name, -20} p50 {half, 8:F2} ms (bar {barOfHalf})   p99 {most, 8:F2} ms (bar {barOfMost})   processor "
                    + $"{processor, 7:F2} ms   {bytes / sample / 1024.0, 7:F1} KB{verdict}"
            )
        );
        return half < barOfHalf && most < barOfMost;
    }

    private static async Task<long> AskAsync(BlogProcess blog, string path, int status = 200)
    {
        using var answer = await blog.Client.GetAsync(new Uri(path, UriKind.Relative));
        var body = await answer.Content.ReadAsByteArrayAsync();
        return (int)answer.StatusCode == status ? body.Length : throw new InvalidOperationException($"{path} answered {answer.StatusCode}");
    }

    private sealed record Kind(string Name, Func<string> Path, int Status = 200)
    {
        public int Bar { get; init; }
    }
}
