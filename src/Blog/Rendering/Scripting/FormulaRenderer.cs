using System.Text;
using System.Text.RegularExpressions;
using Jint;

namespace Blog.Rendering.Scripting;

/// <summary>TeX to MathML.</summary>
/// <remarks>Equal formulas cost nothing: the last ones are kept in memory. Safe for use by many threads.</remarks>
public sealed partial class FormulaRenderer
{
    /// <summary>A longer formula (in UTF-8 bytes of TeX) is refused.</summary>
    public const int MaxBytes = 4 * 1024;

    // Deeper ones would only cost an engine: its recursion limit throws it away.
    private const int MaxBraces = 60;

    private readonly ScriptEnginePool _scripts = new("temml.js", TimeProvider.System);
    private readonly RenderCache _cache = new(entries: 4000, chars: 4 << 20);

    /// <summary>Renders one formula.</summary>
    /// <param name="tex">The source between the dollars.</param>
    /// <param name="display">True for a formula on its own line.</param>
    /// <returns>Clean MathML (one <c>math</c> element), or the reason why not.</returns>
    public Formula Render(string tex, bool display)
    {
        if (Refuse(tex) is { } reason)
        {
            return new Formula(null, reason);
        }

        var key = RenderCache.Key(display ? "display" : "inline", tex);
        if (_cache.Find(key) is { } cached)
        {
            return new Formula(cached, null);
        }

        if (!_scripts.TryCall(TimeSpan.FromSeconds(8), value => value.AsString(), out var answer, tex, display) || answer is null)
        {
            return new Formula(null, "The formula takes too long, is nested too deeply or is more than the parser can do.");
        }

        if (answer.StartsWith('!'))
        {
            return new Formula(null, OneLine(answer[1..]));
        }

        var formula = MathMarkup.Clean(answer, tex, display);
        if (formula.MathMl is not null)
        {
            _cache.Keep(key, formula.MathMl);
        }

        return formula;
    }

    private static string? Refuse(string tex)
    {
        if (string.IsNullOrWhiteSpace(tex))
        {
            return "The formula is empty.";
        }

        if (Encoding.UTF8.GetByteCount(tex) > MaxBytes)
        {
            return $"The formula is longer than {MaxBytes} bytes.";
        }

        var depth = 0;
        foreach (var c in tex)
        {
            depth += c switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth > MaxBraces)
            {
                return $"The formula nests braces more than {MaxBraces} deep.";
            }
        }

        return null;
    }

    // The parser underlines the culprit with combining characters and breaks the line before it.
    private static string OneLine(string message) => Noise().Replace(message, match => match.ValueSpan[0] == '\u0332' ? "" : " ").Trim();

    [GeneratedRegex(@"\u0332|\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Noise();
}

/// <summary>The outcome for one formula: exactly one of the two is set.</summary>
/// <param name="MathMl">One <c>math</c> element, allowlisted, without style.</param>
/// <param name="Error">Why the source is no formula, in the parser's words.</param>
public sealed record Formula(string? MathMl, string? Error);
