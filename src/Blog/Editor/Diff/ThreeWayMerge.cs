namespace Blog.Editor.Diff;

/// <summary>
/// Merges two texts with a common base line by line: diff3 (Khanna, Kunal, Pierce 2007) over two edit scripts, which are Myers' with
/// patience anchors (<see cref="EditScript"/>). Every line of all three texts is in exactly one hunk, so nothing can get lost between them.
/// </summary>
public sealed class ThreeWayMerge
{
    // DiffPlex 1.9.0 has a three-way differ, but where edits partly overlap it drops the lines of one side and reports success.
    private ThreeWayMerge(IReadOnlyList<MergeHunk> hunks) => Hunks = hunks;

    /// <summary>The whole text in order, including unchanged ranges.</summary>
    public IReadOnlyList<MergeHunk> Hunks { get; }

    /// <summary>The hunks that a person must decide, in order.</summary>
    public IEnumerable<MergeHunk> Conflicts => Hunks.Where(hunk => hunk.Kind == MergeKind.Conflict);

    /// <summary>Merges everything that does not conflict.</summary>
    /// <param name="start">The common base of both sides.</param>
    /// <param name="theirs">What the other window, device or person saved.</param>
    /// <param name="mine">What this author wants to save.</param>
    public static ThreeWayMerge Of(string start, string theirs, string mine)
    {
        string[] startLines = TextPieces.Lines(start),
            theirLines = TextPieces.Lines(theirs),
            myLines = TextPieces.Lines(mine);
        var budget = new WorkBudget();
        var places = MergePlaces.Of(EditScript.Between(startLines, theirLines, budget), EditScript.Between(startLines, myLines, budget));
        var builder = new MergeBuilder(startLines, theirLines, myLines);
        foreach (var place in places)
        {
            builder.Add(place);
        }

        return new ThreeWayMerge(builder.Finish());
    }

    /// <summary>The merged text, with line feeds.</summary>
    /// <param name="choices">One for each of <see cref="Conflicts"/>, in order; where there are too few, the rest use mine.</param>
    public string Resolve(IReadOnlyList<MergeSide> choices)
    {
        var decided = 0;
        return TextPieces.Join(
            Hunks.SelectMany(hunk =>
                hunk.Kind switch
                {
                    MergeKind.Theirs => hunk.Theirs,
                    MergeKind.Conflict when decided++ < choices.Count && choices[decided - 1] == MergeSide.Theirs => hunk.Theirs,
                    _ => hunk.Mine,
                }
            )
        );
    }
}

/// <summary>A range of the three texts.</summary>
/// <param name="StartLine">Number of its first line in the base, from 1; where it has none there, of the line that follows.</param>
/// <param name="TheirLine">The same in their text.</param>
/// <param name="MyLine">The same in mine.</param>
/// <param name="Start">Its lines in the base; may be empty.</param>
/// <param name="Theirs">Its lines in their text; may be empty.</param>
/// <param name="Mine">Its lines in mine; may be empty.</param>
/// <param name="TheirChange">
/// From <paramref name="Start"/> to <paramref name="Theirs"/>, for display, numbered within the hunk; empty in an unchanged hunk.
/// </param>
/// <param name="MyChange">From <paramref name="Start"/> to <paramref name="Mine"/>, likewise.</param>
public sealed record MergeHunk(
    MergeKind Kind,
    int StartLine,
    int TheirLine,
    int MyLine,
    IReadOnlyList<string> Start,
    IReadOnlyList<string> Theirs,
    IReadOnlyList<string> Mine,
    IReadOnlyList<ComparedLine> TheirChange,
    IReadOnlyList<ComparedLine> MyChange
);

public enum MergeKind
{
    Unchanged,

    Theirs,

    Mine,

    /// <summary>Both sides, in the same way: merged.</summary>
    Both,

    /// <summary>Both sides, differently: a person must choose.</summary>
    Conflict,
}

/// <summary>Whose lines are taken where two sides conflict.</summary>
public enum MergeSide
{
    /// <summary>The lines of the author who is saving.</summary>
    Mine,

    /// <summary>The lines that were saved first.</summary>
    Theirs,
}
