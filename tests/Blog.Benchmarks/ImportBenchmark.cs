using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Blog.Data.Startup;
using Blog.Portability.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Benchmarks;

/// <summary>
/// The claim: on two quiet cores a thousand typical posts are imported in 10 seconds and ten thousand in 90, within 400 MB; the colours of
/// their code follow in the background; a second run costs a fraction of the first. The memory is that of the process without what it maps
/// from files, with the C library limited as in the image (<c>MALLOC_ARENA_MAX=2</c>). Typical means the sample posts over and over, each
/// code block made different, so that the cache of equal blocks cannot help.
/// </summary>
internal static partial class ImportBenchmark
{
    private const int Started = 60;

    public static async Task<int> RunAsync(int posts)
    {
        var root = Directory.CreateTempSubdirectory("blog-benchmark-");
        try
        {
            var unique = Write(Path.Combine(root.FullName, "unique"), posts);
            await using var services = await BlogServices.OpenAsync(Path.Combine(root.FullName, "data"));
            var start = await ImportAsync(services, Write(Path.Combine(root.FullName, "start"), Started)); // the compiler, and the pictures
            var stages = new Stages();
            var first = await ImportAsync(services, unique, stages);
            Print("the first posts, with pictures", Started, start, first);
            Print("first import", posts, first, first);
            var peak = stages.MostMemory / 1e6;
            var colours = await ColourAsync(services);
            var second = await ImportAsync(services, unique);
            Print("colours of code, afterwards", posts, colours, first);
            Print("second run, nothing changed", posts, second, first);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"most memory of its own         {peak, 8:F0} MB"));
            return first < TimeSpan.FromSeconds(1 + (posts * 0.009)) && peak < 400 ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            root.Delete(recursive: true);
        }
    }

    private static void Print(string what, int posts, TimeSpan time, TimeSpan of) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -30} {time.TotalSeconds, 8:F1} s {posts / time.TotalSeconds, 8:F0} posts/s   ratio {time / of:F3}"
            )
        );

    private static async Task<TimeSpan> ImportAsync(ServiceProvider services, string folder, Stages? stages = null)
    {
        var watch = Stopwatch.StartNew();
        var import = services.GetRequiredService<MarkdownImport>();
        var report = await import.RunAsync(new ImportRequest(folder), stages, CancellationToken.None);
        watch.Stop();
        return report.ExitCode == 0 ? watch.Elapsed : throw new InvalidOperationException("the import refused files");
    }

    private static async Task<TimeSpan> ColourAsync(ServiceProvider services)
    {
        var watch = Stopwatch.StartNew();
        await services.GetRequiredService<Rerendering>().RunAsync(CancellationToken.None);
        return watch.Elapsed;
    }

    private static string Write(string folder, int posts)
    {
        var samples = Directory
            .GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*.md")
            .Where(file => !Path.GetFileName(file).StartsWith("about", StringComparison.Ordinal))
            .ToArray();
        Directory.CreateDirectory(folder);
        for (var i = 0; i < posts; i++)
        {
            var text = Slug().Replace(File.ReadAllText(samples[i % samples.Length]), "");
            text = Fence().Replace(text, match => match.Value + "\n" + i.ToString(CultureInfo.InvariantCulture));
            File.WriteAllText(Path.Combine(folder, $"post-{i}.md"), text);
        }

        var images = Directory.CreateDirectory(Path.Combine(folder, "images"));
        foreach (var image in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples", "images")))
        {
            File.Copy(image, Path.Combine(images.FullName, Path.GetFileName(image)));
        }

        return folder;
    }

    /// <summary>Prints when each stage begins, and looks at the memory now and then.</summary>
    private sealed class Stages : IProgress<ImportProgress>
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private ImportStage? _stage;

        /// <summary>In bytes.</summary>
        public long MostMemory { get; private set; }

        public void Report(ImportProgress value)
        {
            MostMemory = Math.Max(MostMemory, ProcessMemory.Own());
            if (value.Stage != _stage)
            {
                _stage = value.Stage;
                Console.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"  {value.Stage, -28} {_watch.Elapsed.TotalSeconds, 8:F1} s")
                );
            }
        }
    }

    [GeneratedRegex(@"^(?:slug|translationKey):.*\n", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Slug();

    [GeneratedRegex(@"^```[a-z]+[^\n]*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Fence();
}
