using Blog.Data.Media;
using Blog.Editor.Copying.Content;
using Blog.Editor.Copying.WeChat;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Storage.DataDirectory;
using Blog.Tests.Admin.Media;
using Blog.Tests.Data;
using Blog.Tests.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Editor.Copying;

/// <summary>Pictures in copies for WeChat: it takes JPEG, PNG and GIF only.</summary>
public sealed class CopiedPictureTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_WebP_of_the_blog_is_copied_by_the_address_of_its_JPEG()
    {
        var source = Copied.Source($"![a](/media/{Id}/a.webp)\n\n![b](https://other.example.org/media/{Id}/a.webp)") with
        {
            Images = new Dictionary<string, CopiedImage> { [Id] = new("image/webp", 11 << 20) { HasJpeg = true } },
        };
        var copy = WeChatCopy.Make(source, WeChatLook.Plain, SharedScripts.Drawer);
        Assert.Equal(
            [$"https://blog.example.org/media/{Id}/copy.jpg", $"https://other.example.org/media/{Id}/a.webp"],
            Rendered.Parse(copy.Html).QuerySelectorAll("img").Select(image => image.GetAttribute("src"))
        );
        Assert.Equal(1, copy.Notes.Single(note => note.Kind == CopyNoteKind.ImageFormats).Count);
        Assert.DoesNotContain(copy.Notes, note => note.Kind == CopyNoteKind.ImagesTooLarge);
    }

    [Fact]
    public void A_diagram_is_one_picture_with_its_words_and_a_note()
    {
        const string Markdown = "```mermaid\npie title 时间\n\"写\": 1\n```";
        var context = Rendered.Chinese with
        {
            Address = "/my-post",
            Diagrams = MarkdownDiagrams.Find(Markdown).ToDictionary(found => found.Hash, _ => new DiagramInfo(300, 200)),
        };
        var source = Copied.Source(Markdown) with { Body = Rendered.Post(Markdown, context).Body };
        var copy = WeChatCopy.Make(source, WeChatLook.Plain, SharedScripts.Drawer);
        var image = Assert.Single(Rendered.Parse(copy.Html).QuerySelectorAll("img"));
        Assert.StartsWith("https://blog.example.org/media/diagrams/", image.GetAttribute("src"), StringComparison.Ordinal);
        Assert.EndsWith("-light.svg", image.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Equal("时间", image.GetAttribute("alt"));
        Assert.Contains(copy.Notes, note => note.Kind == CopyNoteKind.DiagramPictures);
        Assert.DoesNotContain("mermaid", copy.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_JPEG_is_made_when_it_is_first_asked_for_and_only_of_a_WebP_that_exists()
    {
        await using var fixture = await MediaFixture.OpenAsync();
        var webp = await fixture.AddAsync(TestImages.Photo(2_000, 1_000, ".webp"), "photo.webp");
        var png = await fixture.AddAsync(TestImages.Still(20, 10, ".png"));
        var store = new MediaStore(fixture.Blog.Services.GetRequiredService<DataFolder>(), null!, fixture.Blog.Clock);
        var made = Path.Combine(Path.GetDirectoryName(store.Find(webp)!)!, webp.Id + "-copy.jpg");
        Assert.False(File.Exists(made));
        using (var answer = await fixture.Blog.Reader.GetAsync($"/media/{webp.Id}/copy.jpg"))
        {
            Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.ToString());
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal("default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            var image = (await Blog.Images.ImageFile.ReadAsync(bytes)).Content!;
            Assert.Equal(("image/jpeg", 1_440, 720), (image.ContentType, image.Width, image.Height));
            Assert.Equal(bytes, await File.ReadAllBytesAsync(made));
        }

        foreach (
            var path in new[]
            {
                $"/media/{png.Id}/copy.jpg",
                $"/media/{Id}/copy.jpg",
                $"/media/{webp.Id}/1440.jpg",
                $"/media/{webp.Id}/copy.png",
                $"/media/{webp.Id}/COPY.jpg",
            }
        )
        {
            using var none = await fixture.Blog.Reader.GetAsync(path);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, none.StatusCode);
        }

        // It stays as long as its image, and goes with it.
        File.SetLastWriteTimeUtc(made, DateTime.UnixEpoch);
        await fixture.Blog.WithDbAsync(async db =>
            Assert.Empty(
                await new OrphanedMediaCleanup(fixture.Blog.Services.GetRequiredService<DataFolder>(), db, fixture.Blog.Clock).FindAsync(
                    OrphanedMediaCleanup.Age,
                    default
                )
            )
        );
        store.Remove(webp);
        Assert.False(File.Exists(made));
    }
}
