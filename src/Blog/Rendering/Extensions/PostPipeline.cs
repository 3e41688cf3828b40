using Blog.Rendering.Extensions.Alerts;
using Blog.Rendering.Extensions.CodeBlocks;
using Blog.Rendering.Extensions.Figures;
using Blog.Rendering.Extensions.Footnotes;
using Blog.Rendering.Extensions.Formulas;
using Blog.Rendering.Extensions.Links;
using Blog.Rendering.Extensions.MoreEmphasis;
using Blog.Rendering.Extensions.RawHtml;
using Blog.Rendering.Extensions.Tables;
using Blog.Rendering.Extensions.TaskLists;
using Markdig;
using Markdig.Extensions.Tables;

namespace Blog.Rendering.Extensions;

/// <summary>The supported Markdown: CommonMark, GFM and the extensions listed here explicitly.</summary>
internal static class PostPipeline
{
    /// <summary>Builds the pipeline, which is thread-safe.</summary>
    public static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.UsePreciseSourceLocation(); // problems name their line
        builder.UsePipeTables(new PipeTableOptions { UseGfmRules = true });
        builder.UseTaskLists();
        builder.UseFootnotes();
        builder.UseAlertBlocks();
        builder.UseDefinitionLists();

        // Custom extensions come last, since they replace renderers of the others.
        builder.Extensions.Add(new MoreEmphasisExtension());
        builder.UseCjkFriendlyEmphasis();
        builder.Extensions.Add(new FormulaExtension());
        builder.Extensions.Add(new LinkExtension());
        builder.Extensions.Add(new RawHtmlExtension());
        builder.Extensions.Add(new CodeBlockExtension());
        builder.Extensions.Add(new TableExtension());
        builder.Extensions.Add(new TaskListExtension());
        builder.Extensions.Add(new FootnotePrinting());
        builder.Extensions.Add(new AlertExtension());
        builder.Extensions.Add(new FigureExtension());
        return builder.Build();
    }
}
