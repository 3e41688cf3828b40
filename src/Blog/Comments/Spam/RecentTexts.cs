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

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _reading = new(1, 1);

    // A ring, and one array for all: thousands of small objects would be moved and looked at by one garbage collection after another.
    private readonly DateTimeOffset[] _times = new DateTimeOffset[Most];
    private readonly ulong[] _prints = new ulong[Most * TextFingerprint.Length];
    private int _oldest;
    private int _count;
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
            Forget(now);
            var similar = CountSimilar(print);
            Add(now, print);
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

    /// <summary>Compares with each: 5,000 comparisons take some hundredths of a millisecond.</summary>
    private int CountSimilar(ReadOnlySpan<ulong> print)
    {
        var similar = 0;
        for (var i = 0; i < _count; i++)
        {
            similar += TextFingerprint.AreSimilar(print, At(Slot(i))) ? 1 : 0;
        }

        return similar;
    }

    private void Add(DateTimeOffset at, ReadOnlySpan<ulong> print)
    {
        if (_count == Most)
        {
            Drop();
        }

        var slot = Slot(_count++);
        _times[slot] = at;
        print.CopyTo(At(slot));
    }

    private void Forget(DateTimeOffset now)
    {
        while (_count > 0 && _times[_oldest] <= now - Life)
        {
            Drop();
        }
    }

    private void Drop() => (_oldest, _count) = (Slot(1), _count - 1);

    /// <summary>Where a text is kept.</summary>
    /// <param name="number">Zero for the oldest.</param>
    private int Slot(int number) => (_oldest + number) % Most;

    private Span<ulong> At(int slot) => _prints.AsSpan(slot * TextFingerprint.Length, TextFingerprint.Length);
}
