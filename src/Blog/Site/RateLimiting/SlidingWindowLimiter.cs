using System.Security.Cryptography;
using System.Text;

namespace Blog.Site.RateLimiting;

/// <summary>
/// The one rate limiter, in memory. Not <c>System.Threading.RateLimiting</c>: its limiters take no <see cref="TimeProvider"/>, a permit once
/// taken cannot be given back (an honest sign-in would count as a failed one), and the number of its partitions has no upper bound.
/// </summary>
/// <param name="clock">Only its monotonic clock is read: setting the machine's time neither frees nor blocks anybody.</param>
/// <param name="capacity">Keys remembered for each limit; beyond it the one that was used longest ago is forgotten.</param>
public sealed class SlidingWindowLimiter(TimeProvider clock, int capacity = SlidingWindowLimiter.DefaultCapacity)
{
    /// <summary>Each limit has its own: a flood of strangers' addresses displaces no account. About 200 bytes a key, and 8 for each permit taken.</summary>
    public const int DefaultCapacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<RateLimit, Partitions> _byLimit = [];

    /// <summary>Takes a permit.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="key">Any text (an account, a client address); only its hash is kept.</param>
    public RateLimitPermit TryAcquire(RateLimit limit, string key) => TryAcquire((limit, key));

    /// <summary>
    /// Takes one permit of each limit or, where one of them has none left, of none: whoever retries too early does not wait longer for it.
    /// Taken before the work, so that of 200 requests at once only as many pass as there are permits.
    /// </summary>
    /// <returns>The permit; check <see cref="RateLimitPermit.RetryAfter"/> first.</returns>
    public RateLimitPermit TryAcquire(params ReadOnlySpan<(RateLimit Limit, string Key)> uses)
    {
        var ids = new (RateLimit Limit, UInt128 Key)[uses.Length];
        for (var i = 0; i < uses.Length; i++)
        {
            ids[i] = (uses[i].Limit, Hash(uses[i].Key));
        }

        lock (_lock)
        {
            TimeSpan? longest = null;
            foreach (var (limit, key) in ids)
            {
                if (PartitionsOf(limit).Wait(key) is { } wait && !(wait < longest))
                {
                    longest = wait;
                }
            }

            if (longest is not null)
            {
                return new RateLimitPermit(this, [], 0, longest);
            }

            var now = clock.GetTimestamp();
            foreach (var (limit, key) in ids)
            {
                PartitionsOf(limit).Add(key, now);
            }

            return new RateLimitPermit(this, ids, now, null);
        }
    }

    /// <summary>Keys of a limit that are remembered now.</summary>
    internal int CountKeys(RateLimit limit)
    {
        lock (_lock)
        {
            return PartitionsOf(limit).Count;
        }
    }

    internal void GiveBack((RateLimit Limit, UInt128 Key)[] ids, long takenAt)
    {
        lock (_lock)
        {
            foreach (var (limit, key) in ids)
            {
                PartitionsOf(limit).Remove(key, takenAt);
            }
        }
    }

    private Partitions PartitionsOf(RateLimit limit)
    {
        if (!_byLimit.TryGetValue(limit, out var partitions))
        {
            _byLimit.Add(limit, partitions = new Partitions(limit, clock, capacity));
        }

        return partitions;
    }

    /// <summary>A fixed size: a stranger's long name costs no memory, and no e-mail address stays in it.</summary>
    private static UInt128 Hash(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }

    /// <summary>The keys of one limit, each with the instants of its taken permits, at most as many as the limit has.</summary>
    private sealed class Partitions(RateLimit limit, TimeProvider clock, int capacity)
    {
        private readonly Dictionary<UInt128, LinkedListNode<Partition>> _byKey = [];
        private readonly LinkedList<Partition> _leastRecentlyUsed = [];

        public int Count => _byKey.Count;

        public TimeSpan? Wait(UInt128 key)
        {
            if (!_byKey.TryGetValue(key, out var node) || node.Value.Taken.Count < limit.Permits)
            {
                return null;
            }

            var left = limit.Window - clock.GetElapsedTime(node.Value.Taken[0]);
            return left > TimeSpan.Zero ? left : null;
        }

        public void Add(UInt128 key, long now)
        {
            if (_byKey.TryGetValue(key, out var node))
            {
                _leastRecentlyUsed.Remove(node);
                node.Value.Taken.RemoveAll(taken => IsOver(taken));
            }
            else
            {
                _byKey.Add(key, node = new LinkedListNode<Partition>(new Partition(key, [])));
            }

            _leastRecentlyUsed.AddLast(node);
            node.Value.Taken.Add(now);
            while (_leastRecentlyUsed.First is { } oldest && (_byKey.Count > capacity || IsOver(oldest.Value.Taken[^1])))
            {
                Forget(oldest);
            }
        }

        public void Remove(UInt128 key, long taken)
        {
            if (_byKey.TryGetValue(key, out var node) && node.Value.Taken.Remove(taken) && node.Value.Taken.Count == 0)
            {
                Forget(node);
            }
        }

        private bool IsOver(long taken) => clock.GetElapsedTime(taken) >= limit.Window;

        private void Forget(LinkedListNode<Partition> node)
        {
            _leastRecentlyUsed.Remove(node);
            _byKey.Remove(node.Value.Key);
        }
    }

    private sealed record Partition(UInt128 Key, List<long> Taken);
}
