using System.Text;
using System.Text.RegularExpressions;
using Jint;

namespace Blog.Rendering.Scripting;

/// <summary>Converts TeX to MathML.</summary>
/// <remarks>Recent formulas are cached in memory, so equal ones cost nothing. Thread-safe.</remarks>
public sealed partial class FormulaRenderer
{
    /// <summary>Maximum length of a formula in UTF-8 bytes of TeX; longer ones are refused.</summary>
    public const int MaxBytes = 4 * 1024;

    // Deeper ones would only cost an engine: it is discarded when it reaches its recursion limit.
    private const int MaxBraces = 60;

    private readonly ScriptEnginePool _scripts = new("temml.js", TimeProvider.System);
    private readonly RenderCache _cache = new(entries: 4000, chars: 4 << 20);

    /// <summary>Renders one formula.</summary>
    /// <param name="tex">The source between the dollars.</param>
    /// <param name="display">True for a formula on its own line.</param>
    /// <returns>Sanitized MathML (one <c>math</c> element), or the reason why there is none.</returns>
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

        var source = TextArguments.Escape(tex);
        if (!_scripts.TryCall(TimeSpan.FromSeconds(8), value => value.AsString(), out var answer, source, display) || answer is null)
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
            _cache.Add(key, formula.MathMl);
        }

        return formula;
    }

    /// <summary>Why a source is no formula, before any script sees it; null if it may be one.</summary>
    internal static string? Refuse(string tex)
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

    // The parser underlines the error with combining characters and adds a line break before it.
    private static string OneLine(string message) => Noise().Replace(message, match => match.ValueSpan[0] == '\u0332' ? "" : " ").Trim();

    [GeneratedRegex(@"\u0332|\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Noise();
}

/// <summary>The result for one formula: exactly one of the two is set.</summary>
/// <param name="MathMl">One <c>math</c> element, allowlisted, without style.</param>
/// <param name="Error">Why the source is not a valid formula, as reported by the parser.</param>
public sealed record Formula(string? MathMl, string? Error);
