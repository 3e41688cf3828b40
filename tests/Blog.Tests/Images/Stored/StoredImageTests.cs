using System.Buffers.Binary;
using System.Text;
using Blog.Images;
using Blog.Images.Stored;
using Blog.Tests.Data;

namespace Blog.Tests.Images.Stored;

/// <summary>What this program stores is recognized as its own; anything that was added to it is not.</summary>
public sealed class StoredImageTests
{
    public static TheoryData<string> Kinds =>
        [
            "photo.jpg",
            "wide.jpg",
            "chart.png",
            "transparent.png",
            "still.gif",
            "moving.gif",
            "photo.webp",
            "moving.webp",
            "chart.webp",
            "drawing.svg",
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_the_program_stores_is_taken_as_it_is(string kind)
    {
        var stored = await StoreAsync(kind);
        var read = await StoredImage.ReadAsync(stored.Bytes);
        Assert.NotNull(read);
        Assert.Same(stored.Bytes, kind.EndsWith(".svg", StringComparison.Ordinal) ? stored.Bytes : read.Bytes);
        Assert.Equal((stored.ContentType, stored.Width, stored.Height), (read.ContentType, read.Width, read.Height));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_appended_or_cut_off_makes_it_strange(string kind)
    {
        var bytes = (await StoreAsync(kind)).Bytes;
        foreach (
            var forged in new[]
            {
                [.. bytes, 0],
                [.. bytes, .. "<script>alert(1)</script>"u8],
                [.. bytes, .. bytes],
                bytes[..^3],
                bytes[..(bytes.Length / 2)],
            }
        )
        {
            Assert.Null(await StoredImage.ReadAsync(forged));
        }
    }

    [Fact]
    public async Task Metadata_makes_it_strange()
    {
        Assert.Null(await StoredImage.ReadAsync(TestImages.JpegWithExif(20, 10, 6, "where it was taken")));
        var jpeg = (await StoreAsync("photo.jpg")).Bytes;
        foreach (var marker in new byte[] { 0xFE, 0xE1, 0xE2, 0xED, 0xEF })
        {
            Assert.Null(await StoredImage.ReadAsync([.. jpeg[..2], 0xFF, marker, 0, 6, .. "text"u8, .. jpeg[2..]]));
        }

        var png = (await StoreAsync("chart.png")).Bytes;
        foreach (var name in new[] { "tEXt", "zTXt", "iTXt", "eXIf", "iCCP", "tIME", "prVt" })
        {
            Assert.Null(await StoredImage.ReadAsync([.. png[..33], .. PngChunk(name, "Comment\0x"u8), .. png[33..]]));
        }

        var gif = (await StoreAsync("still.gif")).Bytes;
        Assert.Null(await StoredImage.ReadAsync([.. gif[..^1], 0x21, 0xFE, 4, .. "text"u8, 0, 0x3B]));
        Assert.Null(await StoredImage.ReadAsync([.. gif[..^1], 0x21, 0xFF, 11, .. "XMP DataXMP"u8, 4, .. "text"u8, 0, 0x3B]));
        var webp = (await StoreAsync("photo.webp")).Bytes;
        byte[] tagged = [.. webp, .. "EXIF"u8, 4, 0, 0, 0, .. "text"u8];
        BinaryPrimitives.WriteInt32LittleEndian(tagged.AsSpan(4), tagged.Length - 8);
        Assert.Null(await StoredImage.ReadAsync(tagged));
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [InlineData("<html><body>x</body></html>")]
    [InlineData("GIF89a")]
    [InlineData("")]
    public async Task What_is_no_stored_image_is_strange(string text) =>
        Assert.Null(await StoredImage.ReadAsync(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task A_structure_without_pixels_is_strange()
    {
        byte[] header = [0, 0, 0, 10, 0, 0, 0, 10, 8, 2, 0, 0, 0];
        byte[] empty =
        [
            0x89,
            .. "PNG\r\n\u001a\n"u8,
            .. PngChunk("IHDR", header),
            .. PngChunk("IDAT", "not compressed"u8),
            .. PngChunk("IEND", []),
        ];
        Assert.Null(await StoredImage.ReadAsync(empty));
        Assert.Null(await StoredImage.ReadAsync([0xFF, 0xD8, 0xFF, 0xD9]));
    }

    private static async Task<MediaContent> StoreAsync(string kind)
    {
        var bytes = kind switch
        {
            "photo.jpg" => TestImages.Photo(60, 40, ".jpg"),
            "wide.jpg" => TestImages.Photo(1200, 40, ".jpg"),
            "chart.png" => TestImages.Chart(".png"),
            "transparent.png" => TestImages.Transparent(30, 20),
            "still.gif" => TestImages.Still(30, 20, ".gif"),
            "moving.gif" => TestImages.Animation(20, 10, 3, ".gif"),
            "photo.webp" => TestImages.Photo(60, 40, ".webp"),
            "moving.webp" => TestImages.Animation(20, 10, 3, ".webp"),
            "chart.webp" => TestImages.Chart(".webp"),
            _ => Encoding.UTF8.GetBytes(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\" onclick=\"x()\"/></svg>"
            ),
        };
        return (await ImageFile.ReadAsync(bytes)).Content!;
    }

    private static byte[] PngChunk(string name, ReadOnlySpan<byte> content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        var check = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(named));
        return [.. length, .. named, .. check];
    }

    /// <summary>PNG, annex D.</summary>
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
