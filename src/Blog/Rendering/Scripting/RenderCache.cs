using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Blog.Rendering.Scripting;

/// <summary>The most recent renderings by source, so that an equal block costs nothing. Thread-safe.</summary>
/// <param name="entries">Maximum number of entries; the oldest are evicted first.</param>
/// <param name="chars">Maximum total length in UTF-16 units.</param>
internal sealed class RenderCache(int entries, int chars)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, string> _known = [];
    private readonly Queue<UInt128> _oldest = new();
    private int _chars;

    /// <summary>The key of a source; half a SHA-256, so that nobody can construct two sources with the same key.</summary>
    public static UInt128 Key(string kind, string source)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{source}"), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    /// <summary>The cached rendering, or null.</summary>
    public string? Find(UInt128 key)
    {
        lock (_gate)
        {
            return _known.GetValueOrDefault(key);
        }
    }

    public void Add(UInt128 key, string rendered)
    {
        lock (_gate)
        {
            if (!_known.TryAdd(key, rendered))
            {
                return;
            }

            _oldest.Enqueue(key);
            _chars += rendered.Length;
            while (_chars > chars || _oldest.Count > entries)
            {
                _known.Remove(_oldest.Dequeue(), out var gone);
                _chars -= gone?.Length ?? 0;
            }
        }
    }
}
