using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Security;

/// <summary>
/// Keeps the security log in the database. Entries wait in memory and are written a few at a time, so that a flood of refusals is no flood
/// of writes and a full disk keeps nobody from signing in; refusals are counted, so that strangers can neither fill the disk nor push out
/// what matters.
/// </summary>
public sealed class SecurityJournal(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    /// <summary>How long entries are kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(180);

    /// <summary>Rows of refusals that are kept at most; the oldest go first.</summary>
    public const int MaxRefusals = 50_000;

    /// <summary>Different refusals in one hour; those beyond are counted without their network.</summary>
    private const int MaxHourly = 500;

    private const int MaxWaiting = 2_000;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(6);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HashSet<SecurityNote> _thisHour = [];
    private Dictionary<(SecurityNote Note, DateTimeOffset Hour), (DateTimeOffset At, int Count)> _refusals = [];
    private List<SecurityEvent> _events = [];
    private DateTimeOffset _hour;
    private DateTimeOffset? _sweptAt;

    /// <summary>Takes an entry; it is written soon, or by <see cref="FlushAsync"/>.</summary>
    public void Add(SecurityNote note)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (!note.Kind.IsRefusal)
            {
                if (_events.Count < MaxWaiting)
                {
                    _events.Add(new SecurityEvent(note, now, 1));
                }

                return;
            }

            var key = (Bounded(note, now), _hour);
            _refusals[key] = _refusals.TryGetValue(key, out var before) ? (before.At, before.Count + 1) : (now, 1);
        }
    }

    /// <summary>Writes what waits, and deletes what is too old. What cannot be written goes on waiting.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var (events, refusals) = Take();
            var isDue = _sweptAt is not { } swept || clock.GetUtcNow() - swept >= SweepEvery;
            if (events.Count + refusals.Count == 0 && !isDue)
            {
                return;
            }

            try
            {
                await WriteAsync(events, refusals, isDue, cancellationToken);
                _sweptAt = isDue ? clock.GetUtcNow() : _sweptAt;
            }
            catch
            {
                PutBack(events, refusals);
                throw;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private SecurityNote Bounded(SecurityNote note, DateTimeOffset now)
    {
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        if (hour != _hour)
        {
            _thisHour.Clear();
            _hour = hour;
        }

        if (_thisHour.Contains(note) || (_thisHour.Count < MaxHourly && _thisHour.Add(note)))
        {
            return note;
        }

        return note with
        {
            Network = null,
            AccountId = null,
        };
    }

    private (
        List<SecurityEvent> Events,
        Dictionary<(SecurityNote Note, DateTimeOffset Hour), (DateTimeOffset At, int Count)> Refusals
    ) Take()
    {
        lock (_lock)
        {
            var taken = (_events, _refusals);
            (_events, _refusals) = ([], []);
            return taken;
        }
    }

    private void PutBack(
        List<SecurityEvent> events,
        Dictionary<(SecurityNote Note, DateTimeOffset Hour), (DateTimeOffset At, int Count)> refusals
    )
    {
        lock (_lock)
        {
            _events = [.. events.Concat(_events).Take(MaxWaiting)];
            foreach (var (key, (at, count)) in refusals.Take(MaxWaiting - Math.Min(MaxWaiting, _refusals.Count)))
            {
                _refusals[key] = (at, count + (_refusals.TryGetValue(key, out var since) ? since.Count : 0));
            }
        }
    }

    private async Task WriteAsync(
        List<SecurityEvent> events,
        Dictionary<(SecurityNote Note, DateTimeOffset Hour), (DateTimeOffset At, int Count)> refusals,
        bool sweeps,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        await db.WriteAsync(
            async () =>
            {
                db.SecurityEvents.AddRange(events);
                foreach (var ((note, hour), (at, count)) in refusals)
                {
                    if (await CountAsync(db, note, hour, count, cancellationToken) == 0)
                    {
                        db.SecurityEvents.Add(new SecurityEvent(note, at, count));
                    }
                }

                if (sweeps)
                {
                    await SweepAsync(db, clock.GetUtcNow() - KeptFor, cancellationToken);
                }
            },
            cancellationToken
        );
    }

    private static Task<int> CountAsync(
        BlogDb db,
        SecurityNote note,
        DateTimeOffset hour,
        int count,
        CancellationToken cancellationToken
    ) =>
        db
            .SecurityEvents.Where(e =>
                e.At >= hour
                && e.Kind == note.Kind
                && e.AccountId == note.AccountId
                && e.ById == note.ById
                && e.Network == note.Network
                && e.Method == note.Method
            )
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Count, e => e.Count + count), cancellationToken);

    private static async Task SweepAsync(BlogDb db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await db.SecurityEvents.Where(e => e.At < before).ExecuteDeleteAsync(cancellationToken);
        var refusals = Enum.GetValues<SecurityEventKind>().Where(kind => kind.IsRefusal).ToList();
        var last = await db
            .SecurityEvents.Where(e => refusals.Contains(e.Kind))
            .OrderByDescending(e => e.Id)
            .Skip(MaxRefusals)
            .Select(e => (int?)e.Id)
            .FirstOrDefaultAsync(cancellationToken);
        await db.SecurityEvents.Where(e => e.Id <= last && refusals.Contains(e.Kind)).ExecuteDeleteAsync(cancellationToken);
    }
}
