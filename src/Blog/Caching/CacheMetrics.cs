using System.Diagnostics.Metrics;
using Blog.Storage.Telemetry;

namespace Blog.Caching;

/// <summary>Counts hits and misses of the public page cache.</summary>
public sealed class CacheMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _answers = meters
        .Create(BlogMetrics.Name)
        .CreateCounter<long>("blog.cache.requests", "{request}", "Requests for pages that the cache may hold.");

    /// <summary>Records an answered request.</summary>
    /// <param name="isHit">Whether it was served from the cache.</param>
    public void Answered(bool isHit) => _answers.Add(1, new KeyValuePair<string, object?>("result", isHit ? "hit" : "miss"));
}
