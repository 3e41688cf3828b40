using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Storage;

namespace Blog.Caching;

/// <summary>
/// Knows when the next scheduled post turns public, without asking the database each time. Part of every cache key: a page made before
/// that instant cannot be served after it, however slowly it was stored.
/// </summary>
public sealed class PublicationSchedule
{
    private readonly TimeProvider clock;
    private volatile Answer? known;
    private int generation;

    /// <summary>Forgets on change.</summary>
    public PublicationSchedule(ChangeWatch changes, TimeProvider clock)
    {
        this.clock = clock;
        changes.Changed += (_, _) =>
        {
            Interlocked.Increment(ref generation);
            known = null;
        };
    }

    /// <summary>Counts the changes of the database. Part of every cache key: a page that was being made while something changed is stored where nobody looks any more.</summary>
    public int Generation => Volatile.Read(ref generation);

    /// <summary>The next instant at which the public pages change by themselves; null where none is planned.</summary>
    public async ValueTask<DateTimeOffset?> NextAsync(BlogDb db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known is { } answer && (answer.Next is null || now < answer.Next))
        {
            return answer.Next;
        }

        var before = Volatile.Read(ref generation);
        var next = await db.Posts.NextPublicationAsync(now, cancellationToken);
        if (before == Volatile.Read(ref generation))
        {
            known = new Answer(next);
        }

        return next;
    }

    private sealed record Answer(DateTimeOffset? Next);
}
