using Blog.Rendering.Output;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering.Extensions.Formulas;

/// <summary>Finds TeX outside formulas: its author should know that readers see it as it was typed.</summary>
internal static class LooseTex
{
    private const int MaxProblems = 20;

    /// <summary>Adds one problem for each such line.</summary>
    public static void Report(MarkdownDocument document, List<RenderProblem> problems)
    {
        var (last, count) = (-1, 0);
        foreach (var literal in document.Descendants<LiteralInline>())
        {
            // The text around it, since what may be emphasis is cut at each sign.
            var part = literal.Content;
            if (literal.Line != last && part.Text is { } text && TexSigns.FindLoose(text, part.Start, part.End) is { } tex)
            {
                last = literal.Line;
                problems.Add(
                    new RenderProblem(
                        RenderProblemKind.LooseTex,
                        tex,
                        "looks like TeX, but is not in a formula ($...$ or $$...$$)",
                        last + 1
                    )
                );
                if (++count == MaxProblems)
                {
                    return;
                }
            }
        }
    }
}
