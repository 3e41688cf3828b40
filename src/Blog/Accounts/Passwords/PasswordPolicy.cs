using System.Text;
using Blog.Rendering.Text;

namespace Blog.Accounts.Passwords;

/// <summary>Why a password is not good enough.</summary>
public enum PasswordError
{
    /// <summary>Fewer than 12 characters.</summary>
    TooShort,

    /// <summary>More than 128 characters.</summary>
    TooLong,

    /// <summary>Known from breaches, or made only of common parts: words, keyboard walks, dates, repeats.</summary>
    Common,

    /// <summary>Made of the e-mail address, the name or the site's title.</summary>
    Personal,
}

/// <summary>
/// The password policy (ASVS 6.2): long, and not among those that are tried first. No composition rules about letters, digits and symbols,
/// since they make passwords alike. Works offline. Our own code, not zxcvbn: NIST SP 800-63B asks for length, a blocklist and
/// context-specific words, and no port of zxcvbn knows pinyin, full-width letters or this blog's words. The blocklist is matched by parts,
/// as guessing programs combine them: for 12 characters, a list of whole passwords would have to be a hundred times as long.
/// </summary>
public static class PasswordPolicy
{
    /// <summary>Minimum length in characters.</summary>
    public const int MinLength = 12;

    /// <summary>Maximum length in characters: no passphrase is longer, and hashing takes time for every byte.</summary>
    public const int MaxLength = 128;

    private const int FewestDifferent = 5;

    /// <summary>
    /// Null for a good password. Letter case, full-width letters, symbols or digits in place of letters (<c>p@55w0rd</c>), separators,
    /// reversal, and a few added digits and symbols do not make a known password good.
    /// </summary>
    /// <param name="password">As typed, never trimmed (ASVS 6.2.8).</param>
    /// <param name="personal">The e-mail address, the author's name, the site's titles.</param>
    public static PasswordError? Check(string? password, params ReadOnlySpan<string?> personal)
    {
        switch (Length(password))
        {
            case < MinLength:
                return PasswordError.TooShort;
            case > MaxLength:
                return PasswordError.TooLong;
        }

        var text = UnicodeNormalization.Of(password!, NormalizationForm.FormKC).ToLowerInvariant();
        var about = new ContextWords(personal);
        return about.MakeMostOf(text) ? PasswordError.Personal
            : text.Distinct().Count() < FewestDifferent || IsWeak(text, about: null) ? PasswordError.Common
            : IsWeak(text, about) ? PasswordError.Personal
            : null;
    }

    /// <summary>
    /// Code points of the composed form, as NIST SP 800-63B counts. Not grapheme clusters: one may hold any number of code points, so they
    /// would not bound the length, and their definition changes with each version of Unicode.
    /// </summary>
    private static int Length(string? password) =>
        password switch
        {
            null => 0,
            { Length: > MaxLength * 4 } => MaxLength + 1, // before any work: a code point takes two units, and composing joins a few
            _ => UnicodeNormalization.Of(password, NormalizationForm.FormC).EnumerateRunes().Count(),
        };

    private static bool IsWeak(string text, ContextWords? about)
    {
        if (Period(text) is { } period)
        {
            if (period < MinLength)
            {
                return true; // a repetition of something shorter
            }

            text = text[..period];
        }

        var joined = string.Concat(text.Where(c => !ContextWords.IsSeparator(c)));
        return IsWeakEitherWay(text, about) || (joined.Length < text.Length && IsWeakEitherWay(joined, about));
    }

    private static bool IsWeakEitherWay(string text, ContextWords? about)
    {
        var backwards = text.ToCharArray();
        Array.Reverse(backwards);
        return new PasswordPatterns(text, about).MakeIt() || new PasswordPatterns(new string(backwards), about).MakeIt();
    }

    /// <summary>Length of the unit that the whole text repeats at least twice (the last time perhaps in part), or null.</summary>
    private static int? Period(string text)
    {
        for (var period = 1; period <= text.Length / 2; period++)
        {
            if (text.AsSpan(period).SequenceEqual(text.AsSpan(0, text.Length - period)))
            {
                return period;
            }
        }

        return null;
    }
}
