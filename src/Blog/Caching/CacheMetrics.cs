using System.Diagnostics.Metrics;
using Blog.Storage.Telemetry;

namespace Blog.Caching;

/// <summary>Counts what the cache of public pages had and had not.</summary>
public sealed class CacheMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _answers = meters
        .Create(BlogMetrics.Name)
        .CreateCounter<long>("blog.cache.requests", "{request}", "Requests for pages that the cache may hold.");

    /// <summary>A request was answered.</summary>
    /// <param name="isHit">From the cache.</param>
    public void Answered(bool isHit) => _answers.Add(1, new KeyValuePair<string, object?>("result", isHit ? "hit" : "miss"));
}
