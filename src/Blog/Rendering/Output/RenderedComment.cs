namespace Blog.Rendering.Output;

/// <summary>What the renderer makes of a comment.</summary>
/// <param name="PlainText">Without markup.</param>
/// <param name="Version">Of the renderer; empty where code and formulas are left as written.</param>
/// <param name="Links">How many links it has to other sites.</param>
/// <param name="IsTooComplex">Whether it exceeds a limit of the parser, and is shown as it was written.</param>
public sealed record RenderedComment(RenderedHtml Html, string PlainText, string Version, int Links, bool IsTooComplex);
