namespace Blog.Storage.DataDirectory;

/// <summary>A private file in the temporary folder that is gone when it is disposed of, and where possible when the process ends.</summary>
public sealed class ScratchFile : IDisposable
{
    private readonly string? _path;

    /// <exception cref="IOException">The folder cannot be written.</exception>
    public ScratchFile(DataFolder folder)
    {
        Directory.CreateDirectory(folder.Temporary);
        if (PrivateFile.CreateUnnamed(folder.Temporary) is { } unnamed)
        {
            Stream = unnamed;
            return;
        }

        _path = Path.Combine(folder.Temporary, ScratchFolder.Prefix + Path.GetRandomFileName());
        Stream = PrivateFile.Create(_path);
    }

    public FileStream Stream { get; }

    public void Dispose()
    {
        Stream.Dispose();
        if (_path is not null)
        {
            File.Delete(_path);
        }
    }
}
