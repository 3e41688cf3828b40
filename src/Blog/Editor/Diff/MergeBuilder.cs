namespace Blog.Editor.Diff;

/// <summary>Appends the hunks of a merge in order, without a gap on any of the three sides.</summary>
internal sealed class MergeBuilder(string[] start, string[] theirs, string[] mine)
{
    private readonly List<MergeHunk> _hunks = [];
    private readonly WorkBudget _budget = new();
    private int _startRead;
    private int _theirRead;
    private int _myRead;

    /// <summary>Adds a changed range, and before it the unchanged lines since the last one.</summary>
    public void Add(MergePlace place)
    {
        AddUnchanged(place.Start.Start.Value);
        int startCount = Length(place.Start),
            theirCount = Length(place.Theirs),
            myCount = Length(place.Mine);
        if (startCount > 0 || theirCount == 0 || myCount == 0)
        {
            Take(startCount, theirCount, myCount);
            return;
        }

        // Both inserted at one place: a common beginning or end needs no choice.
        var (head, tail) = CommonEnds(theirs.AsSpan(place.Theirs), mine.AsSpan(place.Mine));
        Take(0, head, head);
        Take(0, theirCount - head - tail, myCount - head - tail);
        Take(0, tail, tail);
    }

    public IReadOnlyList<MergeHunk> Finish()
    {
        AddUnchanged(start.Length);
        return _hunks;
    }

    private void AddUnchanged(int end) => Take(end - _startRead, end - _startRead, end - _startRead);

    private void Take(int startCount, int theirCount, int myCount)
    {
        if (startCount + theirCount + myCount == 0)
        {
            return;
        }

        ArraySegment<string> was = new(start, _startRead, startCount),
            their = new(theirs, _theirRead, theirCount),
            my = new(mine, _myRead, myCount);
        var kind = KindOf(was, their, my);
        var isUnchanged = kind == MergeKind.Unchanged;
        _hunks.Add(
            new MergeHunk(
                kind,
                _startRead + 1,
                _theirRead + 1,
                _myRead + 1,
                was,
                their,
                my,
                isUnchanged ? [] : TextComparison.Lines(was, their, _budget),
                isUnchanged ? [] : TextComparison.Lines(was, my, _budget)
            )
        );
        _startRead += startCount;
        _theirRead += theirCount;
        _myRead += myCount;
    }

    private static MergeKind KindOf(ArraySegment<string> was, ArraySegment<string> their, ArraySegment<string> my)
    {
        bool theyChanged = !was.AsSpan().SequenceEqual(their),
            iChanged = !was.AsSpan().SequenceEqual(my);
        return !theyChanged && !iChanged ? MergeKind.Unchanged
            : !theyChanged ? MergeKind.Mine
            : !iChanged ? MergeKind.Theirs
            : their.AsSpan().SequenceEqual(my) ? MergeKind.Both
            : MergeKind.Conflict;
    }

    private static (int Head, int Tail) CommonEnds(ReadOnlySpan<string> their, ReadOnlySpan<string> my)
    {
        var head = their.CommonPrefixLength(my);
        var tail = 0;
        while (
            tail < Math.Min(their.Length, my.Length) - head && string.Equals(their[^(tail + 1)], my[^(tail + 1)], StringComparison.Ordinal)
        )
        {
            tail++;
        }

        return (head, tail);
    }

    private static int Length(Range range) => range.End.Value - range.Start.Value;
}
