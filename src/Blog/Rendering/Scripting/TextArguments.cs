using System.Collections.Frozen;
using System.Text;

namespace Blog.Rendering.Scripting;

/// <summary>
/// Text inside a formula: signs such as the underscore in <c>\text{head_dim}</c> stand for themselves, as in MathJax. The TeX library
/// reports them as errors, as TeX itself does.
/// </summary>
internal static class TextArguments
{
    private static readonly FrozenSet<string> Commands = FrozenSet.Create(
        StringComparer.Ordinal,
        "text",
        "textrm",
        "textsf",
        "texttt",
        "textbf",
        "textit",
        "textup",
        "textmd",
        "textsc",
        "textnormal",
        "mbox",
        "hbox",
        "tag"
    );

    /// <summary>The formula with these signs escaped; unchanged if an argument is not closed.</summary>
    public static string Escape(string tex)
    {
        var escaped = new StringBuilder(tex.Length + 16);
        for (var i = 0; i < tex.Length; )
        {
            var end = i + 1;
            if (tex[i] != '\\')
            {
                escaped.Append(tex[i]);
                i = end;
                continue;
            }

            while (end < tex.Length && char.IsAsciiLetter(tex[end]))
            {
                end++;
            }

            var name = tex[(i + 1)..end];
            if (name.Length == 0)
            {
                end = Math.Min(end + 1, tex.Length); // \\ and \{ are whole commands
            }

            escaped.Append(name == "mbox" ? "\\text" : tex[i..end]);
            i = end;
            if (Commands.Contains(name) && tex.AsSpan(end).TrimStart() is ['{', ..])
            {
                i = tex.IndexOf('{', end);
                if (!CopyArgument(tex, escaped, ref i))
                {
                    return tex;
                }
            }
        }

        return escaped.ToString();
    }

    private static bool CopyArgument(string tex, StringBuilder escaped, ref int i)
    {
        var (depth, inMath) = (0, false);
        for (; i < tex.Length; i++)
        {
            var c = tex[i];
            if (c == '\\' && i + 1 < tex.Length)
            {
                inMath = tex[i + 1] is '(' || (inMath && tex[i + 1] is not ')');
                escaped.Append(c).Append(tex[++i]);
                continue;
            }

            _ = c switch
            {
                '_' or '&' or '#' or '%' when !inMath => escaped.Append('\\').Append(c),
                '^' when !inMath => escaped.Append("\\textasciicircum{}"),
                _ => escaped.Append(c),
            };
            inMath ^= c == '$';
            depth += c switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                i++;
                return true;
            }
        }

        return false;
    }
}
