using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Blog.Benchmarks;

/// <summary>
/// The claim: while 200 comments a second come from 12,000 networks for a minute, 99 of 100 answers to readers take at most twice as long
/// as before, and every comment that was acknowledged is stored. On a copy of the corpus; the networks are told by a trusted proxy.
/// </summary>
internal static partial class CommentBenchmark
{
    private const int Posts = 100,
        Readers = 16,
        PerSecond = 200;

    /// <param name="seconds">How long comments come.</param>
    /// <param name="program"><c>Blog.dll</c> of a published folder; null for the one beside this benchmark.</param>
    public static async Task<int> RunAsync(int seconds, string? program)
    {
        var folder = Directory.CreateTempSubdirectory("blog-comments-");
        try
        {
            var database = await BlogCorpus.CopyAsync(Posts, folder.FullName);
            await using (
                var blog = BlogProcess.Start(
                    program ?? Path.Combine(AppContext.BaseDirectory, "Blog.dll"),
                    folder.FullName,
                    null,
                    ("Blog__TrustedProxies", "127.0.0.1")
                )
            )
            {
                await blog.UntilAsync("/health/ready");
                BlogCorpus.Ask(database, "UPDATE Settings SET Comments = '{\"enabled\":true}'");
                await Task.Delay(TimeSpan.FromSeconds(2)); // a change of another process is noticed within a second
                var warm = await MeasureAsync("(warm-up)", blog, TimeSpan.FromSeconds(5), 0, 5 * PerSecond);
                var idle = await MeasureAsync("nobody comments", blog, TimeSpan.FromSeconds(15), 0, 0);
                var busy = await MeasureAsync(
                    $"{PerSecond} comments a second",
                    blog,
                    TimeSpan.FromSeconds(seconds),
                    warm.Sent,
                    seconds * PerSecond
                );
                var stored = BlogCorpus.Ask(database, "SELECT count(*) FROM Comments WHERE Ip IS NOT NULL");
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"  p99 of readers: {busy.P99 / idle.P99:F2} times that without (bar 2); "
                            + $"acknowledged {warm.Sent + busy.Sent}, stored {stored}"
                    )
                );
                return busy.P99 <= 2 * idle.P99 && stored == warm.Sent + busy.Sent && busy.Sent == seconds * PerSecond ? 0 : 1;
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Sends comments and prints how many were taken: in a process of its own, so that readers are not measured in it.</summary>
    /// <param name="args">Address of the blog, number of the first comment, how many.</param>
    public static async Task<int> SendAllAsync(string[] args)
    {
        var address = new Uri(args[0]);
        var (first, comments) = (int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        var forms = await StampsAsync(client);
        Console.WriteLine("ready");
        var (watch, sent, open) = (Stopwatch.StartNew(), 0, new List<Task>());
        for (var i = 0; i < comments; i++)
        {
            var (number, due) = (i, TimeSpan.FromSeconds((double)i / PerSecond));
            await Task.Delay(due > watch.Elapsed ? due - watch.Elapsed : TimeSpan.Zero);
            open.Add(
                Task.Run(async () =>
                {
                    if (await SendAsync(client, forms[number % forms.Count], first + number))
                    {
                        Interlocked.Increment(ref sent);
                    }
                })
            );
        }

        await Task.WhenAll(open);
        Console.WriteLine(sent.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Starts to send comments.</summary>
    /// <returns>How many are taken, when all are sent.</returns>
    private static async Task<Task<int>> BeginSendingAsync(BlogProcess blog, int first, int comments)
    {
        if (comments == 0)
        {
            return Task.FromResult(0);
        }

        string[] command = [typeof(CommentBenchmark).Assembly.Location, "send", $"{blog.Client.BaseAddress}", $"{first}", $"{comments}"];
        var sender = Process.Start(new ProcessStartInfo("dotnet", command) { UseShellExecute = false, RedirectStandardOutput = true })!;
        await sender.StandardOutput.ReadLineAsync();
        return ReadAsync();

        async Task<int> ReadAsync()
        {
            using (sender)
            {
                var sent = await sender.StandardOutput.ReadToEndAsync();
                await sender.WaitForExitAsync();
                return int.Parse(sent, CultureInfo.InvariantCulture);
            }
        }
    }

    private static async Task<(double P99, int Sent)> MeasureAsync(string what, BlogProcess blog, TimeSpan span, int first, int comments)
    {
        var writers = await BeginSendingAsync(blog, first, comments);
        var (times, watch) = (new ConcurrentBag<double>(), Stopwatch.StartNew());
        var readers = Enumerable.Range(0, Readers).Select(reader => Task.Run(() => ReadAsync(blog, reader, watch, span, times)));
        await Task.WhenAll(readers.Append(writers));
        var sent = await writers;
        var sorted = times.Order().ToList();
        var (median, p95, p99) = (sorted[sorted.Count / 2], sorted[sorted.Count * 95 / 100], sorted[sorted.Count * 99 / 100]);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -28} {sorted.Count / span.TotalSeconds, 6:F0} reads/s, p50 {median:F2}, p95 {p95:F2}, p99 {p99:F2} ms; "
                    + $"{sent} comments taken"
            )
        );
        return (p99, sent);
    }

    private static async Task ReadAsync(BlogProcess blog, int reader, Stopwatch watch, TimeSpan span, ConcurrentBag<double> times)
    {
        var random = new Random(reader);
        while (watch.Elapsed < span)
        {
            var path = random.Next(4) == 0 ? "/" : BlogCorpus.PathOf(1 + random.Next(Posts));
            var begun = Stopwatch.GetTimestamp();
            using var answer = await blog.Client.GetAsync(new Uri(path, UriKind.Relative));
            await answer.Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            await Task.Delay(random.Next(100));
        }
    }

    private static async Task<bool> SendAsync(HttpClient writers, (string Path, string Stamp) form, int number)
    {
        var random = new Random(number);
        var text = new StringBuilder();
        for (var word = 0; word < 30; word++)
        {
            for (var letter = random.Next(2, 9); letter > 0; letter--)
            {
                text.Append((char)('a' + random.Next(26)));
            }

            text.Append(' ');
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, form.Path)
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["name"] = $"reader {number}",
                    ["text"] = text.ToString(),
                    ["stamp"] = form.Stamp,
                    ["act"] = "send",
                }
            ),
        };
        request.Headers.Add(
            "X-Forwarded-For",
            string.Create(CultureInfo.InvariantCulture, $"{11 + (number / 62_500)}.{number / 250 % 250}.{number % 250}.9") // each in a /24
        );
        using var answer = await writers.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.SeeOther;
    }

    /// <summary>The forms of some posts.</summary>
    internal static async Task<List<(string Path, string Stamp)>> StampsAsync(HttpClient client)
    {
        var forms = new List<(string, string)>();
        for (var post = 1; post <= 20; post++)
        {
            var html = await client.GetStringAsync(new Uri(BlogCorpus.PathOf(post), UriKind.Relative));
            forms.Add((Action().Match(html).Groups["path"].Value, Stamp().Match(html).Groups["stamp"].Value));
        }

        return forms;
    }

    [GeneratedRegex("action=\"(?<path>/comments/[0-9]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Action();

    [GeneratedRegex("name=\"stamp\" value=\"(?<stamp>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Stamp();
}
