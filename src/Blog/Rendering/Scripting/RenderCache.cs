using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Blog.Rendering.Scripting;

/// <summary>The last renderings by what they were made of, so that an equal block costs nothing. Safe for use by many threads.</summary>
/// <param name="entries">Entries at most; the oldest go first.</param>
/// <param name="chars">UTF-16 units in all, at most.</param>
internal sealed class RenderCache(int entries, int chars)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, string> _known = [];
    private readonly Queue<UInt128> _oldest = new();
    private int _chars;

    /// <summary>The key of a source; half a SHA-256, so that nobody makes two sources share one.</summary>
    public static UInt128 Key(string kind, string source)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{source}"), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    /// <summary>What was rendered, or null.</summary>
    public string? Find(UInt128 key)
    {
        lock (_gate)
        {
            return _known.GetValueOrDefault(key);
        }
    }

    public void Keep(UInt128 key, string rendered)
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
