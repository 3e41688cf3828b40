using System.Text;
using Blog.Images;
using Blog.Tests.Data;
using NetVips;

namespace Blog.Tests.Images;

public sealed class ImageVariantsTests
{
    private const string Canary = "canary-7f3a";

    private static async Task<MediaContent> StoredAsync(byte[] bytes) =>
        await ImageVariants.MakeAsync((await ImageFile.ReadAsync(bytes)).Content!);

    private static IEnumerable<int> Widths(MediaContent content) => content.Variants!.Select(variant => variant.Width);

    [Theory]
    [InlineData(300, new int[0])]
    [InlineData(480, new int[0])]
    [InlineData(481, new[] { 480 })]
    [InlineData(960, new[] { 480 })]
    [InlineData(1000, new[] { 480, 960 })]
    [InlineData(1440, new[] { 480, 960 })]
    [InlineData(1600, new[] { 480, 960, 1440 })]
    [InlineData(2500, new[] { 480, 960, 1440 })]
    public async Task A_variant_is_always_narrower_than_its_image(int width, int[] expected)
    {
        var content = await StoredAsync(TestImages.Photo(width, 300, ".jpg"));
        Assert.Equal(expected, Widths(content));
        foreach (var variant in content.Variants!)
        {
            using var image = Image.NewFromBuffer(variant.Bytes);
            Assert.Equal(
                (variant.Width, 300.0 * variant.Width / width),
                (image.Width, image.Height),
                (a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) <= 1
            );
        }
    }

    [Theory]
    [InlineData(".jpg", false)]
    [InlineData(".png", false)] // a photograph stored as PNG
    [InlineData(".webp", false)]
    public async Task A_photograph_gets_lossy_variants(string extension, bool lossless) =>
        await IsLosslessAsync(TestImages.Photo(1000, 600, extension), lossless);

    [Theory]
    [InlineData(".png")]
    [InlineData(".gif")]
    [InlineData(".webp[lossless]")] // with metadata first, so that the header alone does not show that it is lossless
    [InlineData(".webp[lossless,keep=none]")]
    public async Task A_drawing_in_pixels_keeps_its_sharp_edges(string extension) =>
        await IsLosslessAsync(TestImages.Chart(extension), lossless: true);

    [Fact]
    public async Task Variants_hold_no_metadata_and_stand_upright()
    {
        // As if the stored file still had its metadata: the variants must not rely on another step.
        var photo = TestImages.JpegWithExif(1000, 700, orientation: 6, Canary);
        foreach (
            var content in new[]
            {
                await StoredAsync(photo),
                await ImageVariants.MakeAsync(new MediaContent(photo, "image/jpeg", ".jpg", 1000, 700)),
            }
        )
        {
            var variant = content.Variants![0];
            Assert.DoesNotContain(Canary, Encoding.Latin1.GetString(variant.Bytes), StringComparison.Ordinal);
            using var image = Image.NewFromBuffer(variant.Bytes);
            Assert.DoesNotContain(
                image.GetFields(),
                name => name.StartsWith("exif", StringComparison.Ordinal) || name is "orientation" or "icc-profile-data" or "xmp-data"
            );
            Assert.Equal((480, 686), (image.Width, image.Height));
            Assert.True(image[470, 10][1] < 100 && image[10, 10][1] > 200); // the red corner went from the left to the right
        }
    }

    [Theory]
    [InlineData(".gif")]
    [InlineData(".webp")]
    public async Task An_animation_has_no_variants(string extension) =>
        Assert.Empty((await StoredAsync(TestImages.Animation(600, 40, 3, extension))).Variants!);

    [Fact]
    public async Task A_drawing_has_no_variants() =>
        Assert.Empty(
            (
                await StoredAsync(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2000 1000\"><rect width=\"4\" height=\"2\"/></svg>"u8.ToArray()
                )
            ).Variants!
        );

    [Fact]
    public async Task A_variant_with_more_bytes_than_what_it_stands_in_for_is_left_out()
    {
        var content = await StoredAsync(TestImages.Checkers(1000, 300));
        Assert.Equal([480], Widths(content));
        Assert.True(content.Variants![0].Bytes.Length < content.Bytes.Length);
    }

    [Fact]
    public async Task A_picture_longer_than_the_format_can_hold_is_offered_only_where_it_fits()
    {
        var content = await StoredAsync(TestImages.Still(1500, 20_000, ".png"));
        Assert.Equal([480, 960], Widths(content));
    }

    [Fact]
    public async Task Transparency_is_preserved()
    {
        var content = await StoredAsync(TestImages.Transparent(1000, 200));
        using var image = Image.NewFromBuffer(content.Variants![^1].Bytes);
        Assert.Equal(4, image.Bands);
        Assert.Equal((255.0, 0.0), (image[100, 100][3], image[900, 100][3]));
    }

    [Theory]
    [InlineData("b-w", ".jpg")]
    [InlineData("rgb16", ".png")]
    [InlineData("grey16", ".png")]
    [InlineData("cmyk", ".jpg")]
    public async Task Every_kind_of_colour_gets_variants(string space, string extension)
    {
        using var image = Image
            .NewFromBuffer(TestImages.Photo(1000, 200, ".png"))
            .Colourspace(Enum.Parse<Enums.Interpretation>(space.Replace("-", "", StringComparison.Ordinal), ignoreCase: true));
        Assert.Equal([480, 960], Widths(await StoredAsync(image.WriteToBuffer(extension))));
    }

    [Fact]
    public async Task Equal_images_have_equal_variants()
    {
        var photo = TestImages.Photo(1000, 600, ".jpg");
        Assert.Equal(
            (await StoredAsync(photo)).Variants!.Select(variant => Convert.ToHexString(variant.Bytes)),
            (await StoredAsync(photo)).Variants!.Select(variant => Convert.ToHexString(variant.Bytes))
        );
    }

    /// <summary>A width that our encoder cannot have made is not served, whatever its name.</summary>
    [Theory]
    [MemberData(nameof(HostileImages.Names), MemberType = typeof(HostileImages))]
    public async Task A_hostile_file_gives_nothing_but_clean_pixels(string name)
    {
        var content = await ImageVariants.MakeAsync(new MediaContent(HostileImages.All[name](), "image/png", ".png", 5000, 5000));
        if (name.StartsWith("svg", StringComparison.Ordinal))
        {
            Assert.Null(content.Variants);
        }

        foreach (var variant in content.Variants ?? [])
        {
            var text = Encoding.Latin1.GetString(variant.Bytes);
            Assert.StartsWith("RIFF", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_decompression_bomb_is_not_decoded() =>
        Assert.Null(
            (
                await ImageVariants.MakeAsync(new MediaContent(TestImages.PngHeader(20_000, 20_000), "image/png", ".png", 5000, 5000))
            ).Variants
        );

    private static async Task IsLosslessAsync(byte[] bytes, bool lossless)
    {
        var content = await StoredAsync(bytes);
        Assert.NotEmpty(content.Variants!);
        Assert.All(content.Variants!, variant => Assert.Equal(lossless ? "VP8L" : "VP8 ", Encoding.Latin1.GetString(variant.Bytes, 12, 4)));
    }
}
