using Blog.Images;
using Blog.Tests.Data;
using NetVips;

namespace Blog.Tests.Images;

public sealed class PictureFittingTests
{
    [Theory]
    [InlineData(3000, 600, false, 800, 160)]
    [InlineData(600, 3000, false, 32, 160)]
    [InlineData(300, 100, false, 300, 100)]
    [InlineData(1200, 900, true, 160, 160)]
    [InlineData(90, 40, true, 40, 40)]
    [InlineData(40, 40, true, 40, 40)]
    public async Task An_image_fits_its_frame_and_is_never_enlarged(
        int width,
        int height,
        bool isCropped,
        int fittedWidth,
        int fittedHeight
    )
    {
        foreach (var extension in new[] { ".png", ".jpg", ".webp" })
        {
            var content = (await ImageFile.ReadAsync(TestImages.Still(width, height, extension))).Content!;
            var frame = isCropped ? new PictureFrame(160, 160, IsCropped: true) : new PictureFrame(1200, 160);
            var fitted = await PictureFitting.FitAsync(content, frame);
            Assert.Equal((fittedWidth, fittedHeight), (fitted.Width, fitted.Height));
            Assert.Equal(content.ContentType, fitted.ContentType);
            using var image = Image.NewFromBuffer(fitted.Bytes);
            Assert.Equal((fittedWidth, fittedHeight), (image.Width, image.Height));
        }
    }

    [Fact]
    public async Task Transparency_is_kept_and_an_opaque_icon_has_none()
    {
        var content = (await ImageFile.ReadAsync(TestImages.Transparent(900, 900))).Content!;
        using var fitted = Image.NewFromBuffer((await PictureFitting.FitAsync(content, new PictureFrame(100, 100))).Bytes);
        Assert.True(fitted.HasAlpha());
        using var icon = Image.NewFromBuffer(PictureFitting.Icon(content.Bytes, 96, 96, isOpaque: false)!);
        Assert.True(icon.HasAlpha());
        using var opaque = Image.NewFromBuffer(PictureFitting.Icon(content.Bytes, 180, 160, isOpaque: true)!);
        Assert.Equal((180, 180, false), (opaque.Width, opaque.Height, opaque.HasAlpha()));
        Assert.Equal([255, 255, 255], opaque.Getpoint(0, 0)); // the margin
    }

    [Fact]
    public async Task A_grey_picture_becomes_an_icon()
    {
        var content = (await ImageFile.ReadAsync(TestImages.Checkers(300, 200))).Content!;
        using var icon = Image.NewFromBuffer(PictureFitting.Icon(content.Bytes, 96, 96, isOpaque: false)!);
        Assert.Equal((96, 96, 4), (icon.Width, icon.Height, icon.Bands));
        Assert.Equal(0, icon.Getpoint(0, 0)[3]); // above a wide picture
    }

    [Fact]
    public void Damaged_bytes_are_no_icon() =>
        Assert.Null(PictureFitting.Icon([0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2], 96, 96, false));
}
