using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Blog.Data;
using Blog.Data.Startup;
using Blog.Portability;
using Blog.Portability.Import;
using Blog.Rendering;
using Blog.Storage.DataDirectory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blog.Benchmarks;

/// <summary>
/// The claim: a thousand typical posts are imported within two minutes on two cores, and a second run costs a fraction of the first.
/// Typical means the sample posts over and over, each code block made different, so that the cache of equal blocks cannot help.
/// </summary>
internal static partial class ImportBenchmark
{
    public static async Task<int> RunAsync(int posts)
    {
        var root = Directory.CreateTempSubdirectory("blog-benchmark-");
        try
        {
            var unique = Write(Path.Combine(root.FullName, "unique"), posts, varied: true);
            var equal = Write(Path.Combine(root.FullName, "equal"), posts, varied: false);
            await using var services = await OpenAsync(Path.Combine(root.FullName, "data"));
            var first = await ImportAsync(services, unique);
            var second = await ImportAsync(services, unique);
            await using var other = await OpenAsync(Path.Combine(root.FullName, "other"));
            var cached = await ImportAsync(other, equal);
            Print("first import", posts, first, first);
            Print("second run, nothing changed", posts, second, first);
            Print("first import, equal code", posts, cached, first);
            return first < TimeSpan.FromMinutes(2) * posts / 1000 ? 0 : 1;
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
                $"{what, -28} {time.TotalSeconds, 8:F1} s {posts / time.TotalSeconds, 8:F0} posts/s   ratio {time / of:F3}"
            )
        );

    private static async Task<TimeSpan> ImportAsync(ServiceProvider services, string folder)
    {
        var watch = Stopwatch.StartNew();
        var report = await services.GetRequiredService<MarkdownImport>().RunAsync(new ImportRequest(folder), null, CancellationToken.None);
        watch.Stop();
        return report.ExitCode == 0 ? watch.Elapsed : throw new InvalidOperationException("the import refused files");
    }

    private static string Write(string folder, int posts, bool varied)
    {
        var samples = Directory
            .GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*.md")
            .Where(file => !Path.GetFileName(file).StartsWith("about", StringComparison.Ordinal))
            .ToArray();
        Directory.CreateDirectory(folder);
        for (var i = 0; i < posts; i++)
        {
            var text = Slug().Replace(File.ReadAllText(samples[i % samples.Length]), "");
            text = varied ? Fence().Replace(text, match => match.Value + "\n" + i.ToString(CultureInfo.InvariantCulture)) : text;
            File.WriteAllText(Path.Combine(folder, $"post-{i}.md"), text);
        }

        var images = Directory.CreateDirectory(Path.Combine(folder, "images"));
        foreach (var image in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples", "images")))
        {
            File.Copy(image, Path.Combine(images.FullName, Path.GetFileName(image)));
        }

        return folder;
    }

    private static async Task<ServiceProvider> OpenAsync(string folder)
    {
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddRendering()
            .AddData()
            .AddPortability(seedSamples: false)
            .Configure<DataOptions>(options => options.DataDirectory = folder)
            .BuildServiceProvider();
        await services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
        return services;
    }

    [GeneratedRegex(@"^(?:slug|translationKey):.*\n", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Slug();

    [GeneratedRegex(@"^```[a-z]+[^\n]*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Fence();
}
