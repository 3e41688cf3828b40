using System.Diagnostics.Metrics;
using Blog.Storage.Telemetry;

namespace Blog.Caching;

/// <summary>Counts hits and misses of the public page cache.</summary>
public sealed class CacheMetrics
{
    private readonly Counter<long> _answers;
    private long _misses;

    public CacheMetrics(IMeterFactory meters) =>
        _answers = meters
            .Create(BlogMetrics.Name)
            .CreateCounter<long>("blog.cache.requests", "{request}", "Requests for pages that the cache may hold.");

    /// <summary>Raised for every public page that is sent from the cache: no other middleware sees such a request.</summary>
    public event EventHandler<PageHitEventArgs>? Hit;

    /// <summary>Pages that were made.</summary>
    public long Misses => Volatile.Read(ref _misses);

    /// <summary>Records a request that is answered from the cache.</summary>
    public void Answered(HttpContext context)
    {
        _answers.Add(1, new KeyValuePair<string, object?>("result", "hit"));
        Hit?.Invoke(this, new PageHitEventArgs(context));
    }

    /// <summary>Records a page that is made.</summary>
    public void Missed()
    {
        Interlocked.Increment(ref _misses);
        _answers.Add(1, new KeyValuePair<string, object?>("result", "miss"));
    }
}

/// <summary>A page that was sent from the cache.</summary>
public sealed class PageHitEventArgs(HttpContext context) : EventArgs
{
    /// <summary>The request; its response may not have begun.</summary>
    public HttpContext Context => context;
}
