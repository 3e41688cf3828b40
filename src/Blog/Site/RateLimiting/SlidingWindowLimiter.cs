using System.Security.Cryptography;
using System.Text;

namespace Blog.Site.RateLimiting;

/// <summary>
/// The only rate limiter, in memory. Not <c>System.Threading.RateLimiting</c>: its limiters take no <see cref="TimeProvider"/>, a permit
/// cannot be returned once it is taken (a successful sign-in would count as a failed one), and its number of partitions is unbounded.
/// </summary>
/// <param name="clock">Only its monotonic clock is used: changing the machine's time neither frees nor blocks anybody.</param>
/// <param name="capacity">Number of keys remembered for each limit; beyond it the least recently used one is dropped.</param>
public sealed class SlidingWindowLimiter(TimeProvider clock, int capacity = SlidingWindowLimiter.DefaultCapacity)
{
    /// <summary>
    /// Each limit has its own keys: a flood of client addresses evicts no account. About 200 bytes a key, and 8 for each permit taken.
    /// </summary>
    public const int DefaultCapacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<RateLimit, Partitions> _byLimit = [];

    /// <param name="key">Any text (an account, a client address); only its hash is stored.</param>
    public RateLimitPermit TryAcquire(RateLimit limit, string key) => TryAcquire((limit, key));

    /// <summary>
    /// Takes one permit of each limit or, if one of them has none left, of none: retrying too early does not extend the wait. Permits are
    /// taken before the work, so that of 200 concurrent requests only as many pass as there are permits.
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

    /// <summary>Returns all permits that a key has taken of a limit.</summary>
    public void Forget(RateLimit limit, string key)
    {
        lock (_lock)
        {
            PartitionsOf(limit).Forget(Hash(key));
        }
    }

    /// <summary>Number of keys currently remembered for a limit.</summary>
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

    /// <summary>A fixed size: long names take no more memory, and no e-mail address is stored.</summary>
    private static UInt128 Hash(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }

    /// <summary>The keys of one limit, each with the timestamps of its permits, at most as many as the limit has.</summary>
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

        public void Forget(UInt128 key)
        {
            if (_byKey.TryGetValue(key, out var node))
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
