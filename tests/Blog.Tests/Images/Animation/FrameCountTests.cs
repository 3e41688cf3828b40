using System.Buffers.Binary;
using Blog.Images;

namespace Blog.Tests.Images.Animation;

/// <summary>security.md E, Images: 900,000 frames of one pixel took a decoder 21 seconds to count.</summary>
[Trait("Suite", "Attacks")]
public sealed class FrameCountTests
{
    private static readonly byte[] GifFrame = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];

    public static TheoryData<int, bool> Counts =>
        new()
        {
            { 1, true },
            { ImageFile.MaxFrames, true },
            { ImageFile.MaxFrames + 1, false },
        };

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task A_gif_of_more_frames_than_the_limit_is_refused(int frames, bool taken) => await CheckAsync(Gif(frames), taken);

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task A_webp_of_more_frames_than_the_limit_is_refused(int frames, bool taken) => await CheckAsync(WebP(frames), taken);

    [Fact]
    public async Task Nine_hundred_thousand_frames_are_refused_without_being_decoded()
    {
        await CheckAsync(Gif(900_000), taken: false);
        await CheckAsync(WebP(400_000), taken: false);
    }

    [Fact]
    public async Task Frames_behind_bytes_that_mean_nothing_are_counted_too()
    {
        var gif = Gif(ImageFile.MaxFrames + 1);
        await CheckAsync([.. gif[..13], 0xEE, 0xEE, .. gif[13..]], taken: false);
    }

    private static async Task CheckAsync(byte[] bytes, bool taken)
    {
        var result = await ImageFile.ReadAsync(bytes, TestContext.Current.CancellationToken);
        Assert.Equal(taken ? null : ImageError.TooManyFrames, result.Error);
        Assert.Equal(taken, result.Content is not null);
    }

    private static byte[] Gif(int frames) =>
        [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, .. Enumerable.Repeat(GifFrame, frames).SelectMany(x => x), 0x3B];

    /// <summary>Frames of one transparent lossless pixel.</summary>
    private static byte[] WebP(int frames)
    {
        byte[] pixel = [0x2F, 0, 0, 0, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0x08];
        byte[] content = [.. new byte[12], 40, 0, 0, 0, .. "VP8L"u8, .. Length(pixel.Length), .. pixel];
        byte[] frame = [.. "ANMF"u8, .. Length(content.Length), .. content];
        byte[] body =
        [
            .. "WEBP"u8,
            .. "VP8X"u8,
            .. Length(10),
            0x02,
            .. new byte[9],
            .. "ANIM"u8,
            .. Length(6),
            .. new byte[6],
            .. Enumerable.Repeat(frame, frames).SelectMany(x => x),
        ];
        return [.. "RIFF"u8, .. Length(body.Length), .. body];
    }

    private static byte[] Length(int length)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return bytes;
    }
}
