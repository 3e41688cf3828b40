namespace Blog.Authoring.Comparing;

/// <summary>Lays the hunks of a merge in a row, without a gap on any of the three sides.</summary>
internal sealed class MergeBuilder(string[] start, string[] theirs, string[] mine)
{
    private readonly List<MergeHunk> hunks = [];
    private readonly WorkBudget budget = new();
    private int startRead;
    private int theirRead;
    private int myRead;

    /// <summary>Adds a changed stretch, and before it what is unchanged since the last.</summary>
    public void Add(MergePlace place)
    {
        AddUnchanged(place.Start.Start.Value);
        int startCount = Length(place.Start), theirCount = Length(place.Theirs), myCount = Length(place.Mine);
        if (startCount > 0 || theirCount == 0 || myCount == 0)
        {
            Take(startCount, theirCount, myCount);
            return;
        }

        // Both inserted at one place: what both begin or end alike is no matter of choice.
        var (head, tail) = CommonEnds(theirs.AsSpan(place.Theirs), mine.AsSpan(place.Mine));
        Take(0, head, head);
        Take(0, theirCount - head - tail, myCount - head - tail);
        Take(0, tail, tail);
    }

    /// <summary>Adds the unchanged rest.</summary>
    public IReadOnlyList<MergeHunk> Finish()
    {
        AddUnchanged(start.Length);
        return hunks;
    }

    private void AddUnchanged(int end) => Take(end - startRead, end - startRead, end - startRead);

    private void Take(int startCount, int theirCount, int myCount)
    {
        if (startCount + theirCount + myCount == 0)
        {
            return;
        }

        ArraySegment<string> was = new(start, startRead, startCount), their = new(theirs, theirRead, theirCount), my = new(mine, myRead, myCount);
        var kind = KindOf(was, their, my);
        var isUnchanged = kind == MergeKind.Unchanged;
        hunks.Add(new MergeHunk(
            kind, startRead + 1, theirRead + 1, myRead + 1, was, their, my,
            isUnchanged ? [] : TextComparison.Lines(was, their, budget),
            isUnchanged ? [] : TextComparison.Lines(was, my, budget)));
        startRead += startCount;
        theirRead += theirCount;
        myRead += myCount;
    }

    private static MergeKind KindOf(ArraySegment<string> was, ArraySegment<string> their, ArraySegment<string> my)
    {
        bool theyChanged = !was.AsSpan().SequenceEqual(their), iChanged = !was.AsSpan().SequenceEqual(my);
        return !theyChanged && !iChanged ? MergeKind.Unchanged
            : !theyChanged ? MergeKind.Mine
            : !iChanged ? MergeKind.Theirs
            : their.AsSpan().SequenceEqual(my) ? MergeKind.Both
            : MergeKind.Clash;
    }

    private static (int Head, int Tail) CommonEnds(ReadOnlySpan<string> their, ReadOnlySpan<string> my)
    {
        var head = their.CommonPrefixLength(my);
        var tail = 0;
        while (tail < Math.Min(their.Length, my.Length) - head && string.Equals(their[^(tail + 1)], my[^(tail + 1)], StringComparison.Ordinal))
        {
            tail++;
        }

        return (head, tail);
    }

    private static int Length(Range range) => range.End.Value - range.Start.Value;
}
