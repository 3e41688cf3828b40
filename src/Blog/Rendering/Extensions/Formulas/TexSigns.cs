using System.Collections.Frozen;
using Blog.Rendering.Text;

namespace Blog.Rendering.Extensions.Formulas;

/// <summary>Recognizes TeX, where the signs around a text could as well be prices or escaped brackets. Linear.</summary>
internal static class TexSigns
{
    private static readonly FrozenSet<string> Commands = FrozenSet.Create(
        StringComparer.Ordinal,
        (
            "alpha beta gamma delta epsilon varepsilon zeta eta theta lambda mu nu xi pi rho sigma tau phi varphi chi psi omega "
            + "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega sum prod int oint iint lim infty partial nabla cdot times div pm mp "
            + "leq geq neq approx equiv sim propto subset subseteq cup cap forall exists ldots cdots vdots rightarrow leftarrow "
            + "Rightarrow Leftrightarrow mapsto ell hbar langle rangle"
        ).Split(' ')
    );

    private const int MaxScript = 12;

    /// <summary>A command, or a superscript or subscript that has a base.</summary>
    public static bool HasMarks(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsCommand(text, i) || IsScript(text, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether blanks inside the dollars may belong to a formula.</summary>
    /// <param name="content">What is between the dollars.</param>
    public static bool IsFormula(ReadOnlySpan<char> content) =>
        !content.Trim().IsEmpty
        && (HasCommand(content) || (!HasIdeographs(content) && (HasMarks(content) || IsShort(content.Trim(), needsOperator: false))));

    /// <summary>The same between escaped brackets: a number, a word or a remark stays text.</summary>
    /// <param name="content">What is between the brackets.</param>
    /// <param name="needsOperator">True where a single letter is no formula either.</param>
    public static bool IsBracketed(ReadOnlySpan<char> content, bool needsOperator) =>
        !content.Trim().IsEmpty
        && (
            HasCommand(content)
            || (
                !HasIdeographs(content)
                && (HasMarks(content) || (content.ContainsAnyInRange('A', 'z') && IsShort(content.Trim(), needsOperator)))
            )
        );

    /// <summary>The first TeX in a part of a text outside formulas; null if there is none.</summary>
    public static string? FindLoose(ReadOnlySpan<char> text, int start, int end)
    {
        for (var i = start; i <= end; i++)
        {
            if (IsCommand(text, i) && !IsInPath(text, i) && NameAt(text, i) is { Length: > 1 } name)
            {
                var after = text[(i + 1 + name.Length)..];
                if (after is ['{', ..] || (Commands.Contains(name.ToString()) && after is not ['\\', ..]))
                {
                    return "\\" + name.ToString();
                }
            }
            else if (IsScript(text, i) && i + 1 < text.Length && text[i + 1] == '{')
            {
                var script = text.Slice(i - 1, Math.Min(text.Length - i + 1, MaxScript));
                return script[..(script.IndexOf('}') + 1 is > 0 and var length ? length : 3)].ToString();
            }
        }

        return null;
    }

    private static bool HasCommand(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOf('\\'); i >= 0 && i < text.Length; i++)
        {
            if (IsCommand(text, i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCommand(ReadOnlySpan<char> text, int i) =>
        text[i] == '\\' && i + 1 < text.Length && char.IsAsciiLetter(text[i + 1]) && !(i > 0 && text[i - 1] == ':');

    // share\times, .\alpha
    private static bool IsInPath(ReadOnlySpan<char> text, int i) => i > 0 && (char.IsAsciiLetter(text[i - 1]) || text[i - 1] == '.');

    private static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> text, int i)
    {
        var end = i + 1;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return text[(i + 1)..end];
    }

    // x^2, x_1, but not snake_case.
    private static bool IsScript(ReadOnlySpan<char> text, int i)
    {
        if (i == 0 || i + 1 >= text.Length || char.IsWhiteSpace(text[i + 1]))
        {
            return false;
        }

        var before = text[i - 1];
        var closes = before is ')' or ']' or '}' or '|';
        return text[i] == '^'
            ? closes || char.IsAsciiLetterOrDigit(before)
            : text[i] == '_'
                && (closes || (char.IsAsciiLetter(before) && !(i > 1 && (char.IsAsciiLetterOrDigit(text[i - 2]) || text[i - 2] == '_'))));
    }

    /// <summary>Chinese words outside braces.</summary>
    private static bool HasIdeographs(ReadOnlySpan<char> text)
    {
        var depth = 0;
        foreach (var c in text)
        {
            depth += c switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth <= 0 && CjkText.IsIdeograph(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Letters, numbers and operators without words: <c>n</c>, <c>2n + 1</c>, <c>f(x) = y</c>.</summary>
    private static bool IsShort(ReadOnlySpan<char> text, bool needsOperator)
    {
        var (words, run, longest, blanks) = (0, 0, 0, false);
        foreach (var c in text)
        {
            run = char.IsAsciiLetter(c) ? run + 1 : 0;
            words += run == 2 ? 1 : 0;
            longest = Math.Max(longest, run);
            blanks |= char.IsWhiteSpace(c);
        }

        return text.ContainsAny("=<>+") ? words <= 2 : !needsOperator && (words == 0 || (longest == 2 && words == 1 && !blanks));
    }
}
