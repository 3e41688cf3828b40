using System.Security.Cryptography;

namespace Blog.Operations.Backups.Offsite;

/// <summary>Reads from the other machine: counts and hashes what comes, and does not wait for a connection that has gone silent.</summary>
/// <param name="most">Bytes that may come; a server that sends more must not fill the disk.</param>
internal sealed class Download(Stream inner, long most, CancellationToken cancellationToken) : Stream
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what is left, and returns how much came in all, and its SHA-256 in lower-case hexadecimal digits.</summary>
    public (long Bytes, string Sha256) Finish()
    {
        CopyTo(Null);
        return (_bytes, Convert.ToHexStringLower(_hash.GetCurrentHash()));
    }

    /// <summary>Blocks: who decrypts reads from it on a thread of its own.</summary>
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            read = inner.ReadAsync(buffer.AsMemory(offset, count), limit.Token).AsTask().GetAwaiter().GetResult();
            _hash.AppendData(buffer, offset, read);
            _bytes += read;
        }
        catch (Exception e)
            when (!cancellationToken.IsCancellationRequested && e is IOException or HttpRequestException or OperationCanceledException)
        {
            throw new OffsiteException("the connection broke off while reading", e);
        }

        return _bytes <= most ? read : throw new OffsiteException("more came than the list of files said");
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
