using Blog.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Data;

public sealed class MediaStoreTests : IAsyncLifetime
{
    private static readonly MediaContent Pixel = new([1, 2, 3, 4], "image/png", ".png", 1, 1);

    private readonly TemporaryFolder folder = new();
    private DataHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = new DataHost(folder.Path);
        await host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("Chart One.PNG", "chart-one.png")]
    [InlineData("../../x.cshtml", "x.png")]
    [InlineData("图表.png", "图表.png")]
    [InlineData("???", "image.png")]
    public async Task The_server_makes_every_name(string name, string served)
    {
        var file = await AddAsync(name);
        Assert.Equal(served, file.Name);
        var stored = Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Single(path => path.EndsWith(".png", StringComparison.Ordinal));
        Assert.Equal(Path.Combine(folder.Path, "media", file.Id[..2], file.Id + ".png"), stored);
    }

    [Fact]
    public async Task Equal_bytes_are_stored_once()
    {
        Assert.Equal((await AddAsync("a.png")).Id, (await AddAsync("b.png")).Id);
        await host.WithDbAsync(async db => Assert.Equal(1, await db.Media.CountAsync()));
    }

    [Fact]
    public async Task A_link_in_the_media_folder_is_not_served()
    {
        var file = await AddAsync("a.png");
        var path = Path.Combine(folder.Path, "media", file.Id[..2], file.Id + ".png");
        File.Delete(path);
        File.CreateSymbolicLink(path, "/etc/hostname");
        await host.WithAsync<MediaStore, int>(store =>
        {
            Assert.Null(store.Find(file));
            return Task.FromResult(0);
        });
    }

    [Fact]
    public async Task Left_over_files_go_after_a_day_and_nothing_else()
    {
        var file = await AddAsync("a.png");
        var half = folder.File("tmp/half");
        var orphan = folder.File($"media/{file.Id[..2]}/00000000000000000000000000000000.png");
        await File.WriteAllTextAsync(half, "x");
        await File.WriteAllTextAsync(orphan, "x");
        var now = host.Clock.GetUtcNow().UtcDateTime;
        foreach (var path in Directory.EnumerateFiles(folder.File("media"), "*", SearchOption.AllDirectories).Append(half))
        {
            File.SetLastWriteTimeUtc(path, now);
        }

        Assert.Equal(0, await host.WithAsync<MediaSweep, int>(sweep => sweep.RunAsync(CancellationToken.None)));
        host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(2, await host.WithAsync<MediaSweep, int>(sweep => sweep.RunAsync(CancellationToken.None)));
        Assert.False(File.Exists(half) || File.Exists(orphan));
        Assert.True(File.Exists(Path.Combine(folder.Path, "media", file.Id[..2], file.Id + ".png")));
    }

    private async Task<MediaFile> AddAsync(string name)
    {
        MediaFile file = null!;
        await host.WithDbAsync(async db =>
        {
            file = await new MediaStore(host.Folder, db, host.Clock).AddAsync(Pixel, name, "", CancellationToken.None);
            await db.SaveChangesAsync();
        });
        return file;
    }
}
