namespace Blog.Editor.Diff;

/// <summary>Shows what changed within a line.</summary>
internal static class ChangedLine
{
    /// <summary>The pieces of both lines in reading order; at one place, the deleted before the inserted.</summary>
    public static IReadOnlyList<TextPiece> Pieces(List<string> before, List<string> after, WorkBudget budget)
    {
        var pieces = new List<TextPiece>();
        var read = 0;
        foreach (var edit in Coalesce(EditScript.Between(before, after, budget), before, after))
        {
            Add(pieces, PieceChange.Same, before, read, edit.StartBefore);
            Add(pieces, PieceChange.Deleted, before, edit.StartBefore, edit.EndBefore);
            Add(pieces, PieceChange.Inserted, after, edit.StartAfter, edit.EndAfter);
            read = edit.EndBefore;
        }

        Add(pieces, PieceChange.Same, before, read, before.Count);
        return pieces;
    }

    private static void Add(List<TextPiece> pieces, PieceChange change, List<string> cut, int start, int end)
    {
        if (end > start)
        {
            pieces.Add(new TextPiece(change, string.Concat(cut.Skip(start).Take(end - start))));
        }
    }

    /// <summary>
    /// A character that two rewritten ranges share by chance makes both hard to read: two replacements are joined where what lies between
    /// them weighs no more than either, and half of what both do on average. Pure insertions and deletions stay separate: joined, they
    /// would show text as deleted that is still there.
    /// </summary>
    private static List<Edit> Coalesce(IReadOnlyList<Edit> edits, List<string> before, List<string> after)
    {
        var joined = new List<Edit>(edits.Count);
        var weight = 0; // of the last joined edit, kept because weighing it again each time would be quadratic in its length
        foreach (var edit in edits)
        {
            var own = Math.Max(Weigh(before, edit.StartBefore, edit.EndBefore), Weigh(after, edit.StartAfter, edit.EndAfter));
            if (
                joined.Count > 0
                && joined[^1] is { CountBefore: > 0, CountAfter: > 0 } last
                && edit is { CountBefore: > 0, CountAfter: > 0 }
                && Weigh(before, last.EndBefore, edit.StartBefore) is var between
                && between <= Math.Min(weight, own)
                && 4 * between <= weight + own
            )
            {
                joined[^1] = last.Through(edit);
                weight += between + own;
            }
            else
            {
                joined.Add(edit);
                weight = own;
            }
        }

        return joined;
    }

    private static int Weigh(List<string> pieces, int start, int end)
    {
        var weight = 0;
        for (var i = start; i < end; i++)
        {
            weight += TextPieces.Weigh(pieces[i]);
        }

        return weight;
    }
}
