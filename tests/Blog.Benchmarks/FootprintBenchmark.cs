using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Blog.Benchmarks;

/// <summary>
/// How much the program takes: time to start, memory, disk, and what a first visit costs on the wire. Started after a proper stop, as
/// after an upgrade; the first start of each size is not counted.
/// </summary>
internal static partial class FootprintBenchmark
{
    private const int Starts = 5;

    /// <param name="program"><c>Blog.dll</c> of a published folder; null for the one beside this benchmark.</param>
    public static async Task<int> RunAsync(IReadOnlyList<int> sizes, string? program)
    {
        program ??= Path.Combine(AppContext.BaseDirectory, "Blog.dll");
        var holds = true;
        foreach (var posts in sizes)
        {
            var folder = await BlogCorpus.OpenAsync(posts);
            holds &= await StartAsync(posts, folder, program);
            holds &= Disk(posts, Path.Combine(folder, "data", "blog.db"));
        }

        return await WireAsync(await BlogCorpus.OpenAsync(sizes[0]), program) && holds ? 0 : 1;
    }

    private static async Task<bool> StartAsync(int posts, string folder, string program)
    {
        var (homes, idle) = (new List<double>(), (Own: 0.0, All: 0.0));
        for (var i = -1; i < Starts; i++)
        {
            await using var blog = BlogProcess.Start(program, folder);
            await blog.UntilAsync("/health/live");
            var home = await blog.UntilAsync("/");
            if (i >= 0)
            {
                homes.Add(home.TotalSeconds);
            }

            if (i == Starts - 1)
            {
                await Task.Delay(TimeSpan.FromSeconds(20)); // what a start leaves to be done has been done
                idle = blog.Memory;
            }
        }

        var median = homes.Order().ElementAt(homes.Count / 2);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{posts, 7} posts   start to the first page {median:F2} s (bar 1.0)   idle {idle.Own:F0} MB of its own (bar 150), "
                    + $"{idle.All:F0} MB with files"
            )
        );
        return median < 1.0 && idle.Own < 150;
    }

    private static bool Disk(int posts, string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sum(octet_length(Markdown)) FROM Posts";
        var markdown = Convert.ToDouble(command.ExecuteScalar(), CultureInfo.InvariantCulture) / (1 << 20);
        var size = new FileInfo(database).Length / (double)(1 << 20);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{posts, 7} posts   database {size:F1} MB for {markdown:F1} MB of Markdown: {size / markdown:F2} times (bar 4)"
            )
        );
        return size <= 4 * markdown;
    }

    /// <summary>
    /// The home page, and what it makes a browser load: stylesheets, scripts, fonts; no icons, manifest and speculation rules.
    /// </summary>
    private static async Task<bool> WireAsync(string folder, string program)
    {
        await using var blog = BlogProcess.Start(program, folder);
        await blog.UntilAsync("/health/ready");
        var page = await blog.Client.GetStringAsync(new Uri("/", UriKind.Relative));
        var (html, style, script, other, count) = (Brotli(System.Text.Encoding.UTF8.GetBytes(page)), 0, 0, 0, 1);
        foreach (var path in Assets().Matches(page).Select(match => match.Groups["path"].Value).Distinct(StringComparer.Ordinal))
        {
            if (path.EndsWith(".png", StringComparison.Ordinal) || path.EndsWith(".svg", StringComparison.Ordinal))
            {
                continue;
            }

            count++;
            var bytes = await blog.Client.GetByteArrayAsync(new Uri(path, UriKind.Relative));
            var size = path.EndsWith(".woff2", StringComparison.Ordinal) ? bytes.Length : Brotli(bytes);
            Console.WriteLine($"        {path} {size} bytes");
            (style, script, other) =
                path.Contains(".css", StringComparison.Ordinal) ? (style + size, script, other)
                : path.Contains(".js", StringComparison.Ordinal) ? (style, script + size, other)
                : (style, script, other + size);
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"on the wire, Brotli: HTML {html} + CSS {style} = {html + style} bytes (bar 9216); script {script} (bar 3072); "
                    + $"all {html + style + script + other} (bar 15360) in {count} requests (bar 4)"
            )
        );
        return html + style < 9216 && script < 3072 && html + style + script + other < 15_360 && count <= 4;
    }

    private static int Brotli(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(bytes);
        }

        return (int)packed.Length;
    }

    [GeneratedRegex("(?:src|href)=\"(?<path>/assets/[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Assets();
}
