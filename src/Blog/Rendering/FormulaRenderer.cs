namespace Blog.Rendering;

/// <summary>TeX to MathML.</summary>
public sealed class FormulaRenderer
{
    /// <summary>Renders one formula.</summary>
    /// <param name="tex">The source between the dollars.</param>
    /// <param name="display">True for a formula on its own line.</param>
    /// <returns>Clean MathML (one <c>math</c> element), or the reason why not.</returns>
    public Formula Render(string tex, bool display) => new(null, "not built yet");
}

/// <summary>The outcome for one formula: exactly one of the two is set.</summary>
/// <param name="MathMl">One <c>math</c> element, allowlisted, without style.</param>
/// <param name="Error">Why the source is no formula, in the parser's words.</param>
public sealed record Formula(string? MathMl, string? Error);
