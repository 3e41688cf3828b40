using System.Collections.Concurrent;
using Blog.Rendering.Scripting;

namespace Blog.Data.Suggestions;

/// <summary>The words of names with Chinese as pinyin, kept in memory: spelling a name takes longer than comparing thousands.</summary>
public sealed class PinyinNames(PinyinConverter pinyin, TimeProvider clock)
{
    /// <summary>Names that are kept; a blog with more begins again.</summary>
    private const int Most = 50_000;

    /// <summary>Names are spelled together up to this length, since a call costs more than its text.</summary>
    private const int CallLength = 1_000;

    /// <summary>How long one request may spell; what it does not reach is spelled by the next ones.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(400);

    private readonly ConcurrentDictionary<string, string[]> _words = new(StringComparer.Ordinal);

    /// <summary>The words of a name in lower case (<c>重庆 SQLite</c>: chong, qing, sqlite); empty if it has not been spelled yet.</summary>
    public IReadOnlyList<string> WordsOf(string name) => _words.GetValueOrDefault(name) ?? [];

    /// <summary>Spells the names that are not known yet, the first ones first, for a limited time.</summary>
    public void Spell(IEnumerable<string> names)
    {
        var started = clock.GetTimestamp();
        var (together, length) = (new List<string>(), 0);
        foreach (var name in names.Where(name => !_words.ContainsKey(name)).Distinct(StringComparer.Ordinal))
        {
            together.Add(name);
            length += name.Length + 1;
            if (length < CallLength)
            {
                continue;
            }

            Keep(together);
            (together, length) = ([], 0);
            if (clock.GetElapsedTime(started) > Budget)
            {
                return;
            }
        }

        Keep(together);
    }

    private void Keep(List<string> names)
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
