using System.Buffers;
using System.Security.Cryptography;

namespace Blog.Operations.Backups.Archives;

/// <summary>Copies bytes, counting and hashing them on the way.</summary>
internal static class HashingCopy
{
    private const int Piece = 1 << 17;

    /// <summary>Copies one stream into another, up to a maximum number of bytes.</summary>
    /// <param name="most">Reading stops after this many bytes: there may be more.</param>
    /// <returns>How many were read, <paramref name="most"/> + 1 where there are more, and their SHA-256.</returns>
    public static (long Bytes, string Sha256) Run(Stream from, Stream to, long most, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            var total = 0L;
            for (int read; (read = from.Read(buffer, 0, buffer.Length)) > 0; )
            {
                cancellationToken.ThrowIfCancellationRequested();
                total += read;
                if (total > most)
                {
                    return (most + 1, "");
                }

                hash.AppendData(buffer, 0, read);
                to.Write(buffer, 0, read);
            }

            return (total, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
