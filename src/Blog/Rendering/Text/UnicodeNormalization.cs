using System.Text;

namespace Blog.Rendering.Text;

/// <summary>Unicode normal forms of untrusted text.</summary>
internal static class UnicodeNormalization
{
    /// <summary>
    /// Normalizes a text; characters for which <see cref="string.Normalize(NormalizationForm)"/> throws (unpaired surrogates, U+FFFE)
    /// become U+FFFD.
    /// </summary>
    public static string Of(string text, NormalizationForm form) => WellFormed(text).Normalize(form);

    private static string WellFormed(string text)
    {
        var clean = default(char[]);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || text[i] is '\uFFFE' or '\uFFFF')
            {
                clean ??= text.ToCharArray();
                clean[i] = '\uFFFD';
            }
        }

        return clean is null ? text : new string(clean);
    }
}
