using Blog.Portability.Export;
using Blog.Portability.Import;
using Blog.Site;
using Blog.Storage.DataDirectory;
using Blog.Tests.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.Export;

/// <summary>Exports blogs, imports the exports into empty blogs, and compares what these export.</summary>
internal static class RoundTrip
{
    /// <summary>Exports a blog.</summary>
    public static Task<ExportReport> ExportAsync(DataHost host, string folder, Func<ExportRequest, ExportRequest>? with = null)
    {
        var request = new ExportRequest(folder);
        return new BlogExport(
            host.Get<IServiceScopeFactory>(),
            host.Get<DataFolder>(),
            new SiteOptions(new Uri("https://blog.example.org"), AllowHttp: false, []),
            host.Get<TimeProvider>()
        ).RunAsync(with?.Invoke(request) ?? request, null, CancellationToken.None);
    }

    public static Task<ImportReport> ImportAsync(DataHost host, string folder) =>
        new MarkdownImport(host.Get<IServiceScopeFactory>(), host.Get<TimeProvider>()).RunAsync(
            new ImportRequest(folder),
            null,
            CancellationToken.None
        );

    /// <summary>Exports, imports into an empty blog, exports again: the same files with the same bytes.</summary>
    /// <param name="with">What is exported; null for everything.</param>
    /// <returns>The first report.</returns>
    public static async Task<ExportReport> AssertAsync(DataHost host, Func<ExportRequest, ExportRequest>? with = null)
    {
        with ??= request => request with { All = true };
        using var folder = new TemporaryFolder();
        var (first, second) = (folder.File("first"), folder.File("second"));
        var report = await ExportAsync(host, first, with);
        await using var other = new DataHost(folder.File("data"));
        other.Clock.SetUtcNow(host.Clock.GetUtcNow().AddDays(1));
        await other.StartAsync();
        var import = await ImportAsync(other, first);
        Assert.DoesNotContain(import.Entries, entry => entry.Outcome != ImportOutcome.Created);
        Assert.Equal(report.Posts, import.Entries.Count);
        await ExportAsync(other, second, with);
        AssertSame(first, second);
        return report;
    }

    public static void AssertSame(string first, string second)
    {
        Assert.Equal(FilesOf(first), FilesOf(second));
        foreach (var file in FilesOf(first).OrderBy(file => file == "blog-export.jsonl"))
        {
            var (one, other) = (File.ReadAllBytes(Path.Combine(first, file)), File.ReadAllBytes(Path.Combine(second, file)));
            if (!one.AsSpan().SequenceEqual(other))
            {
                Assert.Equal(System.Text.Encoding.UTF8.GetString(one), System.Text.Encoding.UTF8.GetString(other));
                Assert.Fail($"{file} differs");
            }
        }
    }

    public static IReadOnlyList<string> FilesOf(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
}
