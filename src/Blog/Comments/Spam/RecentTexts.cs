using Blog.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Spam;

/// <summary>The comments of the last days, by what their texts have in common; in memory, and read once after a start.</summary>
public sealed class RecentTexts(TimeProvider clock) : IDisposable
{
    /// <summary>How long a text is remembered.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    /// <summary>As many are remembered; beyond it the oldest is forgotten.</summary>
    private const int Most = 5_000;

    /// <summary>Similar texts share one of these pairs of hashes with near certainty, so that only few have to be compared.</summary>
    private const int Bands = TextFingerprint.Length / 2;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Queue<(DateTimeOffset At, ulong[] Print)> _all = new();
    private readonly Dictionary<(int Band, ulong One, ulong Other), List<ulong[]>> _byBand = [];
    private volatile bool _isRead;

    /// <summary>Remembers a text.</summary>
    /// <returns>How many of the last days say nearly the same.</returns>
    public async Task<int> NoteAsync(BlogDb db, string text, CancellationToken cancellationToken)
    {
        await ReadAsync(db, cancellationToken);
        if (TextFingerprint.Of(text) is not { } print)
        {
            return 0;
        }

        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var similar = Candidates(print).Count(other => TextFingerprint.AreSimilar(print, other));
            Add(now, print);
            Forget(now);
            return similar;
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task ReadAsync(BlogDb db, CancellationToken cancellationToken)
    {
        if (_isRead)
        {
            return;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_isRead)
            {
                return;
            }

            var since = clock.GetUtcNow() - Life;
            var texts = await db
                .Comments.AsNoTracking()
                .Where(comment => comment.CreatedAt > since && comment.FormerPageId == null && comment.Ip != null)
                .OrderByDescending(comment => comment.CreatedAt)
                .Take(Most)
                .Select(comment => new { comment.CreatedAt, comment.Text })
                .ToListAsync(cancellationToken);
            lock (_lock)
            {
                foreach (var row in Enumerable.Reverse(texts))
                {
                    if (TextFingerprint.Of(row.Text) is { } print)
                    {
                        Add(row.CreatedAt, print);
                    }
                }
            }

            _isRead = true;
        }
        finally
        {
            _reading.Release();
        }
    }

    private HashSet<ulong[]> Candidates(ulong[] print) =>
        [.. Keys(print).SelectMany(key => _byBand.TryGetValue(key, out var those) ? those : [])];

    private void Add(DateTimeOffset at, ulong[] print)
    {
        _all.Enqueue((at, print));
        foreach (var key in Keys(print))
        {
            if (!_byBand.TryGetValue(key, out var those))
            {
                _byBand.Add(key, those = []);
            }

            those.Add(print);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        while (_all.Count > Most || (_all.TryPeek(out var oldest) && oldest.At <= now - Life))
        {
            var print = _all.Dequeue().Print;
            foreach (var key in Keys(print))
            {
                _byBand[key].Remove(print);
                if (_byBand[key].Count == 0)
                {
                    _byBand.Remove(key);
                }
            }
        }
    }

    private static IEnumerable<(int Band, ulong One, ulong Other)> Keys(ulong[] print) =>
        Enumerable.Range(0, Bands).Select(band => (band, print[2 * band], print[(2 * band) + 1]));
}
