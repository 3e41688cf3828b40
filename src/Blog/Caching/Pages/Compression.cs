using System.IO.Compression;

namespace Blog.Caching.Pages;

/// <summary>Compresses bodies: quickly for the reader who waits, as well as possible for all who follow.</summary>
internal static class Compression
{
    private const int QuickBrotli = 3;
    private const int BestBrotli = 11;
    private const int BrotliWindow = 22;

    public static CachedBody Quickly(CachedBody body, string coding) =>
        coding == ContentCoding.Brotli
            ? body.Coded(Brotli(body.Bytes, QuickBrotli), coding, "b1")
            : body.Coded(Gzip(body.Bytes, CompressionLevel.Fastest), coding, "g1");

    public static CachedBody Best(CachedBody body, string coding) =>
        coding == ContentCoding.Brotli
            ? body.Coded(Brotli(body.Bytes, BestBrotli), coding, ContentCoding.Brotli)
            : body.Coded(Gzip(body.Bytes, CompressionLevel.SmallestSize), coding, "gz");

    /// <summary>Compresses what is written on its way.</summary>
    public static Stream Streamed(Stream body, string coding) =>
        coding switch
        {
            ContentCoding.Brotli => new BrotliStream(body, CompressionLevel.Fastest, leaveOpen: true),
            ContentCoding.Gzip => new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true),
            _ => body,
        };

    private static byte[] Brotli(byte[] bytes, int quality)
    {
        var room = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, room, out var length, quality, BrotliWindow)
            ? room.AsSpan(0, length).ToArray()
            : throw new InvalidOperationException("The room for a compressed body is too small.");
    }

    private static byte[] Gzip(byte[] bytes, CompressionLevel level)
    {
        using var compressed = new MemoryStream(bytes.Length / 2);
        using (var gzip = new GZipStream(compressed, level))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }
}
