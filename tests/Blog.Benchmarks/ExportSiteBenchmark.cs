using System.Diagnostics;
using System.Globalization;
using Blog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Benchmarks;

/// <summary>
/// The claim: on two quiet cores ten thousand posts are written as static files within 3 minutes, and after a change of one post its pages
/// within 2 seconds, the start of the program included. Half of the posts are Chinese, all are searchable, each has two tags.
/// </summary>
internal static class ExportSiteBenchmark
{
    private static string _program = "";

    /// <param name="program"><c>Blog.dll</c> of a published folder; null for the one beside this benchmark, which starts slower.</param>
    public static async Task<int> RunAsync(int posts, string? program)
    {
        _program = program ?? Path.Combine(AppContext.BaseDirectory, "Blog.dll");
        var root = Directory.CreateTempSubdirectory("blog-benchmark-");
        try
        {
            await using var services = await RelatedBenchmark.FillAsync(Path.Combine(root.FullName, "data"), posts);
            var first = await ExportAsync("the first time", root.FullName);
            var same = await ExportAsync("nothing changed", root.FullName);
            await ChangeAsync(services, posts / 2);
            var one = await ExportAsync("one post changed", root.FullName);
            var files = Directory.GetFiles(Path.Combine(root.FullName, "site", "public"), "*", SearchOption.AllDirectories);
            var search = files
                .Where(file => file.Contains("/search/words/", StringComparison.Ordinal))
                .Select(file => new FileInfo(file).Length)
                .ToList();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{files.Length} files; {search.Count} files of words, on average {search.Average() / 1024:F0} KB, "
                        + $"at most {search.Max() / 1024} KB"
                )
            );
            return first < TimeSpan.FromSeconds(Math.Max(10, posts * 0.018)) && one < TimeSpan.FromSeconds(2) && same <= one * 2 ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            root.Delete(recursive: true);
        }
    }

    private static async Task ChangeAsync(ServiceProvider services, int number)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var key = "/p" + number.ToString(CultureInfo.InvariantCulture);
        await db
            .Posts.Where(post => post.AddressKey == key)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(post => post.Title, "一个改过的标题").SetProperty(post => post.Version, post => post.Version + 1)
            );
    }

    private static async Task<TimeSpan> ExportAsync(string what, string root)
    {
        var start = new ProcessStartInfo("dotnet", [_program, "export-site", Path.Combine(root, "site")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = root,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_TieredPGO"] = "0"; // as in the image
        start.Environment["Blog__PublicUrl"] = "http://localhost";
        start.Environment["Blog__DataDirectory"] = Path.Combine(root, "data");
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var says = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{what, -20} {watch.Elapsed.TotalSeconds, 8:F2} s   {says.Split('\n')[0].Trim()}")
        );
        return process.ExitCode == 0 ? watch.Elapsed : throw new InvalidOperationException("the export failed");
    }
}
