using System.Buffers;
using System.Net;
using System.Text;
using Blog.Rendering.Output;
using Blog.Rendering.Printing;
using Blog.Rendering.Scripting;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Blog.Rendering.Extensions.CodeBlocks;

/// <summary>Code blocks with a label, highlighted on the server; long ones of a known language are folded.</summary>
internal sealed class CodeBlockExtension : IMarkdownExtension
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t{}:,");

    public void Setup(MarkdownPipelineBuilder pipeline) { }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new Renderer());

    /// <summary>The language of an info string: its first word, without what Hexo, Hugo and pandoc append to it.</summary>
    internal static string? LanguageOf(string? info)
    {
        var word = (info ?? "").Trim().TrimStart('{', '.');
        if (word.StartsWith('#'))
        {
            word = word.IndexOf(" .", StringComparison.Ordinal) is var at and >= 0 ? word[(at + 2)..] : ""; // pandoc: {#id .python}
        }

        var end = word.AsSpan().IndexOfAny(Ends);
        return end switch
        {
            0 => null,
            > 0 => word[..end],
            _ => word.Length == 0 ? null : word,
        };
    }

    private static Placeholder Build(RenderState state, string code, string? language)
    {
        var coloured =
            (code.Length <= state.CodeLeft ? Highlight(state, code, language) : null)
            ?? new HighlightedCode(WebUtility.HtmlEncode(code), null, language);
        state.CodeLeft -= Math.Min(code.Length, state.CodeLeft);

        var label = coloured.Label is null ? "" : WebUtility.HtmlEncode(coloured.Label);
        var pre = new StringBuilder("<pre tabindex=\"0\"><code");
        if (coloured.Language is not null)
        {
            pre.Append(" class=\"language-").Append(WebUtility.HtmlEncode(coloured.Language)).Append('"');
        }

        // HTML parsers drop a line feed directly after <pre>; <code> comes between, so none is lost.
        var shown = CodeMarkup.IsClean(coloured.Html) ? coloured.Html : WebUtility.HtmlEncode(code);
        pre.Append('>').Append(shown).Append("</code></pre>");
        var head = label.Length == 0 ? "" : $"<p>{label}</p>";
        var open = $"<div class=\"code\">{head}{pre}</div>";
        if (DiagramSource.IsLanguage(language) && DiagramMarkup.Of(state, DiagramSource.Of(code), open) is var (figure, picture))
        {
            return new Placeholder(PlaceholderKind.Code, figure, picture, code);
        }

        var lines = code.AsSpan().Count('\n') + 1;
        if (state.FoldAbove == 0 || lines <= state.FoldAbove || language is null) // one without language is text or a drawing, to be read
        {
            return new Placeholder(PlaceholderKind.Code, open, open, code);
        }

        var texts = state.Words;
        var summary =
            $"{label}<span class=\"if-shut\">{RenderTexts.Fill(texts.Unfold, lines)}</span><span class=\"if-open\">{texts.Fold}</span>";
        var folded = $"<div class=\"code\"><details class=\"fold\"><summary>{summary}</summary>{pre}</details></div>";
        return new Placeholder(PlaceholderKind.Code, folded, open, code);
    }

    private static HighlightedCode? Highlight(RenderState state, string code, string? language)
    {
        if (!state.IsHasty)
        {
            return state.Ask(() => state.Highlighter.Highlight(code, language));
        }

        var known = state.Highlighter.HighlightKnown(code, language, out var isComplete);
        state.LacksColours |= !isComplete;
        return known;
    }

    private sealed class Renderer : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock obj)
        {
            var own = (PostHtmlRenderer)renderer;
            renderer.EnsureLine();
            own.WriteSlot(
                "pre",
                Build(
                    own.State,
                    obj.Lines.ToString(),
                    LanguageOf(obj is FencedCodeBlock fenced ? $"{fenced.Info} {fenced.Arguments}" : null)
                )
            );
            renderer.EnsureLine();
        }
    }
}
