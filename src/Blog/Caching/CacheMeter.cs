using System.Diagnostics.Metrics;
using Blog.Data.Measuring;

namespace Blog.Caching;

/// <summary>Counts what the cache of public pages had and had not.</summary>
public sealed class CacheMeter(IMeterFactory meters)
{
    private readonly Counter<long> answers = meters.Create(BlogMeter.Name).CreateCounter<long>("blog.cache.requests", "{request}", "Requests for pages that the cache may hold.");

    /// <summary>A request was answered.</summary>
    /// <param name="isHit">From the cache.</param>
    public void Answered(bool isHit) => answers.Add(1, new KeyValuePair<string, object?>("result", isHit ? "hit" : "miss"));
}
