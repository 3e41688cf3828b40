using Blog.Data.Posts;
using Blog.Portability.Import;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability;

/// <summary>A folder to import, written by the test, and the data services to import it into.</summary>
internal sealed class ImportFixture : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private ImportFixture() => Host = new DataHost(_folder.File("data"));

    public DataHost Host { get; }

    /// <summary>The folder around the sites; the data folder is in it.</summary>
    public string Root => _folder.Path;

    public static async Task<ImportFixture> OpenAsync()
    {
        var fixture = new ImportFixture();
        await fixture.Host.StartAsync();
        return fixture;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _folder.Dispose();
    }

    public string PathOf(string name) => _folder.File(name);

    public ImportFixture Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return this;
    }

    /// <summary>Writes a post with a date.</summary>
    public ImportFixture Post(string name, string body, string fields = "") =>
        Write(name, $"---\ntitle: {Path.GetFileNameWithoutExtension(name)}\ndate: 2020-02-03 10:00:00\n{fields}---\n{body}\n");

    /// <summary>Writes a picture; one of another width is another picture.</summary>
    public ImportFixture Picture(string name, int width = 20)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllBytes(PathOf(name), TestImages.Still(width, 10, ".png"));
        return this;
    }

    public Task<ImportReport> ImportAsync(string site = "site", Func<ImportRequest, ImportRequest>? with = null)
    {
        var request = new ImportRequest(PathOf(site));
        return new MarkdownImport(Host.Get<IServiceScopeFactory>(), Host.Get<TimeProvider>()).RunAsync(
            with?.Invoke(request) ?? request,
            null,
            CancellationToken.None
        );
    }

    /// <summary>All posts by their titles.</summary>
    public async Task<Dictionary<string, Post>> PostsAsync()
    {
        Dictionary<string, Post> posts = [];
        await Host.WithDbAsync(async db =>
            posts = await db
                .Posts.Include(post => post.Tags)
                .Include(post => post.Author)
                .ToDictionaryAsync(post => post.Title, StringComparer.Ordinal)
        );
        return posts;
    }

    public static IReadOnlyList<string> Warnings(ImportReport report, string file) =>
        report.Entries.Single(entry => entry.Path.EndsWith(file, StringComparison.Ordinal)).Warnings;
}
