using System.Net;
using Blog.Rendering.Output;
using Blog.Rendering.Printing;
using Blog.Rendering.Scripting;
using Markdig;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Blog.Rendering.Extensions.Formulas;

/// <summary>Formulas between dollars or escaped brackets, rendered on the server as MathML.</summary>
internal sealed class FormulaExtension : IMarkdownExtension
{
    private const int MaxLength = 10_000;

    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.Insert(0, new FormulaBlockParser());
        pipeline.InlineParsers.InsertBefore<EmphasisInlineParser>(new FormulaInlineParser());
        pipeline.InlineParsers.InsertBefore<EscapeInlineParser>(new BracketFormulaParser());
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        renderer.ObjectRenderers.Add(new BlockRenderer());
        renderer.ObjectRenderers.Add(new InlineRenderer());
    }

    private static Placeholder Set(RenderState state, string tex, int line, bool block, bool display)
    {
        var formula =
            tex.Length > MaxLength ? new Formula(null, "Longer than a formula may be")
            : state.FormulasLeft-- <= 0 ? new Formula(null, "More formulas than one post may hold")
            : state.Ask(() => state.Formulas.Render(tex, display))
                ?? new Formula(null, "The formulas before it took all the time that one post may");
        if (formula.MathMl is { } mathMl)
        {
            // Anything that may be wider than the text scrolls on its own, and so must be reachable by keyboard.
            var html =
                block ? $"<div class=\"formula\" tabindex=\"0\">{mathMl}</div>"
                : display ? $"<span class=\"formula\" tabindex=\"0\">{mathMl}</span>"
                : FormulaWidth.Estimate(mathMl) > FormulaWidth.OfShortLine
                    ? $"<span class=\"formula-inline\" tabindex=\"0\">{mathMl}</span>"
                : mathMl;
            return new Placeholder(PlaceholderKind.Formula, html, html, tex);
        }

        state.Problems.Add(new RenderProblem(RenderProblemKind.Formula, tex, formula.Error ?? "", line + 1));
        var source = $"<code class=\"formula-wrong\">{WebUtility.HtmlEncode(tex)}</code>";
        var wrong = block ? $"<pre tabindex=\"0\">{source}</pre>" : source;
        return new Placeholder(PlaceholderKind.Formula, wrong, wrong, tex);
    }

    private sealed class BlockRenderer : HtmlObjectRenderer<FormulaBlock>
    {
        protected override void Write(HtmlRenderer renderer, FormulaBlock obj)
        {
            var own = (PostHtmlRenderer)renderer;
            renderer.EnsureLine();
            own.WriteSlot("pre", Set(own.State, obj.Tex, obj.Line, block: true, display: true));
            renderer.EnsureLine();
        }
    }

    private sealed class InlineRenderer : HtmlObjectRenderer<FormulaInline>
    {
        protected override void Write(HtmlRenderer renderer, FormulaInline obj)
        {
            if (!renderer.EnableHtmlForInline)
            {
                renderer.WriteEscape(obj.Tex);
                return;
            }

            var own = (PostHtmlRenderer)renderer;
            own.WriteSlot("code", Set(own.State, obj.Tex, obj.Line, block: false, obj.Display));
        }
    }
}
