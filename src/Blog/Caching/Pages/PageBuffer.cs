namespace Blog.Caching.Pages;

/// <summary>
/// Collects the body of a page. A body that grows too long to be kept goes on to the reader instead, so that it is never in memory as a
/// whole.
/// </summary>
/// <param name="passOn">Begins the answer; where the rest of the body goes.</param>
internal sealed class PageBuffer(Func<Task<Stream>> passOn) : Stream
{
    /// <summary>Longest body that is kept, in bytes.</summary>
    private const int Longest = 1024 * 1024;

    private readonly MemoryStream _kept = new();
    private Stream? _onward;

    /// <summary>Whether the answer has begun.</summary>
    public bool IsPassedOn => _onward is not null;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _kept.Length;

    public override long Position
    {
        get => _kept.Position;
        set => throw new NotSupportedException();
    }

    /// <summary>What was collected.</summary>
    public ReadOnlyMemory<byte> Kept => _kept.GetBuffer().AsMemory(0, (int)_kept.Length);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_onward is null && _kept.Length + buffer.Length > Longest)
        {
            _onward = await passOn();
            await _onward.WriteAsync(Kept, cancellationToken);
        }

        if (_onward is null)
        {
            _kept.Write(buffer.Span);
            return;
        }

        await _onward.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>As the server does: a page must not block a thread.</summary>
    public override void Write(byte[] buffer, int offset, int count) =>
        throw new InvalidOperationException("Synchronous operations are disallowed. Call WriteAsync.");

    public override void Flush() { }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (_onward is not null)
        {
            await _onward.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
