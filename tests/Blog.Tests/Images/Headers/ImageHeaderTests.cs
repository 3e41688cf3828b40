using System.Buffers.Binary;
using System.Text;
using Blog.Images.Headers;
using Blog.Tests.Data;

namespace Blog.Tests.Images.Headers;

public sealed class ImageHeaderTests
{
    public static TheoryData<string> Names => [.. Files.Keys.Order(StringComparer.Ordinal)];

    private static Dictionary<string, (byte[] Bytes, int Width, int Height)> Files { get; } =
        new(StringComparer.Ordinal)
        {
            ["png"] = (TestImages.Still(30, 20, ".png"), 30, 20),
            ["jpeg"] = (TestImages.Still(300, 200, ".jpg"), 300, 200),
            ["jpeg upright"] = (TestImages.JpegWithExif(60, 40, 1, "x"), 60, 40),
            ["jpeg upside down"] = (TestImages.JpegWithExif(60, 40, 3, "x"), 60, 40),
            ["jpeg turned"] = (TestImages.JpegWithExif(60, 40, 6, "x"), 40, 60),
            ["jpeg turned and mirrored"] = (TestImages.JpegWithExif(60, 40, 5, "x"), 40, 60),
            ["gif"] = (TestImages.Still(31, 17, ".gif"), 31, 17),
            ["gif animation"] = (TestImages.Animation(40, 30, 3, ".gif"), 40, 30),
            ["webp"] = (TestImages.Still(640, 480, ".webp"), 640, 480),
            ["webp photo"] = (TestImages.Photo(641, 479, ".webp"), 641, 479),
            ["webp animation"] = (TestImages.Animation(44, 33, 3, ".webp"), 44, 33),
            ["webp lossless"] = (Lossless(1234, 567), 1234, 567),
            ["avif"] = (TestImages.AvifWithExif(48, 32, "x"), 48, 32),
            ["avif turned"] = (TestImages.AvifTurned(48, 32), 32, 48),
            ["bmp"] = (Bitmap(120, 80), 120, 80),
            ["bmp from the top"] = (Bitmap(120, -80), 120, 80),
            ["svg"] = (Encoding.UTF8.GetBytes("""<svg xmlns="http://www.w3.org/2000/svg" width="90" height="45"><g/></svg>"""), 90, 45),
            ["svg with a box"] = (
                Encoding.UTF8.GetBytes(
                    "\uFEFF<?xml version=\"1.0\"?><!-- drawn --><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://x/svg11.dtd\">"
                        + "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 160 90' width='80'><path d='M0'/></svg>"
                ),
                80,
                45
            ),
        };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_header_names_the_size_as_browsers_show_it(string name)
    {
        var (bytes, width, height) = Files[name];
        Assert.Equal(new HeaderSize(HeaderState.Known, width, height), ImageHeader.Read(bytes, isAll: true));
    }

    /// <summary>No beginning of a file gives a wrong size, and none fails.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_beginning_gives_the_size_or_asks_for_more(string name)
    {
        var (bytes, width, height) = Files[name];
        for (var length = 0; length < Math.Min(bytes.Length, 4000); length++)
        {
            var size = ImageHeader.Read(bytes.AsSpan(0, length), isAll: false);
            Assert.True(
                size.State == HeaderState.Incomplete || size == new HeaderSize(HeaderState.Known, width, height),
                $"{length} bytes: {size}"
            );
            Assert.NotEqual(HeaderState.Incomplete, ImageHeader.Read(bytes.AsSpan(0, length), isAll: true).State);
        }
    }

    [Theory]
    [InlineData("<!doctype html><html><head><title>Not found</title></head><body>404</body></html>")]
    [InlineData("<html xmlns=\"http://www.w3.org/1999/xhtml\"><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/></html>")]
    [InlineData("{\"error\": \"this is no image, but an answer in words\"}")]
    [InlineData("%PDF-1.7 and the rest of a document")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><b>&b;</b> and more")]
    [InlineData("BM and text after that, which is longer than a header")]
    [InlineData("x")]
    [InlineData("")]
    public void What_is_no_image_is_named_so(string text) =>
        Assert.Equal(HeaderState.NotAnImage, ImageHeader.Read(Encoding.UTF8.GetBytes(text), isAll: true).State);

    [Fact]
    public void A_size_that_is_no_size_is_none()
    {
        Assert.Equal(HeaderState.None, ImageHeader.Read(TestImages.PngHeader(0, 20), isAll: true).State);
        Assert.Equal(HeaderState.None, ImageHeader.Read(TestImages.PngHeader(int.MaxValue, 20), isAll: true).State);
        Assert.Equal(HeaderState.None, ImageHeader.Read(Bitmap(120, int.MinValue), isAll: true).State);
        Assert.Equal(HeaderState.None, ImageHeader.Read("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8, isAll: true).State);
    }

    /// <summary>security.md B11: what other hosts send is read without trust in any length that it names.</summary>
    [Fact]
    public void A_damaged_header_gives_some_answer_and_never_fails()
    {
        var random = new Random(4711);
        foreach (var (bytes, _, _) in Files.Values)
        {
            for (var round = 0; round < 400; round++)
            {
                var damaged = bytes.AsSpan(0, Math.Min(bytes.Length, 2048)).ToArray();
                for (var i = random.Next(1, 8); i > 0; i--)
                {
                    damaged[random.Next(Math.Min(damaged.Length, 300))] = (byte)(random.Next(3) == 0 ? 0xFF : random.Next(256));
                }

                var size = ImageHeader.Read(damaged, isAll: true);
                Assert.True(size.State != HeaderState.Known || (size.Width > 0 && size.Height > 0));
            }
        }
    }

    private static byte[] Bitmap(int width, int height)
    {
        var bytes = new byte[60];
        "BM"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(22), height);
        return bytes;
    }

    private static byte[] Lossless(int width, int height)
    {
        var bytes = new byte[40];
        "RIFF"u8.CopyTo(bytes);
        "WEBPVP8L"u8.CopyTo(bytes.AsSpan(8));
        bytes[20] = 0x2F;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(21), (uint)((width - 1) | ((height - 1) << 14)));
        return bytes;
    }
}
