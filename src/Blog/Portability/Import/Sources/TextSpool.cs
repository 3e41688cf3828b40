using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Blog.Portability.Import.Sources;

/// <summary>
/// Texts that wait for their turn in a temporary file: an import knows all of its posts from the beginning, but needs few texts at once.
/// Texts can be added and read concurrently.
/// </summary>
internal sealed class TextSpool : IDisposable
{
    private readonly SafeFileHandle _file;
    private long _length;

    /// <param name="folder">An existing folder; the file disappears with this object.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public TextSpool(string folder) =>
        _file = File.OpenHandle(
            Path.Combine(folder, Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            FileOptions.DeleteOnClose
        );

    /// <summary>Adds a text; half a surrogate pair becomes U+FFFD, as it would when it is saved.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public SpooledText Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var offset = Interlocked.Add(ref _length, bytes.Length) - bytes.Length;
        RandomAccess.Write(_file, bytes, offset);
        return new SpooledText(this, offset, bytes.Length);
    }

    public void Dispose() => _file.Dispose();

    internal string Read(long offset, int length)
    {
        var bytes = new byte[length];
        for (var read = 0; read < length; )
        {
            var more = RandomAccess.Read(_file, bytes.AsSpan(read), offset + read);
            read += more > 0 ? more : throw new EndOfStreamException();
        }

        return Encoding.UTF8.GetString(bytes);
    }
}

/// <summary>A text of a <see cref="TextSpool"/>.</summary>
internal readonly record struct SpooledText(TextSpool Spool, long Offset, int Length)
{
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string Read() => Spool.Read(Offset, Length);
}
