namespace Blog.Data.Search;

/// <summary>
/// Stems English words, so that <c>posts</c> finds <c>post</c> and <c>cached</c> finds <c>caching</c>: M. F. Porter, "An algorithm for
/// suffix stripping", Program 14 (3), 1980, steps 1a to 5b, with his later changes (<c>bli</c>, <c>logi</c>). There is no maintained
/// library for it on NuGet.
/// </summary>
internal static class EnglishStem
{
    private static readonly (string Suffix, string Put)[] Step2 =
    [
        ("ational", "ate"),
        ("tional", "tion"),
        ("enci", "ence"),
        ("anci", "ance"),
        ("izer", "ize"),
        ("bli", "ble"),
        ("alli", "al"),
        ("entli", "ent"),
        ("eli", "e"),
        ("ousli", "ous"),
        ("ization", "ize"),
        ("ation", "ate"),
        ("ator", "ate"),
        ("alism", "al"),
        ("iveness", "ive"),
        ("fulness", "ful"),
        ("ousness", "ous"),
        ("aliti", "al"),
        ("iviti", "ive"),
        ("biliti", "ble"),
        ("logi", "log"),
    ];

    private static readonly (string Suffix, string Put)[] Step3 =
    [
        ("icate", "ic"),
        ("ative", ""),
        ("alize", "al"),
        ("iciti", "ic"),
        ("ical", "ic"),
        ("ful", ""),
        ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "al",
        "ance",
        "ence",
        "er",
        "ic",
        "able",
        "ible",
        "ant",
        "ement",
        "ment",
        "ent",
        "ion",
        "ou",
        "ism",
        "ate",
        "iti",
        "ous",
        "ive",
        "ize",
    ];

    /// <summary>The stem of a lower-case word; words other than three or more ASCII letters are returned unchanged.</summary>
    public static string Of(string word)
    {
        if (word.Length < 3)
        {
            return word;
        }

        foreach (var c in word)
        {
            if (c is < 'a' or > 'z')
            {
                return word;
            }
        }

        word = Endings(Plural(word));
        word = word.EndsWith('y') && HasVowel(word, word.Length - 1) ? word[..^1] + "i" : word;
        word = Replace(Replace(word, Step2), Step3);
        return Tidy(Strip(word));
    }

    /// <summary>Step 1a.</summary>
    private static string Plural(string word) =>
        word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ies", StringComparison.Ordinal) ? word[..^2]
        : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1]
        : word;

    /// <summary>Step 1b.</summary>
    private static string Endings(string word)
    {
        if (word.EndsWith("eed", StringComparison.Ordinal))
        {
            return Measure(word, word.Length - 3) > 0 ? word[..^1] : word;
        }

        var cut =
            word.EndsWith("ed", StringComparison.Ordinal) ? 2
            : word.EndsWith("ing", StringComparison.Ordinal) ? 3
            : 0;
        if (cut == 0 || !HasVowel(word, word.Length - cut))
        {
            return word;
        }

        word = word[..^cut];
        return word.EndsWith("at", StringComparison.Ordinal)
            || word.EndsWith("bl", StringComparison.Ordinal)
            || word.EndsWith("iz", StringComparison.Ordinal)
                ? word + "e"
            : EndsDouble(word) && word[^1] is not ('l' or 's' or 'z') ? word[..^1]
            : Measure(word, word.Length) == 1 && EndsShort(word, word.Length) ? word + "e"
            : word;
    }

    /// <summary>Steps 2 and 3: the longest matching suffix decides, even if it is not removed.</summary>
    private static string Replace(string word, (string Suffix, string Put)[] rules)
    {
        var best = default((string Suffix, string Put));
        foreach (var rule in rules)
        {
            if (word.EndsWith(rule.Suffix, StringComparison.Ordinal) && rule.Suffix.Length > (best.Suffix?.Length ?? 0))
            {
                best = rule;
            }
        }

        return best.Suffix is not null && Measure(word, word.Length - best.Suffix.Length) > 0
            ? word[..^best.Suffix.Length] + best.Put
            : word;
    }

    /// <summary>Step 4.</summary>
    private static string Strip(string word)
    {
        var best = "";
        foreach (var suffix in Step4)
        {
            if (suffix.Length > best.Length && word.EndsWith(suffix, StringComparison.Ordinal))
            {
                best = suffix;
            }
        }

        var rest = word.Length - best.Length;
        return best.Length > 0 && Measure(word, rest) > 1 && (best != "ion" || (rest > 0 && word[rest - 1] is 's' or 't'))
            ? word[..rest]
            : word;
    }

    /// <summary>Step 5.</summary>
    private static string Tidy(string word)
    {
        if (
            word.EndsWith('e')
            && Measure(word, word.Length - 1) is var measure
            && (measure > 1 || (measure == 1 && !EndsShort(word, word.Length - 1)))
        )
        {
            word = word[..^1];
        }

        return word.EndsWith("ll", StringComparison.Ordinal) && Measure(word, word.Length) > 1 ? word[..^1] : word;
    }

    private static bool IsConsonant(string word, int i) =>
        word[i] switch
        {
            'a' or 'e' or 'i' or 'o' or 'u' => false,
            'y' => i == 0 || !IsConsonant(word, i - 1),
            _ => true,
        };

    private static bool HasVowel(string word, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if (!IsConsonant(word, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Porter's measure: how often a vowel is followed by a consonant in the first letters, up to the given length.</summary>
    private static int Measure(string word, int length)
    {
        var count = 0;
        for (var i = 1; i < length; i++)
        {
            count += IsConsonant(word, i) && !IsConsonant(word, i - 1) ? 1 : 0;
        }

        return count;
    }

    private static bool EndsDouble(string word) => word.Length > 1 && word[^1] == word[^2] && IsConsonant(word, word.Length - 1);

    /// <summary>Consonant, vowel, consonant that is not w, x or y.</summary>
    private static bool EndsShort(string word, int length) =>
        length > 2
        && IsConsonant(word, length - 3)
        && !IsConsonant(word, length - 2)
        && IsConsonant(word, length - 1)
        && word[length - 1] is not ('w' or 'x' or 'y');
}
