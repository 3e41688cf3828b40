using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Security;

namespace Blog.Operations.Backups.Offsite;

/// <summary>
/// Files encrypted with a passphrase as OpenPGP messages (RFC 9580), which <c>gpg -d</c> opens without this program: AES-256 with a
/// modification detection code, the key from the passphrase by iterated and salted SHA-256. Nothing is held in memory but a piece.
/// </summary>
internal static class PassphraseEncryption
{
    /// <summary>The most that the format knows: 65,011,712 bytes are hashed for each guess (RFC 9580, 3.7.1.3).</summary>
    public const int MostHashing = 0xFF;

    private const int Piece = 1 << 16;

    /// <summary>Encrypts a stream.</summary>
    /// <param name="hashing">How much is hashed for each guess, as the format writes it.</param>
    /// <param name="name">The name and the time that the message carries of its content.</param>
    public static void Encrypt(
        Stream from,
        Stream to,
        string passphrase,
        int hashing,
        string name,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var encryption = new PgpEncryptedDataGenerator(SymmetricKeyAlgorithmTag.Aes256, withIntegrityPacket: true, new SecureRandom());
        encryption.AddMethodUtf8(passphrase.ToCharArray(), HashAlgorithmTag.Sha256, hashing);
        using var encrypted = encryption.Open(to, new byte[Piece]);
        using var content = new PgpLiteralDataGenerator().Open(encrypted, PgpLiteralData.Binary, name, at.UtcDateTime, new byte[Piece]);
        Copy(from, content, cancellationToken);
    }

    /// <summary>Decrypts a stream to its end. What was written must not be used before this returns.</summary>
    /// <param name="name">Of the file, for messages.</param>
    /// <exception cref="OffsiteException">Another passphrase, or damaged.</exception>
    public static void Decrypt(Stream from, Stream to, string passphrase, string name, CancellationToken cancellationToken)
    {
        try
        {
            var message = new PgpObjectFactory(from).NextPgpObject() as PgpEncryptedDataList;
            if (message is not { Count: > 0 } || message[0] is not PgpPbeEncryptedData data || !data.IsIntegrityProtected())
            {
                throw new OffsiteException($"{name} is no backup that was encrypted with a passphrase");
            }

            using var clear = Open(data, passphrase, name);
            Copy(ContentOf(clear, name).GetInputStream(), to, cancellationToken);
            if (!data.Verify())
            {
                throw new OffsiteException($"{name} is damaged: its modification detection code does not match");
            }
        }
        catch (Exception e) when (e is PgpException or IOException or InvalidDataException or InvalidOperationException)
        {
            throw new OffsiteException($"{name} is damaged or truncated", e);
        }
    }

    private static Stream Open(PgpPbeEncryptedData data, string passphrase, string name)
    {
        try
        {
            return data.GetDataStreamUtf8(passphrase.ToCharArray());
        }
        catch (PgpException e)
        {
            throw WrongPassphrase(name, e);
        }
    }

    /// <summary>A wrong key passes the quick check of the format once in 65,536 times; what it gives then is not a message.</summary>
    private static PgpLiteralData ContentOf(Stream clear, string name)
    {
        try
        {
            return new PgpObjectFactory(clear).NextPgpObject() as PgpLiteralData ?? throw WrongPassphrase(name, null);
        }
        catch (Exception e) when (e is IOException or PgpException)
        {
            throw WrongPassphrase(name, e);
        }
    }

    private static OffsiteException WrongPassphrase(string name, Exception? cause)
    {
        var message = $"Blog__Offsite__Passphrase does not open {name}: it was encrypted with another passphrase";
        return cause is null ? new OffsiteException(message) : new OffsiteException(message, cause);
    }

    private static void Copy(Stream from, Stream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[Piece];
        for (int read; (read = from.Read(buffer, 0, buffer.Length)) > 0; )
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(to, buffer.AsSpan(0, read));
        }
    }

    /// <summary>A disk that takes no more says nothing about what is read.</summary>
    private static void Write(Stream to, ReadOnlySpan<byte> piece)
    {
        try
        {
            to.Write(piece);
        }
        catch (IOException e)
        {
            throw new OffsiteException($"the disk cannot be written: {e.Message}", e);
        }
    }
}
