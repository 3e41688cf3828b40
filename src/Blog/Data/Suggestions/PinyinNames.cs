using System.Collections.Concurrent;
using Blog.Rendering.Scripting;

namespace Blog.Data.Suggestions;

/// <summary>The words of names with Chinese as pinyin, kept in memory: spelling a name takes longer than comparing thousands.</summary>
public sealed class PinyinNames(PinyinConverter pinyin, TimeProvider clock)
{
    /// <summary>Names that are kept; a blog with more begins again.</summary>
    private const int Most = 50_000;

    /// <summary>
    /// Names are spelled together up to this length, since a call costs more than its text. Longer texts lose the words of their
    /// characters: 银行 becomes yin xing.
    /// </summary>
    private const int CallLength = 120;

    /// <summary>How long one request waits; the rest is spelled behind it, for the requests that follow.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(400);

    private readonly ConcurrentDictionary<string, string[]> _words = new(StringComparer.Ordinal);
    private int _isBehind;

    /// <summary>The words of a name in lower case (<c>重庆 SQLite</c>: chong, qing, sqlite); empty if it has not been spelled yet.</summary>
    public IReadOnlyList<string> WordsOf(string name) => _words.GetValueOrDefault(name) ?? [];

    /// <summary>Spells the names that are not known yet, the first ones first. Those of many are known a little later.</summary>
    public void Spell(IEnumerable<string> names)
    {
        var calls = Calls(names.Where(name => !_words.ContainsKey(name)).Distinct(StringComparer.Ordinal)).ToList();
        var started = clock.GetTimestamp();
        var done = 0;
        while (done < calls.Count && (done == 0 || clock.GetElapsedTime(started) < Budget))
        {
            Keep(calls[done++]);
        }

        if (done < calls.Count && Interlocked.Exchange(ref _isBehind, 1) == 0)
        {
            _ = Task.Run(() =>
            {
                calls.Skip(done).ToList().ForEach(Keep);
                Volatile.Write(ref _isBehind, 0);
            });
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Calls(IEnumerable<string> names)
    {
        var (together, length) = (new List<string>(), 0);
        foreach (var name in names)
        {
            if (together.Count > 0 && length + name.Length > CallLength)
            {
                yield return together;
                (together, length) = ([], 0);
            }

            together.Add(name);
            length += name.Length + 1;
        }

        if (together.Count > 0)
        {
            yield return together;
        }
    }

    private void Keep(IReadOnlyList<string> names)
    {
        if (_words.Count + names.Count > Most)
        {
            _words.Clear();
        }

        var spelled = pinyin.Spell(string.Join('\n', names.Select(name => name.ReplaceLineEndings(" ")))).Split('\n');
        foreach (var (name, text) in names.Zip(spelled.Length == names.Count ? spelled : names.Select(pinyin.Spell)))
        {
            _words[name] = Split(text);
        }
    }

    private static string[] Split(string text) =>
        new string([.. text.Select(sign => char.IsLetterOrDigit(sign) ? char.ToLowerInvariant(sign) : ' ')]).Split(
            ' ',
            StringSplitOptions.RemoveEmptyEntries
        );
}
