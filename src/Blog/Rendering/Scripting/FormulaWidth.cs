using System.Text;

namespace Blog.Rendering.Scripting;

/// <summary>How wide a formula in a line is, about: the server has no font to measure with.</summary>
internal static class FormulaWidth
{
    /// <summary>A wider one may not fit the line of a phone, or of a list on it, which holds eleven to sixteen em.</summary>
    public const double OfShortLine = 8;

    private const double Letter = 0.62;
    private const double Operator = 1.4; // with the space on both sides
    private const double Cell = 1;

    /// <summary>
    /// An upper estimate in em. What stands above each other counts as if it stood side by side: a formula that is taken for long only
    /// gets the means to scroll.
    /// </summary>
    /// <param name="mathMl">As <see cref="MathMarkup"/> prints it.</param>
    public static double Estimate(string mathMl)
    {
        var width = 0.0;
        var perCharacter = Letter;
        for (var at = 0; at < mathMl.Length; )
        {
            if (mathMl[at] == '<')
            {
                var end = mathMl.IndexOf('>', at);
                var tag = mathMl.AsSpan(at, (end < 0 ? mathMl.Length : end) - at);
                perCharacter =
                    tag.StartsWith("<mo", StringComparison.Ordinal) && !tag.StartsWith("<mov", StringComparison.Ordinal)
                        ? Operator
                        : Letter;
                width += tag.StartsWith("<mtd", StringComparison.Ordinal) ? Cell : SpaceOf(tag);
                at += tag.Length + 1;
            }
            else if (mathMl[at] == '&')
            {
                width += perCharacter; // an escaped character
                at = mathMl.IndexOf(';', at) + 1 is > 0 and var next ? next : mathMl.Length;
            }
            else
            {
                Rune.DecodeFromUtf16(mathMl.AsSpan(at), out var rune, out var units);
                width += rune.Value is >= 0x2061 and <= 0x2064 ? 0 : CjkWidth(rune, perCharacter);
                at += units;
            }
        }

        return width;
    }

    private static double CjkWidth(Rune rune, double otherwise) => Text.CjkText.IsWide(rune) ? 1 : otherwise;

    // <mspace width="1em">, and what is padded
    private static double SpaceOf(ReadOnlySpan<char> tag)
    {
        const string Name = " width=\"";
        var at = tag.StartsWith("<msp", StringComparison.Ordinal) ? tag.IndexOf(Name, StringComparison.Ordinal) : -1;
        if (at < 0)
        {
            return 0;
        }

        var value = tag[(at + Name.Length)..];
        var end = value.IndexOf("em", StringComparison.Ordinal);
        return end > 0 && double.TryParse(value[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var em)
            ? Math.Clamp(em, 0, 50)
            : 0;
    }
}
