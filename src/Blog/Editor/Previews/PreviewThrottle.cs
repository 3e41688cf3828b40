using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Blog.Site.RateLimiting;

namespace Blog.Editor.Previews;

/// <summary>Limits previews: one at a time for each person, a newer one replaces those that still wait, and at most 120 a minute.</summary>
public sealed class PreviewThrottle(SlidingWindowLimiter limiter)
{
    public static readonly RateLimit PerAccount = new("previews", permits: 120, TimeSpan.FromMinutes(1));

    private readonly ConcurrentDictionary<int, Person> _people = new();

    /// <summary>Counts a preview of a person.</summary>
    /// <returns>How long to wait; null where it may be made now.</returns>
    public TimeSpan? Refuse(int account) => limiter.TryAcquire(PerAccount, account.ToString(CultureInfo.InvariantCulture)).RetryAfter;

    /// <summary>Waits for the person's slot and runs the work.</summary>
    /// <returns>Null where a newer preview replaced this one while it waited.</returns>
    public async Task<T?> RunAsync<T>(int account, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        where T : class
    {
        var person = _people.GetOrAdd(account, _ => new Person());
        using var overtaken = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(overtaken.Token, cancellationToken);
        var older = Interlocked.Exchange(ref person.Newest, overtaken);
        Overtake(older);
        try
        {
            await person.Turn.WaitAsync(either.Token);
            try
            {
                return await work(either.Token);
            }
            finally
            {
                person.Turn.Release();
            }
        }
        catch (OperationCanceledException) when (overtaken.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            Interlocked.CompareExchange(ref person.Newest, null, overtaken);
        }
    }

    private static void Overtake(CancellationTokenSource? older)
    {
        try
        {
            older?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended.
        }
    }

    /// <remarks>Lives as long as the process: people are few, and their semaphore holds no handle.</remarks>
    [SuppressMessage(
        "Design",
        "CA1001:Types that own disposable fields should be disposable",
        Justification = "Lives as long as the process."
    )]
    private sealed class Person
    {
        public readonly SemaphoreSlim Turn = new(1, 1);
        public CancellationTokenSource? Newest;
    }
}
