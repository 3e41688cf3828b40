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

    /// <summary>Of so many evicted pages it is known how often they were read.</summary>
    private const int MostRead = 500;

    private readonly ConcurrentDictionary<string, CachedPage> _byTarget = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CachedPage> _byKey = new(StringComparer.Ordinal);
    private readonly Queue<PageEviction> _recent = new();
    private readonly Dictionary<string, int> _mostRead = new(StringComparer.Ordinal);
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

            // What was read often goes on counting as such, but half as much with each change.
            page.ReadBefore = (_mostRead.Remove(page.Key, out var readers) ? readers : ByKey(page.Key)?.Readers ?? 0) / 2;
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

            foreach (
                var page in evicted.Where(page => page.Readers > 0).OrderByDescending(page => page.Readers).Take(MostRead - _mostRead.Count)
            )
            {
                _mostRead[page.Key] = page.Readers;
            }

            return evicted.ConvertAll(page => page.Key);
        }
    }

    /// <summary>The keys of the evicted pages that were read most and have not been made again, beginning with the most read one.</summary>
    /// <param name="most">How many; the others are forgotten.</param>
    public IReadOnlyList<string> TakeMostRead(int most)
    {
        lock (_turn)
        {
            List<string> keys = [.. _mostRead.OrderByDescending(page => page.Value).Select(page => page.Key)];
            Forget(keys.Skip(most));
            return [.. keys.Take(most)];
        }
    }

    /// <summary>These pages do not exist any more, if they have not been made again.</summary>
    public void Forget(IEnumerable<string> keys)
    {
        lock (_turn)
        {
            foreach (var key in keys)
            {
                _mostRead.Remove(key);
            }
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
