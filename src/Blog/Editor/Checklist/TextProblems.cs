using Blog.Data;
using Blog.Rendering.Output;

namespace Blog.Editor.Checklist;

/// <summary>What is in a text and looks like something else; formulas that do not parse are named below the preview.</summary>
internal static class TextProblems
{
    private const int Named = 3;

    /// <summary>By what it is, with the first lines of each.</summary>
    public static IEnumerable<ChecklistItem> Of(IReadOnlyList<RenderProblem> problems, ChecklistTexts words)
    {
        foreach (var kind in new[] { RenderProblemKind.UnclosedHtml, RenderProblemKind.LooseTex })
        {
            var same = problems.Where(problem => problem.Kind == kind).GroupBy(problem => problem.Source, StringComparer.Ordinal);
            foreach (var group in same.Take(Named))
            {
                var lines = LinesOf(group, words);
                yield return kind == RenderProblemKind.UnclosedHtml
                    ? new ChecklistItem(ChecklistItemKind.UnclosedHtml, words.UnclosedHtml(group.Key, lines), null)
                    : new ChecklistItem(
                        ChecklistItemKind.LooseTex,
                        words.LooseTex(TextLengths.Cut(group.Key, TextLengths.Name), lines),
                        null
                    );
            }
        }
    }

    private static string LinesOf(IEnumerable<RenderProblem> problems, ChecklistTexts words)
    {
        var lines = problems
            .Select(problem => problem.Line.ToString(CultureInfo.InvariantCulture))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return string.Join(words.Comma, lines.Take(Named)) + (lines.Count > Named ? words.AndMore(lines.Count) : "");
    }
}
