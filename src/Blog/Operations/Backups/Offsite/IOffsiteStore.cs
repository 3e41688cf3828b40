namespace Blog.Operations.Backups.Offsite;

/// <summary>A place on another machine that keeps files by name.</summary>
public interface IOffsiteStore : IDisposable
{
    /// <summary>The files in it, with their sizes in bytes.</summary>
    /// <exception cref="OffsiteException">The place cannot be read.</exception>
    public Task<IReadOnlyList<(string Name, long Bytes)>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Writes a file, over an older one of that name.</summary>
    /// <param name="content">Read from its beginning.</param>
    /// <exception cref="OffsiteException">It could not be written. Something of that name may be there.</exception>
    public Task PutAsync(string name, Stream content, CancellationToken cancellationToken);

    /// <summary>A file to read from; null if there is none.</summary>
    /// <exception cref="OffsiteException">The place cannot be read.</exception>
    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken);

    /// <summary>Deletes a file; one that is not there is no error.</summary>
    /// <exception cref="OffsiteException">The place refused.</exception>
    public Task DeleteAsync(string name, CancellationToken cancellationToken);
}

/// <summary>An off-machine backup could not be made, read or opened; the message is one line for the operator, without secrets.</summary>
public sealed class OffsiteException : Exception
{
    public OffsiteException(string message)
        : base(message) { }

    public OffsiteException(string message, Exception cause)
        : base(message, cause) { }
}
