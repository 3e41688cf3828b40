using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Data.Redirects;
using Blog.Images;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Admin.Media;

/// <summary>security.md C4: the states that a kill can leave behind, made one by one; each is harmless and is cleaned up.</summary>
public sealed class MediaKillTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DataHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = new DataHost(_folder.Path);
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_kill_while_an_upload_is_read_leaves_a_temporary_file_that_is_cleaned_up()
    {
        await File.WriteAllTextAsync(_folder.File("tmp/half.upl"), "half");
        Assert.Equal(1, await SweptAsync());
        Assert.Empty(Directory.EnumerateFiles(_folder.File("tmp")));
    }

    [Fact]
    public async Task A_kill_before_the_row_is_written_leaves_files_that_are_not_served_and_the_same_upload_reuses()
    {
        var content = await PhotoAsync();
        await _host.WithAsync<MediaStore, MediaFile>(store => store.AddAsync(content, "a.jpg", "", CancellationToken.None)); // and no row
        await _host.WithDbAsync(async db => Assert.Equal(0, await db.Media.CountAsync()));
        var file = await KeepAsync(content);
        Assert.Equal(0, await SweptAsync());
        await InStepAsync(file.Id);
    }

    [Fact]
    public async Task A_deletion_killed_between_row_and_files_leaves_orphans_that_are_cleaned_up()
    {
        var file = await KeepAsync(await PhotoAsync());
        await _host.WithDbAsync(db => db.Media.ExecuteDeleteAsync());
        Assert.Equal(3, Directory.EnumerateFiles(_folder.File("media"), "*", SearchOption.AllDirectories).Count());
        Assert.Equal(3, await SweptAsync());
        Assert.DoesNotContain(
            Directory.EnumerateFiles(_folder.File("media"), "*", SearchOption.AllDirectories),
            path => path.Contains(file.Id, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_replacement_killed_between_posts_continues_where_it_stopped()
    {
        var old = await KeepAsync(await PhotoAsync());
        var first = await _host.WriteAsync(DataHost.Request("一", $"![]({old.Path})"));
        var second = await _host.WriteAsync(DataHost.Request("二", $"![]({old.Path})"));
        var fresh = await KeepAsync((await ImageFile.ReadAsync(TestImages.Still(20, 20, ".png"))).Content!);
        await _host.WriteAsync(DataHost.Request("一", $"![]({fresh.Path})"), first); // as far as it came
        await InStepAsync(old.Id, fresh.Id);

        Assert.Equal(
            0,
            await _host.WithAsync<MediaReplacement, int>(replacement =>
                replacement.RunAsync(old, fresh, first.AuthorId, CancellationToken.None)
            )
        );
        await _host.WithDbAsync(async db =>
            Assert.All(await db.Posts.ToListAsync(), post => Assert.Equal($"![]({fresh.Path})", post.Markdown))
        );
        await InStepAsync(fresh.Id);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task A_post_that_cannot_be_rewritten_keeps_the_old_address_which_redirects()
    {
        var old = await KeepAsync(await PhotoAsync());
        var post = await _host.WriteAsync(DataHost.Request("满", $"![]({old.Path})"));
        var fresh = await KeepAsync((await ImageFile.ReadAsync(TestImages.Still(20, 20, ".png"))).Content!, new string('长', 60) + ".png");
        var full = $"![]({old.Path})\n\n" + new string('a', (512 * 1024) - old.Path.Length - 10); // not one character more
        await _host.WithDbAsync(db =>
            db.Posts.Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Markdown, full))
        );

        Assert.Equal(
            1,
            await _host.WithAsync<MediaReplacement, int>(replacement =>
                replacement.RunAsync(old, fresh, post.AuthorId, CancellationToken.None)
            )
        );
        await _host.WithAsync<AddressLookup, int>(async book =>
        {
            Assert.Equal(
                fresh.Path,
                (await book.FindAsync($"/media/{old.Id}/{old.Name}", _host.Clock.GetUtcNow(), CancellationToken.None)).RedirectTo
            );
            return 0;
        });
    }

    private static async Task<MediaContent> PhotoAsync() => (await ImageFile.ReadAsync(TestImages.Photo(1000, 300, ".jpg"))).Content!;

    private Task<MediaFile> KeepAsync(MediaContent content, string name = "a.jpg") =>
        _host.WithAsync<MediaLibrary, MediaFile>(library => library.StoreAsync(content, name, "", CancellationToken.None));

    private async Task InStepAsync(params string[] ids)
    {
        await _host.WithDbAsync(async db =>
        {
            var rows = await db.Media.ToListAsync();
            Assert.Equal(ids.Order(), rows.Select(row => row.Id).Order());
            Assert.Equal(
                rows.SelectMany(row => MediaStore.StemsOf(row.Id, row.VariantWidths)).Order(StringComparer.Ordinal),
                Directory
                    .EnumerateFiles(_folder.File("media"), "*", SearchOption.AllDirectories)
                    .Select(path => Path.GetFileNameWithoutExtension(path))
                    .Order(StringComparer.Ordinal)
            );
        });
    }

    private async Task<int> SweptAsync()
    {
        foreach (
            var path in Directory
                .EnumerateFiles(_folder.File("media"), "*", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(_folder.File("tmp")))
        )
        {
            File.SetLastWriteTimeUtc(path, _host.Clock.GetUtcNow().UtcDateTime);
        }

        _host.Clock.Advance(TimeSpan.FromHours(25));
        return await _host.WithAsync<OrphanedMediaCleanup, int>(sweep => sweep.RunAsync(CancellationToken.None));
    }
}
