using Jint;

namespace Blog.Rendering.Scripting;

/// <summary>
/// Draws TeX as SVG paths, for programs that drop MathML. Only on demand: the script takes a second or two to load, and readers never
/// need it.
/// </summary>
/// <remarks>Recent formulas are cached in memory, so equal ones cost nothing. Thread-safe.</remarks>
public sealed class FormulaDrawer
{
    private readonly ScriptEnginePool _scripts = new("mathjax.js", TimeProvider.System);
    private readonly RenderCache _cache = new(entries: 1000, chars: 8 << 20);

    /// <summary>Draws one formula.</summary>
    /// <param name="tex">The source between the dollars.</param>
    /// <param name="display">True for a formula on its own line.</param>
    /// <returns>Null if the script cannot draw it; the caller shows the source.</returns>
    public FormulaDrawing? Draw(string tex, bool display)
    {
        if (FormulaRenderer.Refuse(tex) is not null)
        {
            return null;
        }

        var key = RenderCache.Key(display ? "display" : "inline", tex);
        if (_cache.Find(key) is { } cached)
        {
            return FormulaDrawing.Read(cached);
        }

        var source = EquationTags.Inline(TextArguments.Escape(tex));
        if (
            !_scripts.TryCall(TimeSpan.FromSeconds(8), value => value.AsString(), out var answer, source, display)
            || answer is null
            || FormulaDrawing.Read(answer) is not { } drawing
        )
        {
            return null;
        }

        _cache.Add(key, answer);
        return drawing;
    }
}
