using System.Collections.Frozen;

namespace Blog.Data.Search;

/// <summary>Words that regions say differently (数据库, 資料庫), and a few abbreviations (k8s), after folding.</summary>
internal static class RegionalWords
{
    /// <summary>By each word, the others of its group. A word may stand in several groups.</summary>
    private static readonly FrozenDictionary<string, string[]> Groups = Read();

    private static readonly int Longest = Groups.Keys.Max(word => word.Length);

    /// <summary>The other words for a word; empty if there are none.</summary>
    public static IReadOnlyList<string> Of(string word) => Groups.GetValueOrDefault(word) ?? [];

    /// <summary>The longest word of the table at a position of a text; null if there is none.</summary>
    public static string? At(string text, int at)
    {
        for (var length = Math.Min(Longest, text.Length - at); length > 1; length--)
        {
            if (text.Substring(at, length) is var word && Groups.ContainsKey(word))
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>One group per line, separated by commas.</summary>
    private static FrozenDictionary<string, string[]> Read()
    {
        using var stream = typeof(RegionalWords).Assembly.GetManifestResourceStream("Search/regional.txt")!;
        using var reader = new StreamReader(stream);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(','))
            .SelectMany(group => group.Select(word => (Word: word, Others: group.Where(other => other != word))))
            .GroupBy(pair => pair.Word, pair => pair.Others, StringComparer.Ordinal)
            .ToFrozenDictionary(
                pairs => pairs.Key,
                pairs => pairs.SelectMany(others => others).Distinct().ToArray(),
                StringComparer.Ordinal
            );
    }
}
