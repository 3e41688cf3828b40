using System.Text;
using AngleSharp.Dom;
using Blog.Rendering.Text;

namespace Blog.Rendering.Html;

/// <summary>Emphasis in Chinese: dots below Han characters, a slant for what holds none (titles of papers, terms).</summary>
internal static class Emphasis
{
    private const string LatinClass = "latin";

    /// <summary>Marks an element whose words are all Latin, since a style sheet cannot tell.</summary>
    /// <param name="language">BCP 47 tag of the text, for an element that no other language surrounds.</param>
    public static void Mark(IElement element, string language)
    {
        var spoken =
            element
                .Ancestors<IElement>()
                .Prepend(element)
                .Select(outer => outer.GetAttribute("lang"))
                .FirstOrDefault(tag => tag is not null)
            ?? language;
        if (spoken.StartsWith("zh", StringComparison.OrdinalIgnoreCase) && IsLatin(element.TextContent))
        {
            element.ClassList.Add(LatinClass);
        }
    }

    private static bool IsLatin(string text)
    {
        var hasLetters = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (CjkText.IsWide(rune) || CjkText.IsHangul(rune))
            {
                return false;
            }

            hasLetters |= Rune.IsLetterOrDigit(rune);
        }

        return hasLetters;
    }
}
