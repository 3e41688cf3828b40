using System.Runtime.InteropServices;

namespace Blog.Editor.Diff;

/// <summary>A range of the base that at least one side changed, and what each side has there: half-open ranges of lines.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MergePlace(Range Start, Range Theirs, Range Mine);

/// <summary>Joins the edits of two sides where they overlap or touch.</summary>
internal sealed class MergePlaces
{
    private readonly List<MergePlace> _places = [];
    private int _theirShift;
    private int _myShift;

    /// <summary>The changed ranges in order.</summary>
    public static List<MergePlace> Of(IReadOnlyList<Edit> theirs, IReadOnlyList<Edit> mine)
    {
        var found = new MergePlaces();
        int i = 0,
            j = 0;
        while (i < theirs.Count || j < mine.Count)
        {
            int firstTheir = i,
                firstMine = j;
            var place = Next(theirs, mine, ref i, ref j);
            int low = place.StartBefore,
                high = place.EndBefore;
            var alone = place;
            while (true)
            {
                if (i < theirs.Count && Meets(theirs[i], low, high, alone))
                {
                    high = Math.Max(high, theirs[i++].EndBefore);
                }
                else if (j < mine.Count && Meets(mine[j], low, high, alone))
                {
                    high = Math.Max(high, mine[j++].EndBefore);
                }
                else
                {
                    break;
                }

                alone = default;
            }

            found.Add(low, high, Growth(theirs, firstTheir, i), Growth(mine, firstMine, j));
        }

        return found._places;
    }

    private static Edit Next(IReadOnlyList<Edit> theirs, IReadOnlyList<Edit> mine, ref int i, ref int j) =>
        j == mine.Count || (i < theirs.Count && theirs[i].StartBefore <= mine[j].StartBefore) ? theirs[i++] : mine[j++];

    /// <summary>
    /// Edits that share a line are joined, and so are those that touch: the order of two insertions at one place is undecidable. The
    /// exception is lines that were each replaced by one: two neighbouring list items that two sides corrected are separate changes.
    /// </summary>
    private static bool Meets(Edit next, int low, int high, Edit alone) =>
        next.StartBefore < high || (next.StartBefore == high && !(next.StartBefore > low && IsLineForLine(next) && IsLineForLine(alone)));

    private static bool IsLineForLine(Edit edit) => edit.CountBefore > 0 && edit.CountBefore == edit.CountAfter;

    private static int Growth(IReadOnlyList<Edit> edits, int from, int to)
    {
        var growth = 0;
        for (var i = from; i < to; i++)
        {
            growth += edits[i].CountAfter - edits[i].CountBefore;
        }

        return growth;
    }

    private void Add(int low, int high, int theirGrowth, int myGrowth)
    {
        _places.Add(
            new MergePlace(
                low..high,
                (low + _theirShift)..(high + _theirShift + theirGrowth),
                (low + _myShift)..(high + _myShift + myGrowth)
            )
        );
        _theirShift += theirGrowth;
        _myShift += myGrowth;
    }
}
