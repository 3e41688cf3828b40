using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Images;
using Blog.Tests.Data;
using Blog.Tests.Operations.Backups;
using Microsoft.Data.Sqlite;

namespace Blog.Tests.Operations;

/// <summary><c>check</c>: what it finds, repairs and says; the exit codes also of a process.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_check_finds_what_is_wrong_repairs_the_index_and_says_so_by_its_exit_code()
    {
        Assert.Equal(0, (await RunAsync("check", "--help")).Code);
        var (code, _, error) = await BlogCommand.RunAsync(_folder.Path, "check");
        Assert.Equal(2, code);
        Assert.Contains("there is no blog", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
        await using (var host = new DataHost(_folder.Path))
        {
            await host.StartAsync();
            await host.WriteAsync(DataHost.Request("题", "甲"));
            SqliteConnection.ClearAllPools();
        }

        Assert.Equal(0, (await RunAsync("check")).Code);
        Execute("DELETE FROM PostSearch");
        (code, _, error) = await BlogCommand.RunAsync(_folder.Path, "check");
        Assert.Equal(1, code);
        Assert.Contains("1 published posts are missing", error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("check", "--repair")).Code);
        Execute("UPDATE PostSearch_data SET block = x'00ff00ff00ff00ff'");
        Assert.Equal(1, (await RunAsync("check")).Code);
        var (rebuilt, said, _) = await RunAsync("check", "--rebuild-search");
        Assert.Equal(0, rebuilt);
        Assert.Contains("rebuilt the search index: 1 posts", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_finds_lost_and_changed_images_old_renderings_and_dead_links_and_repairs_what_can_be_made_again()
    {
        MediaFile photo = null!,
            drawing = null!;
        await using (var host = new DataHost(_folder.Path))
        {
            await host.StartAsync();
            photo = await KeepAsync(host, TestImages.Photo(1_000, 600, ".png"), ".png", "image/png", 1_000);
            drawing = await KeepAsync(
                host,
                "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"u8.ToArray(),
                ".svg",
                "image/svg+xml",
                null
            );
            await host.WriteAsync(DataHost.Request("Target") with { Slug = "target" });
            await host.WriteAsync(
                DataHost.Request(
                    "Linking",
                    "[ok](/target) [ok](/tags) [ok](/en/archives) [far](https://example.org/x) [dead](/nowhere) "
                        + $"[ok]({photo.Path}) ![]({drawing.Path})"
                )
            );
            SqliteConnection.ClearAllPools();
        }

        var (code, output, error) = await RunAsync("check");
        Assert.True(code == 0, error);
        Assert.Equal("note: links: 'Linking' (/linking) links to /nowhere, where nothing is", Assert.Single(error.Trim().Split('\n')));
        Assert.Contains("links: 5 of 6 links within the blog are valid", output, StringComparison.Ordinal);

        // What can be regenerated: variants, renderings. Leftovers are deleted.
        var media = _folder.File("media");
        var variant = Directory.EnumerateFiles(media, "*-480.webp", SearchOption.AllDirectories).Single();
        File.Delete(variant);
        Execute("UPDATE Posts SET RendererVersion = '1' WHERE Title = 'Target'");
        var orphan = Path.Combine(media, "ab", "ab000000000000000000000000000000.png");
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        await File.WriteAllTextAsync(orphan, "x");
        File.SetLastWriteTimeUtc(orphan, File.GetLastWriteTimeUtc(orphan).AddDays(-2));
        (code, _, error) = await RunAsync("check");
        Assert.Equal(1, code);
        Assert.Contains($"check: images: the smaller copies of {photo.Name} ({photo.Id}) are missing", error, StringComparison.Ordinal);
        Assert.Contains("check: rendering: 'Target' was rendered by version 1", error, StringComparison.Ordinal);
        Assert.Contains("note: images: 1 files are unreferenced", error, StringComparison.Ordinal);
        (code, output, error) = await RunAsync("check", "--repair");
        Assert.True(code == 0, error);
        Assert.Contains("images: repaired: the smaller copies", output, StringComparison.Ordinal);
        Assert.Contains("rendering: repaired: 'Target'", output, StringComparison.Ordinal);
        Assert.True(File.Exists(variant));
        Assert.False(File.Exists(orphan));
        Assert.Equal(0, (await RunAsync("check")).Code);

        // What cannot be regenerated.
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "media", photo.Id[..2], photo.Id + ".png"), "damaged");
        File.Delete(Path.Combine(_folder.Path, "media", drawing.Id[..2], drawing.Id + ".svg"));
        Execute("INSERT INTO Redirects (Path, PathKey, CreatedAt) VALUES ('/old', '/old', 0), ('/Target', '/other', 0)");
        (code, _, error) = await RunAsync("check", "--repair");
        Assert.Equal(1, code);
        Assert.Contains($"{photo.Name} ({photo.Id}) has 7 bytes instead of", error, StringComparison.Ordinal);
        Assert.Contains($"{drawing.Name} ({drawing.Id}) has no file; shown in: Linking", error, StringComparison.Ordinal);
        Assert.Contains("check: redirects: /old has no target", error, StringComparison.Ordinal);
        Assert.Contains("check: redirects: /Target is never found: it is stored under /other", error, StringComparison.Ordinal);
    }

    private static Task<MediaFile> KeepAsync(DataHost host, byte[] bytes, string extension, string type, int? width) =>
        host.WithAsync<MediaLibrary, MediaFile>(library =>
            library.StoreAsync(
                new MediaContent(bytes, type, extension, width, width is null ? null : 600),
                "picture" + extension,
                "",
                CancellationToken.None
            )
        );

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("blog.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) =>
        BlogCommand.InvokeAsync(_folder.Path, arguments);
}
