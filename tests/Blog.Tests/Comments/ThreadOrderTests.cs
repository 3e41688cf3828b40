using Blog.Comments.Threads;

namespace Blog.Tests.Comments;

public sealed class ThreadOrderTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Answers_follow_what_they_answer_in_time_and_threads_stand_as_the_owner_wants()
    {
        ThreadNode[] nodes = [Node(1), Node(2), Node(3, 1), Node(4, 3), Node(5, 1)];
        Assert.Equal([1, 3, 4, 5, 2], ThreadOrder.Of(nodes, newestFirst: false).Select(place => place.Id));
        Assert.Equal([2, 1, 3, 4, 5], ThreadOrder.Of(nodes, newestFirst: true).Select(place => place.Id));
        Assert.Equal([1, 2, 3, 2, 1], ThreadOrder.Of(nodes, newestFirst: false).Select(place => place.Depth));
    }

    [Fact]
    public void A_pinned_thread_comes_first() =>
        Assert.Equal([2, 1], ThreadOrder.Of([Node(1), Node(2) with { IsPinned = true }], newestFirst: false).Select(place => place.Id));

    [Fact]
    public void What_is_not_shown_keeps_its_place_only_before_answers()
    {
        ThreadNode[] nodes = [Hidden(1), Hidden(2), Node(3, 2), Node(4), Hidden(5, 4), Hidden(6, 5), Hidden(7, 4), Node(8, 7)];
        Assert.Equal([2, 3, 4, 7, 8], ThreadOrder.Of(nodes, newestFirst: false).Select(place => place.Id));
    }

    [Fact]
    public void A_chain_of_thousands_of_answers_is_ordered_and_three_levels_deep()
    {
        var nodes = Enumerable.Range(1, 20_000).Select(i => Node(i, i == 1 ? null : i - 1)).ToList();
        var placed = ThreadOrder.Of(nodes, newestFirst: false);
        Assert.Equal(nodes.Select(node => node.Id), placed.Select(place => place.Id));
        Assert.Equal(ThreadOrder.MaxDepth, placed.Max(place => place.Depth));
    }

    [Fact]
    public void An_answer_to_what_is_not_there_begins_a_thread() =>
        Assert.Equal([(7, 1)], ThreadOrder.Of([Node(7, 99)], newestFirst: false).Select(place => (place.Id, place.Depth)));

    [Fact]
    public void An_identicon_belongs_to_a_name_whatever_its_letter_case()
    {
        Assert.Equal(Identicon.Of("Name"), Identicon.Of(" name "));
        Assert.True(Enumerable.Range(0, 200).Select(i => Identicon.Of($"读者 {i}").Path).Distinct(StringComparer.Ordinal).Count() > 190);
    }

    private static ThreadNode Node(int id, int? parent = null) => new(id, parent, Start.AddMinutes(id), IsShown: true, IsPinned: false);

    private static ThreadNode Hidden(int id, int? parent = null) => Node(id, parent) with { IsShown = false };
}
