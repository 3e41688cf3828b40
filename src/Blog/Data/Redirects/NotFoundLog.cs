using System.Text.RegularExpressions;
using Blog.Data.Addresses;

namespace Blog.Data.Redirects;

/// <summary>
/// Collects paths that were not found in memory until <see cref="NotFoundLogWriter"/> writes them. Recording one costs a lookup in a small
/// dictionary, whose size also bounds the memory during a flood of requests.
/// </summary>
public sealed partial class NotFoundLog(TimeProvider clock)
{
    /// <summary>Maximum number of distinct paths between two writes; the least recently requested one is dropped.</summary>
    public const int Capacity = 200;

    private readonly Lock _door = new();
    private readonly Dictionary<string, Asked> _asked = new(StringComparer.Ordinal);
    private long _attacks;

    /// <summary>Number of requests by vulnerability scanners since the start. Nothing else is recorded about them.</summary>
    public long Attacks => Interlocked.Read(ref _attacks);

    /// <summary>Records a path; ignores paths that cannot be addresses or may contain personal data.</summary>
    /// <param name="path">Decoded, relative to the base path, without query.</param>
    /// <param name="referrer">The referrer, without query; null if unknown.</param>
    public void Note(string path, string? referrer)
    {
        if (BotPathFilter.Is(path))
        {
            Interlocked.Increment(ref _attacks);
            return;
        }

        if (
            path.Length is < 2 or > TextLengths.Path
            || path.Any(c => char.IsControl(c) || c is '\\' or '\uFFFD')
            || MailAddress().IsMatch(path)
            || PostAddress.KeyOf(path) is not { Length: <= TextLengths.Path } key
        )
        {
            return;
        }

        var now = clock.GetUtcNow();
        lock (_door)
        {
            Add(
                key,
                _asked.TryGetValue(key, out var known)
                    ? known with
                    {
                        Times = known.Times + 1,
                        Referrer = referrer ?? known.Referrer,
                        LastAt = now,
                    }
                    : new Asked(path, key, 1, referrer, now, now)
            );
        }
    }

    /// <summary>Returns all entries and clears the log.</summary>
    public IReadOnlyList<Asked> Take()
    {
        lock (_door)
        {
            List<Asked> taken = [.. _asked.Values];
            _asked.Clear();
            return taken;
        }
    }

    /// <summary>Puts back entries that could not be written, behind newer ones.</summary>
    public void PutBack(IEnumerable<Asked> batch)
    {
        lock (_door)
        {
            foreach (var old in batch)
            {
                Add(
                    old.Key,
                    _asked.TryGetValue(old.Key, out var newer)
                        ? newer with
                        {
                            Times = newer.Times + old.Times,
                            Referrer = newer.Referrer ?? old.Referrer,
                            FirstAt = old.FirstAt,
                        }
                        : old
                );
            }
        }
    }

    private void Add(string key, Asked entry)
    {
        if (!_asked.ContainsKey(key) && _asked.Count >= Capacity)
        {
            _asked.Remove(_asked.Values.MinBy(other => other.LastAt)!.Key);
        }

        _asked[key] = entry;
    }

    /// <summary>A path with an e-mail address is personal data: <c>/unsubscribe/name@example.org</c>.</summary>
    [GeneratedRegex(@"[^/]@[^/]+\.[^/]", RegexOptions.NonBacktracking)]
    private static partial Regex MailAddress();
}

/// <summary>A path that was not found.</summary>
/// <param name="Path">Decoded, as first requested.</param>
/// <param name="Key"><see cref="PostAddress.KeyOf"/> of it.</param>
/// <param name="Times">Number of requests.</param>
/// <param name="Referrer">The last referrer.</param>
public sealed record Asked(string Path, string Key, int Times, string? Referrer, DateTimeOffset FirstAt, DateTimeOffset LastAt);
