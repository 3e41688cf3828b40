using Blog.Rendering.Extensions.CodeBlocks;
using Blog.Rendering.Extensions.Formulas;
using Blog.Rendering.Extensions.Links;
using Blog.Rendering.Extensions.MoreEmphasis;
using Markdig;

namespace Blog.Rendering.Extensions;

/// <summary>
/// The Markdown of comments: emphasis, links, lists, quotes, code, formulas. HTML and headings are text, and a line break is one, as people
/// expect of a text field.
/// </summary>
internal static class CommentPipeline
{
    /// <summary>The pipeline, which is thread-safe.</summary>
    public static MarkdownPipeline Pipeline { get; } = Build();

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.DisableHtml();
        builder.DisableHeadings();
        builder.UseSoftlineBreakAsHardlineBreak();
        builder.Extensions.Add(new MoreEmphasisExtension(withMarks: false));
        builder.UseCjkFriendlyEmphasis();
        builder.Extensions.Add(new FormulaExtension());
        builder.Extensions.Add(new LinkExtension());
        builder.Extensions.Add(new CodeBlockExtension());
        return builder.Build();
    }
}
