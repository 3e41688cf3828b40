namespace Blog.Data.Suggestions;

/// <summary>
/// Whether a name is what somebody has begun to type: a part of it, or its words in pinyin, whole, begun, or their first letters.
/// </summary>
public static class NameMatch
{
    /// <summary>How well a name fits, 0 for best; null if it does not.</summary>
    /// <param name="typed">What was typed; everything fits nothing.</param>
    /// <param name="name">The name.</param>
    /// <param name="words">Its words as <see cref="PinyinNames"/> gives them; empty to leave them out.</param>
    public static int? Rank(string typed, string name, IReadOnlyList<string> words)
    {
        var text = typed.Trim();
        if (text.Length == 0)
        {
            return 5;
        }

        if (string.Equals(text, name, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        return name.StartsWith(text, StringComparison.OrdinalIgnoreCase) ? 1
            : name.Contains(text, StringComparison.OrdinalIgnoreCase) ? 2
            : words.Count > 0 && IsSpelling(text) ? RankOf(Letters(text), words)
            : null;
    }

    /// <summary>Whether a text may be pinyin: letters and digits of ASCII, ü, and what people put between syllables.</summary>
    public static bool IsSpelling(string typed) => typed.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '\'' or 'ü' or 'Ü');

    private static int? RankOf(string letters, IReadOnlyList<string> words)
    {
        for (var first = 0; first < words.Count; first++)
        {
            if (Fits(letters, 0, words, first, []))
            {
                return first == 0 ? 3 : 4;
            }
        }

        return null;
    }

    private static string Letters(string text) =>
        text.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Replace('ü', 'v');

    /// <summary>Whether each of the words in turn begins with the next letters, until none is left.</summary>
    /// <param name="failed">Places that were tried: without them, a name of one letter repeated would take forever.</param>
    private static bool Fits(string letters, int at, IReadOnlyList<string> words, int word, HashSet<(int At, int Word)> failed)
    {
        if (at == letters.Length)
        {
            return true;
        }

        if (word == words.Count || failed.Contains((at, word)))
        {
            return false;
        }

        var common = 0;
        while (common < words[word].Length && at + common < letters.Length && words[word][common] == letters[at + common])
        {
            common++;
            if (Fits(letters, at + common, words, word + 1, failed))
            {
                return true;
            }
        }

        failed.Add((at, word));
        return false;
    }
}
