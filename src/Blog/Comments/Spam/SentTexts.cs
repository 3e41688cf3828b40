using System.Security.Cryptography;
using System.Text;

namespace Blog.Comments.Spam;

/// <summary>
/// What was sent once and must not be taken a second time: a comment by a second press of the button, the answer to a question.
/// </summary>
public sealed class SentTexts(TimeProvider clock)
{
    private const int Most = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, DateTimeOffset> _seen = [];
    private readonly Queue<(UInt128 Key, DateTimeOffset Until)> _order = new();

    /// <summary>Remembers something for some time.</summary>
    /// <returns>False if it is remembered already.</returns>
    public bool TryAdd(string what, TimeSpan life)
    {
        var (key, now) = (HashOf(what), clock.GetUtcNow());
        lock (_lock)
        {
            while (_order.TryPeek(out var oldest) && (oldest.Until <= now || _order.Count >= Most))
            {
                _order.Dequeue();
                _seen.Remove(oldest.Key);
            }

            if (_seen.TryGetValue(key, out var until) && until > now)
            {
                return false;
            }

            _seen[key] = now + life;
            _order.Enqueue((key, now + life));
            return true;
        }
    }

    private static UInt128 HashOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }
}
