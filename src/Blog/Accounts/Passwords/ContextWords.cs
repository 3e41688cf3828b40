using System.Text;
using Blog.Rendering.Text;

namespace Blog.Accounts.Passwords;

/// <summary>
/// What a stranger can learn about the author from the blog itself, split into the parts that a password could be made of.
/// </summary>
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
                text = text[..Math.Max(0, text.LastIndexOf('.'))]; // "com" says nothing about the person
            }

            AddPhrase(text);
        }
    }

    /// <summary>Separators that people may write or leave out.</summary>
    public static bool IsSeparator(char c) => char.IsWhiteSpace(c) || c is '.' or '-' or '_' or '+' or ',' or '@';

    public bool Contains(ReadOnlySpan<char> word) => _lookup.Contains(word);

    /// <summary>Whether these words make up half of a text or more, and the rest is not a good password on its own.</summary>
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

    /// <summary>The words individually, all concatenated, and two of them (given name, surname) in reverse order.</summary>
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

    // Shorter ones occur in any text by chance; two Chinese characters are a word.
    private void Add(string word)
    {
        if (word.Length >= (char.IsAscii(word.FirstOrDefault()) ? 3 : 2))
        {
            _words.Add(word);
        }
    }
}
