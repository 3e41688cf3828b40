using Blog.Data.Media;
using Blog.Editor.Copying.Content;
using Blog.Editor.Copying.Others;
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

    [Theory]
    [InlineData(CopyTarget.WeChat, false, ".svg")]
    [InlineData(CopyTarget.WeChat, true, ".png")]
    [InlineData(CopyTarget.Zhihu, false, ".svg")]
    [InlineData(CopyTarget.Zhihu, true, ".png")]
    public void A_diagram_is_one_picture_with_its_words_and_a_note_while_it_has_no_PNG(CopyTarget target, bool isPainted, string ending)
    {
        const string Markdown = "```mermaid\npie title 时间\n\"写\": 1\n```";
        var diagrams = MarkdownDiagrams
            .Find(Markdown)
            .ToDictionary(found => found.Hash, _ => new DiagramInfo(300, 200, "2") { HasPicture = isPainted });
        var context = Rendered.Chinese with { Address = "/my-post", Diagrams = diagrams };
        var source = Copied.Source(Markdown) with { Body = Rendered.Post(Markdown, context).Body, Diagrams = diagrams };
        var copy = target == CopyTarget.Zhihu ? ZhihuCopy.Make(source) : WeChatCopy.Make(source, WeChatLook.Plain, SharedScripts.Drawer);
        var image = Assert.Single(Rendered.Parse(copy.Html).QuerySelectorAll("img"));
        Assert.StartsWith("https://blog.example.org/media/diagrams/", image.GetAttribute("src"), StringComparison.Ordinal);
        Assert.EndsWith("-2-light" + ending, image.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Equal("时间", image.GetAttribute("alt"));
        Assert.Equal(isPainted ? [] : [CopyNoteKind.DiagramPictures], copy.Notes.Select(note => note.Kind));
        Assert.DoesNotContain("mermaid", copy.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("pie", copy.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Platforms_that_take_Markdown_get_the_source_of_a_diagram_without_a_note()
    {
        const string Markdown = "```mermaid\npie title 时间\n\"写\": 1\n```";
        var diagrams = MarkdownDiagrams.Find(Markdown).ToDictionary(found => found.Hash, _ => new DiagramInfo(300, 200));
        var context = Rendered.Chinese with { Address = "/my-post", Diagrams = diagrams };
        var copy = MarkdownCopy.ForPlatform(
            Copied.Source(Markdown) with
            {
                Body = Rendered.Post(Markdown, context).Body,
                Diagrams = diagrams,
            }
        );
        Assert.Contains(Markdown, copy.Text, StringComparison.Ordinal);
        Assert.Empty(copy.Notes);
    }

    [Fact]
    public void An_address_of_another_site_is_no_drawing_of_this_one()
    {
        var path = DiagramSource.PathOf(new string('a', 64), "", isDark: false);
        var source = Copied.Source($"![a](https://other.example.org{path})") with
        {
            Diagrams = new Dictionary<string, DiagramInfo> { [new string('a', 64)] = new(300, 200) { HasPicture = true } },
        };
        var copy = WeChatCopy.Make(source, WeChatLook.Plain, SharedScripts.Drawer);
        Assert.Contains($"src=\"https://other.example.org{path}\"", copy.Html, StringComparison.Ordinal);
        Assert.Contains(copy.Notes, note => note.Kind == CopyNoteKind.ImageFormats);
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
