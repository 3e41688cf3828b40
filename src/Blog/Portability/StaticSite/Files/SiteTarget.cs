namespace Blog.Portability.StaticSite.Files;

/// <summary>Where a static site is written to: a folder, or a bucket. A seam at disk and network.</summary>
public interface ISiteTarget
{
    /// <summary>What tells the state of everything that a file was made of at the earlier run; null if it was not written then.</summary>
    public string? InputsOf(string path);

    /// <summary>What was noted about a file at the earlier run; null for nothing.</summary>
    public string? NoteOf(string path);

    /// <summary>
    /// The bytes of a file of the earlier run; null if they are not there as they were written, or cannot be read. Several may be read at
    /// a time.
    /// </summary>
    public Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Keeps a file of the earlier run that is still there; false if it has to be written.</summary>
    public bool TryKeep(StaticFile file, string inputs);

    /// <summary>Writes a file, unless it has these bytes already.</summary>
    /// <param name="inputs">For the next run; null if it is written each time.</param>
    /// <param name="note">For the next run.</param>
    public Task WriteAsync(StaticFile file, ReadOnlyMemory<byte> bytes, string? inputs, string? note, CancellationToken cancellationToken);

    /// <summary>Copies a file whose content never changes under its name.</summary>
    /// <param name="source">Absolute path.</param>
    public Task CopyAsync(StaticFile file, string source, CancellationToken cancellationToken);
}
