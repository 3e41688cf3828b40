namespace Blog.Editor.Diff;

/// <summary>
/// Two texts that grew from one, merged line by line: diff3 (Khanna, Kunal, Pierce 2007) over two edit scripts, which are Myers' with
/// patience anchors (<see cref="EditScript"/>). Every line of all three is in exactly one hunk, so that nothing can get lost between them.
/// </summary>
public sealed class ThreeWayMerge
{
    // DiffPlex 1.9.0 has a three-way differ, but where edits overlap in part it drops the lines of one side and calls that a success.
    private ThreeWayMerge(IReadOnlyList<MergeHunk> hunks) => Hunks = hunks;

    /// <summary>The whole text in order, unchanged stretches included.</summary>
    public IReadOnlyList<MergeHunk> Hunks { get; }

    /// <summary>The hunks that a person must decide, in order.</summary>
    public IEnumerable<MergeHunk> Clashes => Hunks.Where(hunk => hunk.Kind == MergeKind.Clash);

    /// <summary>Merges what does not clash.</summary>
    /// <param name="start">The text both sides began with.</param>
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
    /// <param name="choices">One for each of <see cref="Clashes"/>, in order; where they are too few, the rest keeps mine.</param>
    public string Resolve(IReadOnlyList<MergeSide> choices)
    {
        var clash = 0;
        return TextPieces.Join(
            Hunks.SelectMany(hunk =>
                hunk.Kind switch
                {
                    MergeKind.Theirs => hunk.Theirs,
                    MergeKind.Clash when clash++ < choices.Count && choices[clash - 1] == MergeSide.Theirs => hunk.Theirs,
                    _ => hunk.Mine,
                }
            )
        );
    }
}

/// <summary>A stretch of the three texts.</summary>
/// <param name="Kind">Who changed it.</param>
/// <param name="StartLine">Number of its first line in the common start, from 1; where it has none there, of the line that follows.</param>
/// <param name="TheirLine">The same in their text.</param>
/// <param name="MyLine">The same in mine.</param>
/// <param name="Start">Its lines in the common start; may be none.</param>
/// <param name="Theirs">Its lines in their text; may be none.</param>
/// <param name="Mine">Its lines in mine; may be none.</param>
/// <param name="TheirChange">From <paramref name="Start"/> to <paramref name="Theirs"/>, for showing, numbered within the stretch; empty in an unchanged hunk.</param>
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

    /// <summary>Both, in the same way: merged.</summary>
    Both,

    /// <summary>Both, differently: somebody must choose.</summary>
    Clash,
}

/// <summary>Whose lines stay where two sides clash.</summary>
public enum MergeSide
{
    /// <summary>The lines of the one who saves now.</summary>
    Mine,

    /// <summary>The lines that were saved first.</summary>
    Theirs,
}
