using System.Text;

namespace Blog.Rendering.Scripting;

/// <summary>
/// Equation numbers as part of the formula: the drawing has the width of the formula, so there is no margin in which they could stand.
/// </summary>
internal static class EquationTags
{
    private const string Tag = @"\tag";

    /// <summary>The formula with <c>\tag{1}</c> as <c>\qquad\text{(1)}</c>; unchanged if an argument is not closed.</summary>
    public static string Inline(string tex)
    {
        var made = new StringBuilder(tex.Length + 16);
        var at = 0;
        for (var i = tex.IndexOf(Tag, StringComparison.Ordinal); i >= 0; i = tex.IndexOf(Tag, at, StringComparison.Ordinal))
        {
            var open = i + Tag.Length;
            var isBare = open < tex.Length && tex[open] == '*';
            open += isBare ? 1 : 0;
            if (open >= tex.Length || tex[open] != '{' || End(tex, open) is not { } end)
            {
                return tex;
            }

            var text = tex[(open + 1)..end];
            made.Append(tex, at, i - at).Append(@"\qquad\text{").Append(isBare ? text : $"({text})").Append('}');
            at = end + 1;
        }

        return made.Append(tex, at, tex.Length - at).ToString();
    }

    private static int? End(string tex, int open)
    {
        var depth = 0;
        for (var i = open; i < tex.Length; i++)
        {
            depth += tex[i] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return i;
            }
        }

        return null;
    }
}
