using Blog.Editor.Diff;

namespace Blog.Tests.Editor.Diff;

public sealed class ThreeWayMergeTests
{
    public static TheoryData<int> Seeds => RandomTexts.Seeds(300);

    [Fact]
    public void A_conflict_shows_as_on_the_page()
    {
        const string start =
            "`Span<T>` 给出的办法很简单：不复制，只引用。\n\n视窗并不拥有风景。\n\n- 不能装箱；\n- 不能跨过 `await`，也不能放进集合。";
        var merge = ThreeWayMerge.Of(
            start,
            "`Span<T>` 给出的办法很聪明：不复制，只借用。\n\n视窗不拥有风景。风景没了，视窗也就没有意义了。\n\n- 不能装箱；",
            "`Span<T>` 给出的办法很朴素：**不复制，只指着。**\n\n视窗并不拥有风景。\n\n- 不能装箱；\n- 不能跨过 `await`。"
        );
        Assert.Equal(
            [(MergeKind.Conflict, 1), (MergeKind.Unchanged, 2), (MergeKind.Theirs, 3), (MergeKind.Unchanged, 4), (MergeKind.Conflict, 6)],
            merge.Hunks.Select(hunk => (hunk.Kind, hunk.StartLine))
        );
        Assert.Equal(2, merge.Conflicts.Count());
        Assert.Equal(
            ["简单", "引"],
            Assert.Single(merge.Hunks[0].TheirChange).Pieces.Where(piece => piece.Change == PieceChange.Deleted).Select(piece => piece.Text)
        );
        Assert.Equal(
            ["朴素", "**", "指着", "**"],
            Assert.Single(merge.Hunks[0].MyChange).Pieces.Where(piece => piece.Change == PieceChange.Inserted).Select(piece => piece.Text)
        );
        Assert.Empty(merge.Hunks[4].Theirs);
        Assert.Equal(
            "`Span<T>` 给出的办法很朴素：**不复制，只指着。**\n\n视窗不拥有风景。风景没了，视窗也就没有意义了。\n\n- 不能装箱；",
            merge.Resolve([MergeSide.Mine, MergeSide.Theirs])
        );
        Assert.Equal(
            "`Span<T>` 给出的办法很朴素：**不复制，只指着。**\n\n视窗不拥有风景。风景没了，视窗也就没有意义了。\n\n- 不能装箱；\n- 不能跨过 `await`。",
            merge.Resolve([])
        );
    }

    [Theory]
    [InlineData("a\nb\nc", "a\nb\nc\nT", "a\nb\nc\nM", MergeKind.Conflict)] // both add at the end
    [InlineData("", "T", "M", MergeKind.Conflict)]
    [InlineData("a", "", "M", MergeKind.Conflict)]
    [InlineData("a\nb\nc", "a\nc", "a\nB\nc", MergeKind.Conflict)] // deleted against changed
    [InlineData("a\nb\nc", "a\nT\nb\nc", "a\nB\nc", MergeKind.Conflict)] // inserted just before a changed line
    [InlineData("a\nb\nc\nd", "a\nX\nd", "a\nb\nY\nZ", MergeKind.Conflict)] // edits that overlap in part
    [InlineData("a\nb\nc", "a\nB\nc", "a\nB\nc", MergeKind.Both)]
    [InlineData("a\nb\nc", "a\nc", "a\nc", MergeKind.Both)]
    public void One_place_has_one_kind(string start, string theirs, string mine, MergeKind kind)
    {
        var merge = ThreeWayMerge.Of(start, theirs, mine);
        Assert.Equal([kind], merge.Hunks.Select(hunk => hunk.Kind).Where(found => found != MergeKind.Unchanged).Distinct());
        AssertNothingIsLost(merge, start, theirs, mine);
    }

    [Fact]
    public void Neighbouring_lines_that_each_side_corrected_are_two_matters() =>
        Assert.Equal("- A\n- B\n- C", ThreeWayMerge.Of("- a\n- b\n- c", "- a\n- B\n- c", "- A\n- b\n- C").Resolve([]));

    [Fact]
    public void Identical_insertions_need_no_choice()
    {
        var merge = ThreeWayMerge.Of("a\nz", "a\nsame\nT\n\nz", "a\nsame\nM\n\nz");
        Assert.Equal(["T"], Assert.Single(merge.Conflicts).Theirs);
        Assert.Equal("a\nsame\nT\n\nz", merge.Resolve([MergeSide.Theirs]));
    }

    [Fact]
    public void Line_ends_of_forms_are_no_change() =>
        Assert.Equal("a\nT\nb\nM", ThreeWayMerge.Of("a\nt\nb\nm", "a\nT\nb\nm", "a\r\nt\r\nb\r\nM").Resolve([]));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_line_of_all_three_is_in_the_hunks(int seed)
    {
        var texts = new RandomTexts(seed);
        var start = texts.Lines(40);
        var (theirs, mine) = (texts.Edit(start, texts.Next(10)), texts.Next(6) == 0 ? texts.Lines(40) : texts.Edit(start, texts.Next(10)));
        var merge = ThreeWayMerge.Of(RandomTexts.Join(start), RandomTexts.Join(theirs), RandomTexts.Join(mine));
        AssertNothingIsLost(merge, RandomTexts.Join(start), RandomTexts.Join(theirs), RandomTexts.Join(mine));
        var conflicts = merge.Conflicts.Count();
        var (allMine, allTheirs) = (
            merge.Resolve(Enumerable.Repeat(MergeSide.Mine, conflicts).ToList()),
            merge.Resolve(Enumerable.Repeat(MergeSide.Theirs, conflicts).ToList())
        );
        if (merge.Hunks.All(hunk => hunk.Kind is not MergeKind.Theirs))
        {
            Assert.Equal(RandomTexts.Join(mine), allMine);
        }

        if (merge.Hunks.All(hunk => hunk.Kind is not MergeKind.Mine))
        {
            Assert.Equal(RandomTexts.Join(theirs), allTheirs);
        }

        // Mirrored, the same places conflict.
        Assert.Equal(allTheirs, ThreeWayMerge.Of(RandomTexts.Join(start), RandomTexts.Join(mine), RandomTexts.Join(theirs)).Resolve([]));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void One_side_alone_needs_no_choice(int seed)
    {
        var texts = new RandomTexts(seed);
        var lines = texts.Lines(40);
        var start = RandomTexts.Join(lines);
        var x = RandomTexts.Join(texts.Next(5) == 0 ? texts.Lines(40) : texts.Edit(lines, texts.Next(12)));
        foreach (var merge in new[] { ThreeWayMerge.Of(start, start, x), ThreeWayMerge.Of(start, x, start), ThreeWayMerge.Of(start, x, x) })
        {
            Assert.Empty(merge.Conflicts);
            Assert.Equal(x, merge.Resolve([]));
        }
    }

    /// <summary>Paragraphs with blank lines between; each is changed by them, by me, or by neither.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Edits_in_different_places_merge_and_keep_both(int seed)
    {
        var texts = new RandomTexts(seed);
        List<string> start = [],
            theirs = [],
            mine = [],
            merged = [];
        for (var i = 0; i < 3 + texts.Next(30); i++)
        {
            var paragraph = $"第 {i} 段 {texts.Line()}";
            List<string> changed = texts.Next(3) switch
            {
                0 => [paragraph + " changed"],
                1 => [paragraph, $"new {i}", texts.Line()],
                _ => [$"other {i}"],
            };
            var owner = texts.Next(4);
            start.AddRange([paragraph, $"--- {i}"]);
            theirs.AddRange([.. owner == 0 ? changed : [paragraph], $"--- {i}"]);
            mine.AddRange([.. owner == 1 ? changed : [paragraph], $"--- {i}"]);
            merged.AddRange([.. owner < 2 ? changed : [paragraph], $"--- {i}"]);
        }

        var merge = ThreeWayMerge.Of(RandomTexts.Join(start), RandomTexts.Join(theirs), RandomTexts.Join(mine));
        Assert.Empty(merge.Conflicts);
        Assert.Equal(RandomTexts.Join(merged), merge.Resolve([]));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Where_everything_conflicts_one_side_can_be_taken_whole(int seed)
    {
        var texts = new RandomTexts(seed);
        var start = Enumerable.Range(0, 1 + texts.Next(20)).Select(i => $"line {i}").ToList();
        var theirs = RandomTexts.Join(start.Select(line => line + " theirs"));
        var mine = RandomTexts.Join(start.Select(line => line + " mine"));
        var merge = ThreeWayMerge.Of(RandomTexts.Join(start), theirs, mine);
        Assert.All(merge.Hunks, hunk => Assert.Equal(MergeKind.Conflict, hunk.Kind));
        Assert.Equal(mine, merge.Resolve([.. merge.Hunks.Select(_ => MergeSide.Mine)]));
        Assert.Equal(theirs, merge.Resolve([.. merge.Hunks.Select(_ => MergeSide.Theirs)]));
    }

    private static void AssertNothingIsLost(ThreeWayMerge merge, string start, string theirs, string mine)
    {
        Assert.Equal(start, RandomTexts.Join(merge.Hunks.SelectMany(hunk => hunk.Start)));
        Assert.Equal(theirs, RandomTexts.Join(merge.Hunks.SelectMany(hunk => hunk.Theirs)));
        Assert.Equal(mine, RandomTexts.Join(merge.Hunks.SelectMany(hunk => hunk.Mine)));
        var (startLine, theirLine, myLine) = (1, 1, 1);
        foreach (var hunk in merge.Hunks)
        {
            Assert.Equal((startLine, theirLine, myLine), (hunk.StartLine, hunk.TheirLine, hunk.MyLine));
            Assert.Equal(
                RandomTexts.Join(hunk.Theirs),
                RandomTexts.Join(hunk.TheirChange.Where(line => line.AfterLine is not null).Select(After)) is var shown
                && hunk.Kind == MergeKind.Unchanged
                    ? RandomTexts.Join(hunk.Start)
                    : shown
            );
            (startLine, theirLine, myLine) = (startLine + hunk.Start.Count, theirLine + hunk.Theirs.Count, myLine + hunk.Mine.Count);
        }
    }

    private static string After(ComparedLine line) =>
        string.Concat(line.Pieces.Where(piece => piece.Change != PieceChange.Deleted).Select(piece => piece.Text));
}
