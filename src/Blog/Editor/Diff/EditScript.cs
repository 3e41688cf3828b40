using System.Runtime.InteropServices;
using DiffPlex;
using DiffPlex.Chunkers;

namespace Blog.Editor.Diff;

/// <summary>
/// Finds where two sequences differ. The shortest script takes time quadratic in the length where much differs, so long ranges are first
/// cut at elements that occur once on either side ("patience"), and a range that is still too long becomes one edit.
/// </summary>
internal sealed class EditScript
{
    private const int Short = 1_000; // elements of both sides: compared directly
    private const int Longest = 16_000; // elements become the characters of a string: fewer than 65,536 of them
    private const int MaxDepth = 4;

    private readonly int[] _before;
    private readonly int[] _after;
    private readonly WorkBudget _budget;
    private readonly List<Edit> _edits = [];

    private EditScript(int[] before, int[] after, WorkBudget budget) => (_before, _after, _budget) = (before, after, budget);

    /// <summary>The differences, in order; no two of them touch.</summary>
    public static IReadOnlyList<Edit> Between(IReadOnlyList<string> before, IReadOnlyList<string> after, WorkBudget budget)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var script = new EditScript(Number(before, ids), Number(after, ids), budget);
        script.Compare(0, before.Count, 0, after.Count, 0);
        return script.Slid();
    }

    private static int[] Number(IReadOnlyList<string> elements, Dictionary<string, int> ids)
    {
        var numbers = new int[elements.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, elements[i], out var known);
            id = known ? id : ids.Count;
            numbers[i] = id;
        }

        return numbers;
    }

    private void Compare(int startBefore, int endBefore, int startAfter, int endAfter, int depth)
    {
        while (startBefore < endBefore && startAfter < endAfter && _before[startBefore] == _after[startAfter])
        {
            startBefore++;
            startAfter++;
        }

        while (startBefore < endBefore && startAfter < endAfter && _before[endBefore - 1] == _after[endAfter - 1])
        {
            endBefore--;
            endAfter--;
        }

        var size = (long)(endBefore - startBefore) + (endAfter - startAfter);
        if (startBefore == endBefore || startAfter == endAfter)
        {
            Add(new Edit(startBefore, endBefore - startBefore, startAfter, endAfter - startAfter));
        }
        else if (size <= Short && _budget.TrySpend(size * size))
        {
            Search(startBefore, endBefore, startAfter, endAfter);
        }
        else if (depth < MaxDepth && Anchors(startBefore, endBefore, startAfter, endAfter) is { Count: > 0 } anchors)
        {
            foreach (var (x, y) in anchors)
            {
                Compare(startBefore, x, startAfter, y, depth + 1);
                (startBefore, startAfter) = (x + 1, y + 1);
            }

            Compare(startBefore, endBefore, startAfter, endAfter, depth + 1);
        }
        else if (size <= Longest && _budget.TrySpend(size * size))
        {
            Search(startBefore, endBefore, startAfter, endAfter);
        }
        else
        {
            Add(new Edit(startBefore, endBefore - startBefore, startAfter, endAfter - startAfter));
        }
    }

    /// <summary>
    /// The shortest script; each element becomes one character, because the library's differ splits texts and treats an empty one as having
    /// no elements.
    /// </summary>
    private void Search(int startBefore, int endBefore, int startAfter, int endAfter)
    {
        var characters = new Dictionary<int, char>();
        var found = Differ.Instance.CreateDiffs(
            Spell(_before.AsSpan(startBefore..endBefore), characters),
            Spell(_after.AsSpan(startAfter..endAfter), characters),
            ignoreWhiteSpace: false,
            ignoreCase: false,
            CharacterChunker.Instance
        );
        foreach (var block in found.DiffBlocks)
        {
            Add(new Edit(startBefore + block.DeleteStartA, block.DeleteCountA, startAfter + block.InsertStartB, block.InsertCountB));
        }
    }

    private static string Spell(ReadOnlySpan<int> elements, Dictionary<int, char> characters)
    {
        var spelled = new char[elements.Length];
        for (var i = 0; i < spelled.Length; i++)
        {
            ref var character = ref CollectionsMarshal.GetValueRefOrAddDefault(characters, elements[i], out var known);
            character = known ? character : (char)characters.Count;
            spelled[i] = character;
        }

        return new string(spelled);
    }

    private void Add(Edit edit)
    {
        if (edit is { CountBefore: 0, CountAfter: 0 })
        {
            return;
        }

        if (_edits.Count > 0 && _edits[^1].EndBefore == edit.StartBefore && _edits[^1].EndAfter == edit.StartAfter)
        {
            _edits[^1] = _edits[^1].Through(edit);
        }
        else
        {
            _edits.Add(edit);
        }
    }

    /// <summary>
    /// Where an insertion or deletion has several equivalent positions, takes the last: a new sentence then begins after the full stop of
    /// the one before, and one that the search split in two is joined again.
    /// </summary>
    private List<Edit> Slid()
    {
        var slid = new List<Edit>(_edits.Count);
        for (var i = 0; i < _edits.Count; i++)
        {
            var edit = _edits[i];
            var steps = Reach(edit, i, out var meetsNext);
            while (meetsNext && IsInsertion(edit) == IsInsertion(_edits[i + 1]) && IsDeletion(edit) == IsDeletion(_edits[i + 1]))
            {
                edit = Moved(edit, steps).Through(_edits[++i]);
                steps = Reach(edit, i, out meetsNext);
            }

            slid.Add(Moved(edit, meetsNext ? steps - 1 : steps)); // no two edits touch
        }

        return slid;
    }

    private int Reach(Edit edit, int index, out bool meetsNext)
    {
        var room = (index + 1 < _edits.Count ? _edits[index + 1].StartBefore : _before.Length) - edit.EndBefore;
        var steps = 0;
        while (
            steps < room
            && (
                IsInsertion(edit)
                    ? _after[edit.StartAfter + steps] == _after[edit.EndAfter + steps]
                    : IsDeletion(edit) && _before[edit.StartBefore + steps] == _before[edit.EndBefore + steps]
            )
        )
        {
            steps++;
        }

        meetsNext = steps == room && index + 1 < _edits.Count;
        return steps;
    }

    private static bool IsInsertion(Edit edit) => edit.CountBefore == 0;

    private static bool IsDeletion(Edit edit) => edit.CountAfter == 0;

    private static Edit Moved(Edit edit, int steps) =>
        edit with
        {
            StartBefore = edit.StartBefore + steps,
            StartAfter = edit.StartAfter + steps,
        };

    /// <summary>The longest series of elements that occur once on each side and have the same order on both.</summary>
    private List<(int Before, int After)> Anchors(int startBefore, int endBefore, int startAfter, int endAfter)
    {
        var places = new Dictionary<int, (int Before, int After)>(); // -1: none, -2: more than once
        for (var i = startBefore; i < endBefore; i++)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, _before[i], out var known);
            place = (known ? -2 : i, -1);
        }

        for (var i = startAfter; i < endAfter; i++)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrNullRef(places, _after[i]);
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref place))
            {
                place.After = place.After == -1 ? i : -2;
            }
        }

        return LongestRising([.. places.Values.Where(place => place is { Before: >= 0, After: >= 0 }).OrderBy(place => place.Before)]);
    }

    private static List<(int Before, int After)> LongestRising((int Before, int After)[] places)
    {
        var tails = new List<int>(); // by length of series: the place with the smallest end
        var previous = new int[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            int low = 0,
                high = tails.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = places[tails[middle]].After < places[i].After ? (middle + 1, high) : (low, middle);
            }

            previous[i] = low == 0 ? -1 : tails[low - 1];
            if (low == tails.Count)
            {
                tails.Add(i);
            }
            else
            {
                tails[low] = i;
            }
        }

        var row = new List<(int Before, int After)>(tails.Count);
        for (var i = tails.Count == 0 ? -1 : tails[^1]; i >= 0; i = previous[i])
        {
            row.Add(places[i]);
        }

        row.Reverse();
        return row;
    }
}
