namespace Blog.Editor.Diff;

/// <summary>What changed from one Markdown text to another, in reading order.</summary>
/// <param name="Hunks">Changed lines with some context lines around them; empty where nothing changed.</param>
/// <param name="AddedLines">Lines that are new or changed.</param>
/// <param name="RemovedLines">Lines that are removed or changed.</param>
public sealed record TextComparison(IReadOnlyList<TextHunk> Hunks, int AddedLines, int RemovedLines)
{
    /// <summary>Whether both texts have the same lines.</summary>
    public bool IsSame => Hunks.Count == 0;

    /// <summary>
    /// Compares two texts; line endings of forms and files are treated as equal. The time is bounded: within too long a range without an
    /// anchor, lines or pieces are shown as replaced as a whole.
    /// </summary>
    /// <param name="context">Unchanged lines to show above and below each change.</param>
    public static TextComparison Of(string before, string after, int context = 3)
    {
        var lines = Lines(TextPieces.Lines(before), TextPieces.Lines(after), new WorkBudget());
        return new TextComparison(
            [.. Fold(lines, context)],
            lines.Count(line => line.Change is LineChange.Changed or LineChange.Added),
            lines.Count(line => line.Change is LineChange.Changed or LineChange.Removed)
        );
    }

    /// <summary>Every line of both texts, including unchanged ones.</summary>
    internal static List<ComparedLine> Lines(IReadOnlyList<string> before, IReadOnlyList<string> after, WorkBudget budget)
    {
        var lines = new List<ComparedLine>();
        var read = 0;
        var shift = 0;
        foreach (var edit in EditScript.Between(before, after, budget))
        {
            AddSame(edit.StartBefore);
            AddEdit(lines, edit, before, after, budget);
            (read, shift) = (edit.EndBefore, edit.EndAfter - edit.EndBefore);
        }

        AddSame(before.Count);
        return lines;

        void AddSame(int end)
        {
            for (; read < end; read++)
            {
                lines.Add(new ComparedLine(LineChange.Same, read + 1, read + shift + 1, Whole(PieceChange.Same, before[read])));
            }
        }
    }

    private static void AddEdit(
        List<ComparedLine> lines,
        Edit edit,
        IReadOnlyList<string> before,
        IReadOnlyList<string> after,
        WorkBudget budget
    )
    {
        List<string>[] cutBefore = [.. before.Skip(edit.StartBefore).Take(edit.CountBefore).Select(TextPieces.Cut)];
        List<string>[] cutAfter = [.. after.Skip(edit.StartAfter).Take(edit.CountAfter).Select(TextPieces.Cut)];
        int i = 0,
            j = 0;
        foreach (var (x, y) in LinePairing.Pairs(cutBefore, cutAfter, budget))
        {
            AddUnpaired(x, y);
            var pieces = ChangedLine.Pieces(cutBefore[x], cutAfter[y], budget);
            // Equal lines can be paired in a range that was replaced as a whole.
            var change = pieces.All(piece => piece.Change == PieceChange.Same) ? LineChange.Same : LineChange.Changed;
            lines.Add(new ComparedLine(change, edit.StartBefore + x + 1, edit.StartAfter + y + 1, pieces));
            (i, j) = (x + 1, y + 1);
        }

        AddUnpaired(edit.CountBefore, edit.CountAfter);

        void AddUnpaired(int endBefore, int endAfter)
        {
            for (; i < endBefore; i++)
            {
                lines.Add(
                    new ComparedLine(
                        LineChange.Removed,
                        edit.StartBefore + i + 1,
                        null,
                        Whole(PieceChange.Deleted, before[edit.StartBefore + i])
                    )
                );
            }

            for (; j < endAfter; j++)
            {
                lines.Add(
                    new ComparedLine(
                        LineChange.Added,
                        null,
                        edit.StartAfter + j + 1,
                        Whole(PieceChange.Inserted, after[edit.StartAfter + j])
                    )
                );
            }
        }
    }

    private static IReadOnlyList<TextPiece> Whole(PieceChange change, string line) => line.Length == 0 ? [] : [new TextPiece(change, line)];

    private static IEnumerable<TextHunk> Fold(List<ComparedLine> lines, int context)
    {
        var start = -1;
        var end = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Change == LineChange.Same)
            {
                continue;
            }

            if (start >= 0 && i - context > end)
            {
                yield return Hunk(start, end);
                start = -1;
            }

            start = start < 0 ? Math.Max(end, i - context) : start;
            end = Math.Min(lines.Count, i + 1 + context);
        }

        if (start >= 0)
        {
            yield return Hunk(start, end);
        }

        TextHunk Hunk(int from, int to)
        {
            var shown = lines[from..to];
            return new TextHunk(
                shown.FirstOrDefault(line => line.BeforeLine is not null)?.BeforeLine ?? 1,
                shown.FirstOrDefault(line => line.AfterLine is not null)?.AfterLine ?? 1,
                shown
            );
        }
    }
}

/// <summary>Adjacent lines.</summary>
/// <param name="BeforeLine">Number of the first line in the older text, from 1.</param>
/// <param name="AfterLine">Number of the first line in the newer text, from 1.</param>
/// <param name="Lines">The lines; those of the older text come before those that replaced them.</param>
public sealed record TextHunk(int BeforeLine, int AfterLine, IReadOnlyList<ComparedLine> Lines);

/// <summary>One line of a comparison.</summary>
/// <param name="BeforeLine">Its number in the older text, from 1; null for an added line.</param>
/// <param name="AfterLine">Its number in the newer text, from 1; null for a removed line.</param>
/// <param name="Pieces">Its text in reading order; empty for an empty line.</param>
public sealed record ComparedLine(LineChange Change, int? BeforeLine, int? AfterLine, IReadOnlyList<TextPiece> Pieces);

/// <summary>Part of a line.</summary>
/// <param name="Text">Its characters, never empty.</param>
public sealed record TextPiece(PieceChange Change, string Text);

public enum LineChange
{
    Same,

    /// <summary>In both texts, with differences within the line.</summary>
    Changed,

    /// <summary>In the older text only.</summary>
    Removed,

    /// <summary>In the newer text only.</summary>
    Added,
}

/// <summary>Which text a piece is in.</summary>
public enum PieceChange
{
    Same,

    Deleted,

    Inserted,
}
