using System.Collections.Concurrent;

namespace Blog.Authoring.Media.Uploading;

/// <summary>
/// Sixty uploads an hour for each account (security.md E). Not the framework's limiter: that stands before authentication and so knows no account,
/// counts requests where a form may hold twenty files, and keeps a clock of its own.
/// </summary>
/// <remarks>Memory: sixty instants an account; accounts are few, since only owners make them.</remarks>
public sealed class UploadAllowance(TimeProvider clock)
{
    /// <summary>Uploads in an hour.</summary>
    public const int Most = 60;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<int, Queue<DateTimeOffset>> taken = new();

    /// <summary>How long an account must wait for its next upload; zero where it need not.</summary>
    public TimeSpan WaitOf(int account) => Ask(account, take: false);

    /// <summary>Takes one upload.</summary>
    /// <returns>Zero; where there is none left, how long to wait.</returns>
    public TimeSpan Take(int account) => Ask(account, take: true);

    private TimeSpan Ask(int account, bool take)
    {
        var (now, uploads) = (clock.GetUtcNow(), taken.GetOrAdd(account, _ => new Queue<DateTimeOffset>()));
        lock (uploads)
        {
            while (uploads.TryPeek(out var first) && now - first >= Hour)
            {
                uploads.Dequeue();
            }

            if (uploads.Count >= Most)
            {
                return uploads.Peek() + Hour - now;
            }

            if (take)
            {
                uploads.Enqueue(now);
            }

            return TimeSpan.Zero;
        }
    }
}
