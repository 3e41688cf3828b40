using Blog.Data.Posts.Files;
using Blog.Portability.Import.Sources;
using Blog.Portability.Import.Templates;
using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Tests.Portability.Import.Templates;

/// <summary>Galleries of Hugo that name a folder show the images found there, in the order of their names.</summary>
public sealed class FolderGalleryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FolderGalleryTests()
    {
        foreach (
            var file in new[]
            {
                "hugo.toml",
                "content/posts/trip/index.md",
                "content/posts/trip/gallery/2.jpg",
                "content/posts/trip/gallery/1.PNG",
                "content/posts/trip/gallery/notes.txt",
                "content/posts/trip/gallery/more/3.jpg",
                "content/posts/trip/cover.jpg",
                "static/img/trip/b c.jpg",
                "static/img/trip/a.jpg",
                "static/img/trip/a-thumb.jpg",
                "static/img/trip/.hidden.jpg",
                "secret/x.jpg",
            }
        )
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File("site/" + file))!);
            File.WriteAllText(_folder.File("site/" + file), "x");
        }

        Directory.CreateDirectory(_folder.File("outside"));
        File.WriteAllText(_folder.File("outside/x.jpg"), "x");
        Directory.CreateSymbolicLink(_folder.File("site/static/link"), _folder.File("outside"));
        File.CreateSymbolicLink(_folder.File("site/static/img/trip/z.jpg"), _folder.File("outside/x.jpg"));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{{< gallery dir=\"/img/trip\" >}}", "/img/trip/a.jpg", "/img/trip/b%20c.jpg")]
    [InlineData("{{< gallery dir=\"/img/trip/\" />}}", "/img/trip/a.jpg", "/img/trip/b%20c.jpg")]
    [InlineData("{{< gallery \"/img/trip/\" >}}", "/img/trip/a.jpg", "/img/trip/b%20c.jpg")]
    [InlineData("{{% gallery folder=\"gallery\" %}}", "gallery/1.PNG", "gallery/2.jpg")]
    [InlineData("{{< gallery match=\"gallery/*\" sortOrder=\"desc\" rowHeight=\"150\" >}}", "gallery/1.PNG", "gallery/2.jpg")]
    [InlineData("{{< gallery match=\"gallery/**\" >}}", "gallery/1.PNG", "gallery/2.jpg", "gallery/more/3.jpg")]
    [InlineData("{{< images match=\"gallery/*.{jpg,webp}\" >}}", "gallery/2.jpg")]
    [InlineData("{{< carousel images=\"gallery/?.*\" >}}", "gallery/1.PNG", "gallery/2.jpg")]
    [InlineData("{{< gallery dir=\"gallery\" match=\"*.jpg\" >}}", "gallery/2.jpg")]
    [InlineData("{{< gallery >}}", "cover.jpg")]
    [InlineData("{{< gallery >}}\n{{< /gallery >}}", "cover.jpg")]
    [InlineData("{{< carousel images=\"x.jpg, y.png\" >}}", "x.jpg", "y.png")]
    [InlineData("{{< gallery \"x.jpg\" \"y.png\" >}}", "x.jpg", "y.png")]
    public void A_folder_becomes_its_images(string text, params string[] images)
    {
        var expected = $"<div class=\"gallery\">\n\n{string.Join("\n\n", images.Select(image => $"![]({image})"))}\n\n</div>";
        var result = Convert("甲\n\n" + text + "\n\n乙");
        Assert.Equal($"甲\n\n{expected}\n\n乙", result.Markdown);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("/link")]
    [InlineData("../../../outside")]
    [InlineData("../../../../outside/*")]
    [InlineData("/../secret")]
    [InlineData("/../../outside")]
    [InlineData("/none")]
    [InlineData("https://x.example/*")]
    [InlineData("(((/*")]
    public void A_folder_outside_or_without_images_is_named(string folder)
    {
        var result = Convert($"甲\n\n{{{{< gallery dir=\"{folder}\" >}}}}");
        Assert.Equal("甲", result.Markdown.Trim());
        Assert.Equal($"shortcode 'gallery' names no images that are there: {folder}", Assert.Single(result.Warnings).Reason);
    }

    private TemplateResult Convert(string text)
    {
        var site = SourceFolder.Open(_folder.File("site"));
        var post = PostFilePath.Of("content/posts/trip/index.md");
        var context = new TemplateContext { FindImages = pattern => SourceImages.Find(site, post, pattern) };
        return TemplateConverter.Convert(text, SiteGenerator.Hugo, context);
    }
}
