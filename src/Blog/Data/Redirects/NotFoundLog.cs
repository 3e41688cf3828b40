using System.Text.RegularExpressions;
using Blog.Data.Addresses;

namespace Blog.Data.Redirects;

/// <summary>
/// What readers asked for in vain, kept in memory until <see cref="NotFoundLogWriter"/> writes it: noting one costs no more than a look into a
/// small dictionary, and a flood of them no more memory than that dictionary.
/// </summary>
public sealed partial class NotFoundLog(TimeProvider clock)
{
    /// <summary>Distinct paths between two writings, and so rows of one writing; the one asked for longest ago makes room.</summary>
    public const int Capacity = 200;

    private readonly Lock _door = new();
    private readonly Dictionary<string, Asked> _asked = new(StringComparer.Ordinal);
    private long _attacks;

    /// <summary>How often something was asked for, since the start, that only programs looking for holes ask for. Nothing else of it is kept.</summary>
    public long Attacks => Interlocked.Read(ref _attacks);

    /// <summary>Notes a path; what cannot be an address, or may be somebody's, is passed over.</summary>
    /// <param name="path">Decoded, below the base path, without query.</param>
    /// <param name="referrer">The page that led there, without query; null where unknown.</param>
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

    /// <summary>Hands everything over and begins anew.</summary>
    public IReadOnlyList<Asked> Take()
    {
        lock (_door)
        {
            List<Asked> taken = [.. _asked.Values];
            _asked.Clear();
            return taken;
        }
    }

    /// <summary>Takes back what could not be written, below what was asked for since.</summary>
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

    /// <summary>A path that holds one is about a person: <c>/unsubscribe/name@example.org</c>.</summary>
    [GeneratedRegex(@"[^/]@[^/]+\.[^/]", RegexOptions.NonBacktracking)]
    private static partial Regex MailAddress();
}

/// <summary>A path that readers asked for in vain.</summary>
/// <param name="Path">Decoded, as it was asked for first.</param>
/// <param name="Key"><see cref="PostAddress.KeyOf"/> of it.</param>
/// <param name="Times">How often.</param>
/// <param name="Referrer">The page that last led there.</param>
/// <param name="FirstAt">When first.</param>
/// <param name="LastAt">When last.</param>
public sealed record Asked(string Path, string Key, int Times, string? Referrer, DateTimeOffset FirstAt, DateTimeOffset LastAt);
