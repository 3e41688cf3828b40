using System.Security.Cryptography;
using System.Text;

namespace Blog.Accounts.SigningIn;

/// <summary>
/// Failed tries by key (an account, an address) in sliding windows, in memory. Not the framework's rate limiters: they take no
/// <see cref="TimeProvider"/>, and a permit once taken from a window cannot be given back, so that honest sign-ins would count too.
/// </summary>
/// <param name="clock">Only its monotonic clock is read: setting the machine's time neither frees nor blocks anybody.</param>
/// <param name="capacity">How many keys are remembered; beyond it the one that failed longest ago is forgotten.</param>
public sealed class AttemptLedger(TimeProvider clock, int capacity = AttemptLedger.DefaultCapacity)
{
    /// <summary>Keys remembered: with <see cref="MaxLimit"/> tries each about 10 MB at the very worst, some hundred kilobytes in use.</summary>
    public const int DefaultCapacity = 10_000;

    /// <summary>The largest limit that may be asked for: no more tries of a key are kept.</summary>
    public const int MaxLimit = 100;

    /// <summary>The longest window that may be asked for.</summary>
    public static readonly TimeSpan MaxWindow = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly Dictionary<UInt128, LinkedListNode<Tries>> byKey = [];
    private readonly LinkedList<Tries> oldestFirst = [];   // by each key's latest try

    /// <summary>Keys remembered now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return byKey.Count;
            }
        }
    }

    /// <summary>
    /// Starts a try and counts it at once as failed: of 200 that come together only as many as the limit pass. It counts with every key or,
    /// where one of them must wait, with none, so that whoever knocks on while waiting does not wait longer.
    /// </summary>
    /// <param name="rules">The keys it counts with, each with its limit.</param>
    /// <returns>The try; look at <see cref="Attempt.Wait"/> first, and call <see cref="Attempt.GiveBack"/> on success.</returns>
    public Attempt Begin(params ReadOnlySpan<AttemptRule> rules)
    {
        lock (gate)
        {
            TimeSpan? longest = null;
            foreach (var rule in rules)
            {
                if (WaitOf(Id(rule.Key), rule.Limit, rule.Window) is { } wait && !(wait < longest))
                {
                    longest = wait;
                }
            }

            if (longest is not null)
            {
                return new Attempt(this, [], 0, longest);
            }

            var now = clock.GetTimestamp();
            var ids = new UInt128[rules.Length];
            for (var i = 0; i < rules.Length; i++)
            {
                ids[i] = Id(rules[i].Key);
                Add(ids[i], now);
            }

            return new Attempt(this, ids, now, null);
        }
    }

    /// <summary>Null where the key may try; otherwise how long until it may. For a page that only shows it: <see cref="Begin"/> decides.</summary>
    /// <param name="key">Any text; only its hash is kept.</param>
    /// <param name="limit">Failed tries allowed within the window, 1 to <see cref="MaxLimit"/>.</param>
    /// <param name="window">Up to <see cref="MaxWindow"/>.</param>
    public TimeSpan? Wait(string key, int limit, TimeSpan window)
    {
        lock (gate)
        {
            return WaitOf(Id(key), limit, window);
        }
    }

    /// <summary>Counts a failed try that was not begun here.</summary>
    public void Record(string key)
    {
        lock (gate)
        {
            Add(Id(key), clock.GetTimestamp());
        }
    }

    /// <summary>Forgets the key's failed tries.</summary>
    public void Forget(string key)
    {
        lock (gate)
        {
            if (byKey.Remove(Id(key), out var node))
            {
                oldestFirst.Remove(node);
            }
        }
    }

    private void Return(UInt128[] ids, long stamp)
    {
        lock (gate)
        {
            foreach (var id in ids)
            {
                if (byKey.TryGetValue(id, out var node) && node.Value.Stamps.Remove(stamp) && node.Value.Stamps.Count == 0)
                {
                    byKey.Remove(id);
                    oldestFirst.Remove(node);
                }
            }
        }
    }

    private TimeSpan? WaitOf(UInt128 id, int limit, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, MaxWindow);
        if (!byKey.TryGetValue(id, out var node) || node.Value.Stamps.Count < limit)
        {
            return null;
        }

        // The limit is met while the limit-th try from the end is still within the window.
        var left = window - clock.GetElapsedTime(node.Value.Stamps[^limit]);
        return left > TimeSpan.Zero ? left : null;
    }

    private void Add(UInt128 id, long stamp)
    {
        if (byKey.TryGetValue(id, out var node))
        {
            oldestFirst.Remove(node);
        }
        else
        {
            byKey.Add(id, node = new LinkedListNode<Tries>(new Tries(id, [])));
        }

        oldestFirst.AddLast(node);
        node.Value.Stamps.Add(stamp);
        if (node.Value.Stamps.Count > MaxLimit)
        {
            node.Value.Stamps.RemoveAt(0);
        }

        while (oldestFirst.First is { } oldest && (byKey.Count > capacity || clock.GetElapsedTime(oldest.Value.Stamps[^1]) > MaxWindow))
        {
            oldestFirst.Remove(oldest);
            byKey.Remove(oldest.Value.Id);
        }
    }

    /// <summary>A key as a number of fixed size: a stranger's long name costs no memory, and no e-mail address stays in it.</summary>
    private static UInt128 Id(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }

    private sealed record Tries(UInt128 Id, List<long> Stamps);

    /// <summary>A try that was begun. Left alone it stays counted as failed: what breaks off in the middle counts too.</summary>
    public sealed class Attempt
    {
        private readonly AttemptLedger ledger;
        private readonly long stamp;
        private UInt128[] ids;

        internal Attempt(AttemptLedger ledger, UInt128[] ids, long stamp, TimeSpan? wait) => (this.ledger, this.ids, this.stamp, Wait) = (ledger, ids, stamp, wait);

        /// <summary>Null where the try may go on; otherwise how long until the next, and nothing was counted.</summary>
        public TimeSpan? Wait { get; }

        /// <summary>The try succeeded: it counts no more. A second call does nothing.</summary>
        public void GiveBack() => ledger.Return(Interlocked.Exchange(ref ids, []), stamp);
    }
}

/// <summary>How often one key may fail.</summary>
/// <param name="Key">Any text: <c>sign-in address 203.0.113.7</c>.</param>
/// <param name="Limit">Failed tries allowed within the window.</param>
/// <param name="Window">The sliding window.</param>
public readonly record struct AttemptRule(string Key, int Limit, TimeSpan Window);
