using System.Text;
using Blog.Rendering.Text;

namespace Blog.Data;

/// <summary>
/// One segment of an address: lower-case letters and digits of any script, joined by single hyphens; never empty, at most 80 characters.
/// </summary>
public readonly record struct Slug
{
    private const int MaxLength = 80;

    /// <summary>Names whose symbols matter: without them, all would become <c>C</c>.</summary>
    private static readonly (string Name, string Spelling)[] KnownNames =
    [
        ("C++", "cpp"),
        ("C#", "csharp"),
        ("F#", "fsharp"),
        ("J#", "jsharp"),
        ("Q#", "qsharp"),
        ("ASP.NET", "aspnet"),
        ("ADO.NET", "adonet"),
        ("VB.NET", "vbnet"),
        (".NET", "dotnet"),
        ("Notepad++", "notepad-plus-plus"),
    ];

    private readonly string? _value;

    private Slug(string value) => _value = value;

    /// <summary>The text; <c>post</c> for a default slug.</summary>
    public string Value => _value ?? "post";

    /// <summary>
    /// Creates a slug from a name, preserving letters of every script (<c>C#</c> gives <c>csharp</c>, <c>数据库 设计</c> gives <c>数据库-设计</c>).
    /// </summary>
    /// <param name="name">Any text.</param>
    /// <param name="fallback">The slug to use if the name contains no letter or digit; must itself be a slug.</param>
    public static Slug From(string name, string fallback = "post")
    {
        var slug = Clean(name);
        return new Slug(slug.Length > 0 ? slug : fallback);
    }

    /// <summary>False for a name of symbols only (<c>★</c>), for which <see cref="From"/> returns the fallback.</summary>
    public static bool HasWords(string name) => Clean(name).Length > 0;

    /// <summary>Parses a stored or typed slug; false if it is not in the form produced by <see cref="From"/>.</summary>
    public static bool TryParse(string? text, out Slug slug)
    {
        slug = default;
        if (string.IsNullOrEmpty(text) || !string.Equals(Clean(text), text, StringComparison.Ordinal))
        {
            return false;
        }

        slug = new Slug(text);
        return true;
    }

    /// <summary>For the database mapping only.</summary>
    internal static Slug Stored(string text) => new(text);

    /// <summary>The same slug with a number, to resolve a collision: <c>name-2</c>.</summary>
    public Slug Numbered(int number)
    {
        var suffix = "-" + number.ToString(CultureInfo.InvariantCulture);
        return new Slug(Value[..Math.Min(Value.Length, MaxLength - suffix.Length)].TrimEnd('-') + suffix);
    }

    public override string ToString() => Value;

    private static string Clean(string name)
    {
        var text = UnicodeNormalization.Of(name, NormalizationForm.FormKC);
        foreach (var (known, spelling) in KnownNames)
        {
            text = ReplaceName(text, known, spelling);
        }

        var slug = new StringBuilder(text.Length);
        foreach (var rune in text.ToLowerInvariant().Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                slug.Append(rune);
            }
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                // A combining mark belongs to its letter; after a symbol it would be on its own and invisible, like the variation selector
                // of an emoji (U+FE0F).
                slug.Append(slug.Length > 0 && slug[^1] != '-' ? rune.ToString() : "");
            }
            else if (rune.Value is not '\'' and not 0x2019 && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-'); // an apostrophe joins (don't, dont); everything else separates
            }
        }

        return Cut(slug.ToString().Trim('-'));
    }

    /// <summary>
    /// Replaces a name where it is a separate word: <c>C#</c> in <c>C#异步</c>, but not the <c>c++</c> inside <c>abc++</c>.
    /// </summary>
    private static string ReplaceName(string text, string name, string spelling)
    {
        for (
            var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            var end = at + name.Length;
            var opens = at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]);
            var closes = end == text.Length || !char.IsAsciiLetter(text[end]);
            if (opens && closes)
            {
                text = text[..at] + " " + spelling + " " + text[end..];
            }
        }

        return text;
    }

    private static string Cut(string slug)
    {
        if (slug.Length <= MaxLength)
        {
            return slug;
        }

        var end = TextLengths.Cut(slug, MaxLength).Length;
        var hyphen = slug.LastIndexOf('-', end - 1, end / 2);
        return slug[..(hyphen > 0 ? hyphen : end)].TrimEnd('-');
    }
}
