using System.Text;
using Blog.Rendering.Text;

namespace Blog.Accounts.Passwords;

/// <summary>What a stranger knows of the author from the blog itself, cut into the pieces that a password could be made of.</summary>
internal sealed class ContextWords
{
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public ContextWords(ReadOnlySpan<string?> values)
    {
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var value in values)
        {
            var text = UnicodeNormalization.Of(value ?? "", NormalizationForm.FormKC).ToLowerInvariant();
            if (text.LastIndexOf('@') is >= 0 and var at)
            {
                AddPhrase(text[..at]);
                text = text[(at + 1)..];
                text = text[..Math.Max(0, text.LastIndexOf('.'))]; // "com" is no word about anybody
            }

            AddPhrase(text);
        }
    }

    /// <summary>What is left out where people write words with or without it.</summary>
    public static bool IsSeparator(char c) => char.IsWhiteSpace(c) || c is '.' or '-' or '_' or '+' or ',' or '@';

    public bool Contains(ReadOnlySpan<char> word) => _lookup.Contains(word);

    /// <summary>Whether these words are half of a text or more, and what is beside them is not a password by itself.</summary>
    /// <param name="text">Folded.</param>
    public bool MakeMostOf(string text)
    {
        var joined = string.Concat(text.Where(c => !IsSeparator(c)));
        var covered = new bool[joined.Length];
        foreach (var word in _words)
        {
            for (
                var at = joined.IndexOf(word, StringComparison.Ordinal);
                at >= 0;
                at = joined.IndexOf(word, at + 1, StringComparison.Ordinal)
            )
            {
                covered.AsSpan(at, word.Length).Fill(true);
            }
        }

        var rest = covered.Count(c => !c);
        return rest < PasswordPolicy.MinLength && rest * 2 <= joined.Length;
    }

    /// <summary>The words one by one, all in a row, and two of them (given name, surname) the other way round.</summary>
    private void AddPhrase(string text)
    {
        var parts = string.Concat(
                text.Select(c =>
                    char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark ? c : ' '
                )
            )
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts)
        {
            Add(part);
        }

        Add(string.Concat(parts));
        if (parts.Length == 2)
        {
            Add(parts[1] + parts[0]);
        }
    }

    // Shorter ones are found in any text by chance; two characters of Chinese are a word.
    private void Add(string word)
    {
        if (word.Length >= (char.IsAscii(word.FirstOrDefault()) ? 3 : 2))
        {
            _words.Add(word);
        }
    }
}
