using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Blog.Caching.Pages;

/// <summary>The cached pages, by key and by request target, within a limit of memory.</summary>
internal sealed class PageStore(IOptions<PublicCacheOptions> options)
{
    /// <summary>A page that began to be made before that many evictions is not kept.</summary>
    private const int Remembered = 64;

    /// <summary>A page that is larger than this share of the memory would push out too many others.</summary>
    private const int LargestShare = 16;

    private readonly ConcurrentDictionary<string, CachedPage> _byTarget = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CachedPage> _byKey = new(StringComparer.Ordinal);
    private readonly Queue<PageEviction> _recent = new();
    private readonly long _limit = options.Value.Memory * 1024L * 1024L;
    private readonly Lock _turn = new();
    private long _evictions;
    private long _size;

    /// <summary>Number of evictions so far. A page that is to be kept says how many there were before anything on it was read.</summary>
    public long Evictions => Volatile.Read(ref _evictions);

    public CachedPage? ByTarget(string target) => _byTarget.GetValueOrDefault(target);

    public CachedPage? ByKey(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Keeps a page, unless something on it changed since it began to be made.</summary>
    /// <param name="since"><see cref="Evictions"/> when it began.</param>
    public bool Add(CachedPage page, long since)
    {
        lock (_turn)
        {
            var missed = _evictions - since;
            if (
                page.Size > _limit / LargestShare
                || missed > _recent.Count
                || _recent.Skip(_recent.Count - (int)missed).Any(eviction => eviction.Takes(page))
            )
            {
                return false;
            }

            Remove(page.Key);
            _byKey[page.Key] = page;
            if (page.Target is { } target)
            {
                _byTarget[target] = page;
            }

            Count(page);
            MakeRoom();
            return true;
        }
    }

    /// <summary>A coding was added or replaced.</summary>
    public void Resized(CachedPage page)
    {
        lock (_turn)
        {
            if (ReferenceEquals(ByKey(page.Key), page))
            {
                Count(page);
                MakeRoom();
            }
        }
    }

    /// <returns>The keys of the evicted pages.</returns>
    public IReadOnlyList<string> Evict(PageEviction eviction)
    {
        lock (_turn)
        {
            _recent.Enqueue(eviction);
            if (_recent.Count > Remembered)
            {
                _recent.Dequeue();
            }

            Volatile.Write(ref _evictions, _evictions + 1);
            var evicted = _byKey.Values.Where(eviction.Takes).ToList();
            foreach (var page in evicted)
            {
                if (eviction.MayBeShown)
                {
                    page.IsStale = true;
                }
                else
                {
                    Remove(page.Key);
                }
            }

            return evicted.ConvertAll(page => page.Key);
        }
    }

    private void Remove(string key)
    {
        if (_byKey.TryRemove(key, out var page))
        {
            _size -= page.Counted;
            if (page.Target is { } target)
            {
                _byTarget.TryRemove(new KeyValuePair<string, CachedPage>(target, page));
            }
        }
    }

    private void Count(CachedPage page)
    {
        _size += page.Size - page.Counted;
        page.Counted = page.Size;
    }

    /// <summary>Removes the pages that were not read for the longest time, a tenth more than needed.</summary>
    private void MakeRoom()
    {
        if (_size <= _limit)
        {
            return;
        }

        foreach (var page in _byKey.Values.OrderBy(page => page.Used))
        {
            if (_size <= _limit - (_limit / 10))
            {
                return;
            }

            Remove(page.Key);
        }
    }
}
