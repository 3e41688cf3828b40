using System.Text;
using Blog.Rendering.Text;

namespace Blog.Rendering.Html;

/// <summary>Ids of headings: the heading's text, with a number if the id is taken.</summary>
internal sealed class HeadingIds(IEnumerable<string> taken)
{
    private const int MaxLength = 100;
    private readonly HashSet<string> _taken = new(taken, StringComparer.OrdinalIgnoreCase);

    // The next number to try for each id: without it, many equal headings would take quadratic time.
    private readonly Dictionary<string, int> _next = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A free id for a heading's text.</summary>
    public string For(string text)
    {
        var name = Slug(text);
        if (!HtmlRules.ReservedIds.Contains(name) && _taken.Add(name))
        {
            return name;
        }

        var number = _next.GetValueOrDefault(name);
        string id;
        do
        {
            number++;
            id = $"{name}-{number.ToString(CultureInfo.InvariantCulture)}";
        } while (!_taken.Add(id));
        _next[name] = number;
        return id;
    }

    /// <summary>Letters and digits of every script stay, Latin is lowercased, spaces become hyphens, everything else is removed.</summary>
    internal static string Slug(string text)
    {
        var slug = new StringBuilder();
        var gap = false;
        foreach (var rune in UnicodeNormalization.Of(text, NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value == '_' || IsMark(rune))
            {
                slug.Append(gap && slug.Length > 0 ? "-" : "").Append(Rune.ToLowerInvariant(rune).ToString());
                gap = false;
            }
            else
            {
                gap |= Rune.IsWhiteSpace(rune) || rune.Value is '-';
            }

            if (slug.Length >= MaxLength)
            {
                break;
            }
        }

        return slug.Length == 0 ? "section" : slug.ToString();
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
