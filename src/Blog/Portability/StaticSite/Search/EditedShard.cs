using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Blog.Portability.StaticSite.Search;

/// <summary>
/// A file of words with some of them changed: what is between two changes is copied as one piece, and nothing if there are none.
/// </summary>
internal ref struct EditedShard(ReadOnlySpan<byte> file)
{
    private readonly ReadOnlySpan<byte> _file = file;
    private ArrayBufferWriter<byte>? _edited;
    private int _from;
    private int _to;

    /// <summary>Keeps an entry; it follows the one before it.</summary>
    public void Keep(int start, int end) => (_from, _to) = (_to > 0 ? _from : start, end);

    /// <summary>Leaves an entry out.</summary>
    public void Leave() => Changed();

    public void Add(string word, string posts) =>
        Add([.. "\""u8, .. JsonEncodedText.Encode(word, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, .. "\""u8], posts);

    /// <param name="name">A word as it is written, with its quotation marks.</param>
    /// <param name="posts">In ASCII.</param>
    public void Add(scoped ReadOnlySpan<byte> name, string posts)
    {
        var edited = Changed();
        Put(edited, name);
        edited.Write(":\""u8);
        edited.Write(Encoding.ASCII.GetBytes(posts));
        edited.Write("\""u8);
    }

    /// <summary>The new file; null if it is the same.</summary>
    public byte[]? Finish()
    {
        if (_edited is null)
        {
            return null;
        }

        Changed().Write("}"u8);
        return _edited.WrittenSpan.ToArray();
    }

    /// <summary>Writes what has been kept so far.</summary>
    private ArrayBufferWriter<byte> Changed()
    {
        if (_edited is null)
        {
            _edited = new ArrayBufferWriter<byte>(_file.Length + 1024);
            _edited.Write("{"u8);
        }

        if (_to > 0)
        {
            Put(_edited, _file[_from.._to]);
            (_from, _to) = (0, 0);
        }

        return _edited;
    }

    private static void Put(ArrayBufferWriter<byte> edited, scoped ReadOnlySpan<byte> entries)
    {
        if (edited.WrittenCount > 1)
        {
            edited.Write(","u8);
        }

        edited.Write(entries);
    }
}
