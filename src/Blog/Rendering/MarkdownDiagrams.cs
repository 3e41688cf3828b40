using Blog.Rendering.Extensions;
using Blog.Rendering.Extensions.CodeBlocks;
using Blog.Rendering.Output;
using Blog.Rendering.Text;
using Markdig;
using Markdig.Syntax;

namespace Blog.Rendering;

/// <summary>Finds the diagrams of a Markdown text, as the renderer would.</summary>
public static class MarkdownDiagrams
{
    private static readonly MarkdownPipeline Pipeline = PostPipeline.Build();

    /// <summary>The sources in order, each once; none where the text exceeds a limit of the renderer.</summary>
    public static IReadOnlyList<DiagramSource> Find(string markdown)
    {
        if (!markdown.Contains(DiagramSource.Language, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var text = TextLimits.Normalize(markdown);
        if (TextLimits.Check(text) is not null)
        {
            return [];
        }

        try
        {
            return
            [
                .. Markdown
                    .Parse(text, Pipeline)
                    .Descendants<FencedCodeBlock>()
                    .Where(block => DiagramSource.IsLanguage(CodeBlockExtension.LanguageOf($"{block.Info} {block.Arguments}")))
                    .Select(block => DiagramSource.Of(block.Lines.ToString()))
                    .Where(source => source.Text.Length > 0)
                    .DistinctBy(source => source.Hash),
            ];
        }
        catch (ArgumentException)
        {
            return []; // nested too deeply: the renderer refuses it
        }
    }
}
