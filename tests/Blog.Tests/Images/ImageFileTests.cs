using System.IO.Compression;
using System.Text;
using Blog.Images;
using Blog.Tests.Data;
using NetVips;

namespace Blog.Tests.Images;

public sealed class ImageFileTests
{
    private const string Canary = "canary-7f3a";
    private const string Svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 40 20\"";

    private static async Task<MediaContent> Accepted(byte[] bytes)
    {
        var result = await ImageFile.ReadAsync(bytes);
        Assert.Null(result.Refusal);
        return result.Content!;
    }

    private static Task<MediaContent> Accepted(string svg) => Accepted(Encoding.UTF8.GetBytes(svg));

    private static string Text(MediaContent content) => Encoding.UTF8.GetString(content.Bytes);

    [Fact]
    public async Task A_photo_is_turned_upright_and_loses_its_metadata()
    {
        var photo = TestImages.JpegWithExif(60, 40, orientation: 6, Canary);
        Assert.Contains(Canary, Encoding.Latin1.GetString(photo), StringComparison.Ordinal);
        using (var before = Image.NewFromBuffer(photo))
        {
            Assert.Contains("exif-ifd3-GPSLatitude", before.GetFields());
        }

        var content = await Accepted(photo);
        Assert.Equal(("image/jpeg", ".jpg", 40, 60), (content.ContentType, content.Extension, content.Width, content.Height));
        Assert.DoesNotContain(Canary, Encoding.Latin1.GetString(content.Bytes), StringComparison.Ordinal);
        using var after = Image.NewFromBuffer(content.Bytes);
        Assert.DoesNotContain(
            after.GetFields(),
            name => name.StartsWith("exif", StringComparison.Ordinal) || name is "orientation" or "icc-profile-data" or "xmp-data"
        );
        Assert.Equal((40, 60), (after.Width, after.Height));
        Assert.True(after[38, 1][1] < 100 && after[1, 1][1] > 200); // the red corner went from the left to the right
    }

    [Theory]
    [InlineData(".png", "image/png")]
    [InlineData(".jpg", "image/jpeg")]
    [InlineData(".webp", "image/webp")]
    [InlineData(".gif", "image/gif")]
    public async Task Each_raster_keeps_its_type_and_size_and_comes_out_as_other_bytes(string extension, string type)
    {
        var bytes = TestImages.Still(30, 20, extension);
        var content = await Accepted([.. bytes, .. Encoding.UTF8.GetBytes("<script>" + Canary + "</script>")]);
        Assert.Equal((type, extension, 30, 20), (content.ContentType, content.Extension, content.Width, content.Height));
        Assert.DoesNotContain(Canary, Encoding.Latin1.GetString(content.Bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".gif")]
    [InlineData(".webp")]
    public async Task An_animation_keeps_its_frames_and_delays(string extension)
    {
        var content = await Accepted(TestImages.Animation(16, 10, 3, extension));
        Assert.Equal((extension, 16, 10), (content.Extension, content.Width, content.Height));
        using var header = extension == ".gif" ? Image.GifloadBuffer(content.Bytes, n: -1) : Image.WebploadBuffer(content.Bytes, n: -1);
        Assert.Equal(3, header.Get("n-pages"));
        Assert.Equal([120, 120, 120], (int[])header.Get("delay"));
    }

    [Fact]
    public async Task More_than_fifty_million_pixels_are_refused_from_the_header()
    {
        var result = await ImageFile.ReadAsync(TestImages.PngHeader(20_000, 20_000));
        Assert.Contains("50 million", result.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_count_as_pixels()
    {
        var result = await ImageFile.ReadAsync(TestImages.Animation(3000, 2000, 9, ".gif"));
        Assert.Contains("50 million", result.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("width=\"40\" height=\"20\"", 40, 20)]
    [InlineData("width=\"40px\"", 40, 20)]
    [InlineData("width=\"30pt\" height=\"15pt\"", 40, 20)]
    [InlineData("width=\"100%\" height=\"100%\"", 40, 20)]
    [InlineData("", 40, 20)]
    public async Task A_drawing_has_the_size_it_says(string size, int width, int height)
    {
        var content = await Accepted($"{Svg} {size}><rect width=\"4\" height=\"2\"/></svg>");
        Assert.Equal(("image/svg+xml", ".svg", width, height), (content.ContentType, content.Extension, content.Width, content.Height));
    }

    [Fact]
    public async Task Drawing_elements_of_an_svg_stay_unchanged()
    {
        const string Drawing =
            Svg
            + "><title>图</title><defs><linearGradient id=\"g\"><stop offset=\"0\" "
            + "stop-color=\"#fff\"/></linearGradient></defs><style>.a{fill:red}</style>"
            + "<g transform=\"scale(2)\" class=\"a\"><path d=\"M0 0L1 1\" fill=\"url(#g)\" style=\"stroke:red\"/><text x=\"1\" "
            + "y=\"2\">流程 A &amp; B</text><use xlink:href=\"#g\"/><animate attributeName=\"x\" to=\"3\"/></g></svg>\n<!-- end "
            + "-->\n";
        var text = Text(
            await Accepted(
                "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" "
                    + "\"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">"
                    + Drawing
            )
        );
        foreach (
            var kept in new[]
            {
                "<title>图</title>",
                "stop-color=\"#fff\"",
                ".a{fill:red}",
                "fill=\"url(#g)\"",
                "style=\"stroke:red\"",
                "流程 A &amp; B",
                "href=\"#g\"",
                "<animate attributeName=\"x\" to=\"3\"",
            }
        )
        {
            Assert.Contains(kept, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("DOCTYPE", text, StringComparison.Ordinal);
    }

    /// <summary>security.md B2: each is refused or re-encoded without what made it dangerous.</summary>
    [Theory]
    [MemberData(nameof(HostileImages.Names), MemberType = typeof(HostileImages))]
    public async Task A_hostile_file_is_refused_or_made_harmless(string name)
    {
        var bytes = HostileImages.All[name]();
        var result = await ImageFile.ReadAsync(bytes);
        if (result.Content is not { } content)
        {
            Assert.NotEmpty(result.Refusal!);
            return;
        }

        Assert.NotEqual(bytes, content.Bytes);
        var text = Encoding.Latin1.GetString(content.Bytes);
        foreach (
            var trace in new[]
            {
                Canary,
                "<script",
                "javascript:",
                "onload",
                "onerror",
                "foreignObject",
                "http://evil",
                "//evil",
                "<!DOCTYPE",
                "<!ENTITY",
                "@import",
                "<image",
                "<html",
                "<iframe",
                "%PDF",
                "<?php",
                "data:",
            }
        )
        {
            Assert.DoesNotContain(trace, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void The_hostile_corpus_has_at_least_forty_files() => Assert.InRange(HostileImages.All.Count, 40, 200);

    [Fact]
    public async Task Other_loaders_of_the_native_library_are_disabled()
    {
        await Accepted(TestImages.Still(2, 2, ".png"));
        Assert.Throws<VipsException>(() => Image.NewFromBuffer(Encoding.UTF8.GetBytes(Svg + "/>")));
    }

    internal static byte[] Deflated(byte[] raw)
    {
        using var output = new MemoryStream();
        using (var zip = new ZLibStream(output, CompressionLevel.Optimal))
        {
            zip.Write(raw);
        }

        return output.ToArray();
    }
}
