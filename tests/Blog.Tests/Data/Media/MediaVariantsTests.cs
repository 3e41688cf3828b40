using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Images;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Data.Media;

/// <summary>Images that an earlier version stored, and files that were lost.</summary>
public sealed class MediaVariantsTests : IAsyncLifetime
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
    public async Task Old_images_get_variants_and_their_posts_are_rendered_again()
    {
        var file = await AddAsync();
        await MakeOldAsync();
        var post = await _host.WriteAsync(DataHost.Request("题", $"![图]({file.Path})"));
        var other = await _host.WriteAsync(DataHost.Request("别的"));
        Assert.DoesNotContain("srcset", post.BodyHtml.Value, StringComparison.Ordinal);

        Assert.Equal(1, await RunAsync());
        await _host.WithDbAsync(async db =>
        {
            Assert.Equal([480, 960], (await db.Media.SingleAsync()).VariantWidths);
            Assert.Equal("", (await db.Posts.SingleAsync(p => p.Id == post.Id)).RendererVersion);
            Assert.NotEqual("", (await db.Posts.SingleAsync(p => p.Id == other.Id)).RendererVersion);
        });
        Assert.True(File.Exists(PathOf(file, "-480.webp")) && File.Exists(PathOf(file, "-960.webp")));
    }

    [Fact]
    public async Task A_second_run_does_nothing()
    {
        await AddAsync();
        await MakeOldAsync();
        Assert.Equal((1, 0), (await RunAsync(), await RunAsync()));
    }

    [Fact]
    public async Task A_lost_variant_is_made_again()
    {
        var file = await AddAsync();
        var before = await File.ReadAllBytesAsync(PathOf(file, "-480.webp"));
        File.Delete(PathOf(file, "-480.webp"));
        Assert.Equal(0, await RunAsync()); // the same as before, so that no post has to be rendered
        Assert.Equal(before, await File.ReadAllBytesAsync(PathOf(file, "-480.webp")));
    }

    [Fact]
    public async Task A_width_once_public_stays_in_the_row()
    {
        var file = await AddAsync();
        await _host.WithDbAsync(db =>
            db.Media.ExecuteUpdateAsync(set => set.SetProperty(media => media.VariantWidths, new List<int> { 320, 480 }))
        );
        Assert.Equal(1, await RunAsync());
        await _host.WithDbAsync(async db => Assert.Equal([320, 480, 960], (await db.Media.SingleAsync()).VariantWidths));
        Assert.False(File.Exists(PathOf(file, "-320.webp")));
    }

    [Fact]
    public async Task An_image_that_cannot_be_read_does_not_stop_the_others()
    {
        var damaged = await AddAsync(900);
        var lost = await AddAsync(800);
        var whole = await AddAsync();
        await MakeOldAsync();
        await File.WriteAllTextAsync(PathOf(damaged, ".jpg"), "no image");
        File.Delete(PathOf(lost, ".jpg"));
        Assert.Equal(1, await RunAsync());
        await _host.WithDbAsync(async db =>
        {
            Assert.Null((await db.Media.SingleAsync(file => file.Id == damaged.Id)).VariantWidths);
            Assert.Null((await db.Media.SingleAsync(file => file.Id == lost.Id)).VariantWidths);
            Assert.Equal([480, 960], (await db.Media.SingleAsync(file => file.Id == whole.Id)).VariantWidths);
        });
    }

    private Task<int> RunAsync() => _host.WithAsync<MediaVariants, int>(variants => variants.RunAsync(CancellationToken.None));

    private string PathOf(MediaFile file, string end) => _folder.File($"media/{file.Id[..2]}/{file.Id}{end}");

    private async Task<MediaFile> AddAsync(int width = 1000)
    {
        var content = (await ImageFile.ReadAsync(TestImages.Photo(width, 300, ".jpg"))).Content!;
        MediaFile file = null!;
        await _host.WithDbAsync(async db =>
        {
            file = await new MediaStore(_host.Folder, db, _host.Clock).AddAsync(content, "a.jpg", "", CancellationToken.None);
            await db.SaveChangesAsync();
        });
        return file;
    }

    /// <summary>The state that the version before variants left.</summary>
    private async Task MakeOldAsync()
    {
        await _host.WithDbAsync(db =>
            db.Media.ExecuteUpdateAsync(set => set.SetProperty(media => media.VariantWidths, (IReadOnlyList<int>?)null))
        );
        foreach (var path in Directory.EnumerateFiles(_folder.File("media"), "*-*.webp", SearchOption.AllDirectories))
        {
            File.Delete(path);
        }
    }
}
