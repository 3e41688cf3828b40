using System.Collections.Concurrent;
using Blog.Rendering.Extensions.Alerts;
using Blog.Rendering.Extensions.CodeBlocks;
using Blog.Rendering.Extensions.Containers;
using Blog.Rendering.Extensions.Contents;
using Blog.Rendering.Extensions.Emoji;
using Blog.Rendering.Extensions.Figures;
using Blog.Rendering.Extensions.Footnotes;
using Blog.Rendering.Extensions.Formulas;
using Blog.Rendering.Extensions.Links;
using Blog.Rendering.Extensions.MoreEmphasis;
using Blog.Rendering.Extensions.RawHtml;
using Blog.Rendering.Extensions.Tables;
using Blog.Rendering.Extensions.TaskLists;
using Blog.Rendering.Output;
using Markdig;
using Markdig.Extensions.Tables;

namespace Blog.Rendering.Extensions;

/// <summary>The supported Markdown: CommonMark, GFM and the extensions listed here explicitly.</summary>
internal static class PostPipeline
{
    private static readonly ConcurrentDictionary<Notations, MarkdownPipeline> Built = new();

    /// <summary>The pipeline, which is thread-safe, of a blog with the default notations.</summary>
    public static MarkdownPipeline Build() => For(Notations.Default);

    /// <summary>The pipeline, which is thread-safe, of a blog with these notations.</summary>
    public static MarkdownPipeline For(Notations notations) => Built.GetOrAdd(notations, Build);

    private static MarkdownPipeline Build(Notations notations)
    {
        var builder = new MarkdownPipelineBuilder();
        builder.UsePreciseSourceLocation(); // problems name their line
        builder.UsePipeTables(new PipeTableOptions { UseGfmRules = true });
        builder.UseTaskLists();
        builder.UseFootnotes();
        builder.UseAlertBlocks();
        builder.UseDefinitionLists();

        // Custom extensions come last, since they replace renderers of the others.
        builder.Extensions.Add(new MoreEmphasisExtension(notations.Marks));
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
        if (notations.Contents)
        {
            builder.Extensions.Add(new ContentsExtension());
        }

        if (notations.Containers)
        {
            builder.Extensions.Add(new ContainerExtension());
        }

        if (notations.Emoji)
        {
            builder.InlineParsers.Insert(0, new EmojiNameParser());
        }

        return builder.Build();
    }
}
