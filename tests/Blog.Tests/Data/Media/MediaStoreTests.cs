using Blog.Data.Media;
using Blog.Images;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Data.Media;

public sealed class MediaStoreTests : IAsyncLifetime
{
    private static readonly MediaContent Pixel = new([1, 2, 3, 4], "image/png", ".png", 1, 1);

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

    [Theory]
    [InlineData("Chart One.PNG", "chart-one.png")]
    [InlineData("../../x.cshtml", "x.png")]
    [InlineData("图表.png", "图表.png")]
    [InlineData("???", "image.png")]
    public async Task The_server_generates_every_file_name(string name, string served)
    {
        var file = await AddAsync(name);
        Assert.Equal(served, file.Name);
        var stored = Directory
            .EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
            .Single(path => path.EndsWith(".png", StringComparison.Ordinal));
        Assert.Equal(Path.Combine(_folder.Path, "media", file.Id[..2], file.Id + ".png"), stored);
    }

    [Fact]
    public async Task Equal_bytes_are_stored_once()
    {
        Assert.Equal((await AddAsync("a.png")).Id, (await AddAsync("b.png")).Id);
        await _host.WithDbAsync(async db => Assert.Equal(1, await db.Media.CountAsync()));
    }

    [Fact]
    public async Task A_link_in_the_media_folder_is_not_served()
    {
        var file = await AddAsync("a.png");
        var path = Path.Combine(_folder.Path, "media", file.Id[..2], file.Id + ".png");
        File.Delete(path);
        File.CreateSymbolicLink(path, "/etc/hostname");
        await _host.WithAsync<MediaStore, int>(store =>
        {
            Assert.Null(store.Find(file));
            return Task.FromResult(0);
        });
    }

    [Fact]
    public async Task Orphaned_files_are_deleted_after_a_day_and_nothing_else()
    {
        var file = await AddAsync("a.png");
        var half = _folder.File("tmp/half");
        var orphan = _folder.File($"media/{file.Id[..2]}/00000000000000000000000000000000.png");
        await File.WriteAllTextAsync(half, "x");
        await File.WriteAllTextAsync(orphan, "x");
        var now = _host.Clock.GetUtcNow().UtcDateTime;
        foreach (var path in Directory.EnumerateFiles(_folder.File("media"), "*", SearchOption.AllDirectories).Append(half))
        {
            File.SetLastWriteTimeUtc(path, now);
        }

        Assert.Equal(0, await _host.WithAsync<OrphanedMediaCleanup, int>(sweep => sweep.RunAsync(CancellationToken.None)));
        _host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(2, await _host.WithAsync<OrphanedMediaCleanup, int>(sweep => sweep.RunAsync(CancellationToken.None)));
        Assert.False(File.Exists(half) || File.Exists(orphan));
        Assert.True(File.Exists(Path.Combine(_folder.Path, "media", file.Id[..2], file.Id + ".png")));
    }

    [Fact]
    public async Task Variants_are_stored_beside_their_image_and_listed_in_its_row()
    {
        var file = await AddAsync("a.jpg", await PhotoAsync());
        Assert.Equal([480, 960], file.VariantWidths);
        Assert.Equal([file.Id + "-480.webp", file.Id + "-960.webp", file.Id + ".jpg"], Files());
        Assert.Equal(
            [$"/media/{file.Id}/480.webp", $"/media/{file.Id}/960.webp"],
            file.ToFacts()!.Variants.Select(variant => variant.Path)
        );
        await _host.WithDbAsync(async db => Assert.Equal([480, 960], (await db.Media.AsNoTracking().SingleAsync()).VariantWidths));
        Assert.Empty(Directory.EnumerateFiles(_host.Folder.Temporary));
    }

    [Fact]
    public async Task An_image_that_is_called_as_its_variant_would_be_answers_to_the_name_alone()
    {
        var file = await AddAsync("960.webp", (await ImageFile.ReadAsync(TestImages.Photo(1500, 200, ".webp"))).Content!);
        Assert.Equal("960.webp", file.Name);
        Assert.Equal(new int?[] { 480, null, 1440 }, new[] { "480.webp", "960.webp", "1440.webp" }.Select(file.VariantOf));
        Assert.DoesNotContain(file.ToFacts()!.Variants, variant => variant.Width == 960);
    }

    [Fact]
    public async Task Leftovers_of_a_killed_upload_including_variants_are_deleted_after_a_day()
    {
        var kept = await AddAsync("a.jpg", await PhotoAsync());
        await _host.WithAsync<MediaStore, MediaFile>(async store =>
            await store.AddAsync(
                (await ImageFile.ReadAsync(TestImages.Photo(700, 100, ".jpg"))).Content!,
                "b.jpg",
                "",
                CancellationToken.None
            )
        ); // and no row
        var strange = _folder.File($"media/{kept.Id[..2]}/{kept.Id}-1440.webp");
        await File.WriteAllTextAsync(strange, "x");
        Assert.Equal(6, Files().Count);
        foreach (var path in Directory.EnumerateFiles(_folder.File("media"), "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(path, _host.Clock.GetUtcNow().UtcDateTime);
        }

        _host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(3, await _host.WithAsync<OrphanedMediaCleanup, int>(sweep => sweep.RunAsync(CancellationToken.None)));
        Assert.Equal([kept.Id + "-480.webp", kept.Id + "-960.webp", kept.Id + ".jpg"], Files());
    }

    [Fact]
    public async Task A_variant_that_is_a_link_or_not_in_the_row_is_not_found()
    {
        var file = await AddAsync("a.jpg", await PhotoAsync());
        await File.WriteAllTextAsync(_folder.File($"media/{file.Id[..2]}/{file.Id}-1440.webp"), "x");
        File.Delete(_folder.File($"media/{file.Id[..2]}/{file.Id}-480.webp"));
        File.CreateSymbolicLink(_folder.File($"media/{file.Id[..2]}/{file.Id}-480.webp"), "/etc/hostname");
        await _host.WithAsync<MediaStore, int>(store =>
        {
            Assert.Null(store.FindVariant(file, 480));
            Assert.Null(store.FindVariant(file, 1440));
            Assert.NotNull(store.FindVariant(file, 960));
            return Task.FromResult(0);
        });
    }

    [Fact]
    public async Task An_image_whose_file_was_lost_comes_back_with_the_next_upload()
    {
        var content = await PhotoAsync();
        var file = await AddAsync("a.jpg", content);
        File.Delete(_folder.File($"media/{file.Id[..2]}/{file.Id}.jpg"));
        await AddAsync("again.jpg", content);
        Assert.Contains(file.Id + ".jpg", Files());
    }

    private static async Task<MediaContent> PhotoAsync() => (await ImageFile.ReadAsync(TestImages.Photo(1000, 300, ".jpg"))).Content!;

    private List<string> Files() =>
        [
            .. Directory
                .EnumerateFiles(_folder.File("media"), "*", SearchOption.AllDirectories)
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];

    private Task<MediaFile> AddAsync(string name) => AddAsync(name, Pixel);

    private async Task<MediaFile> AddAsync(string name, MediaContent content)
    {
        MediaFile file = null!;
        await _host.WithDbAsync(async db =>
        {
            file = await new MediaStore(_host.Folder, db, _host.Clock).AddAsync(content, name, "", CancellationToken.None);
            await db.SaveChangesAsync();
        });
        return file;
    }
}
