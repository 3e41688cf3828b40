using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;

namespace Blog.Authoring.Listing;

/// <summary>The words of the lists of posts, in one language.</summary>
public sealed partial record ListTexts
{
    public required string WriteNew { get; init; }

    public required string FilterByState { get; init; }

    public required string Caption { get; init; }

    public required string Title { get; init; }

    public required string State { get; init; }

    public required string Language { get; init; }

    public required string AllLanguages { get; init; }

    public required string Kind { get; init; }

    public required string AllKinds { get; init; }

    public required string Category { get; init; }

    public required string NoCategory { get; init; }

    public required string Author { get; init; }

    public required string WordCount { get; init; }

    public required string Time { get; init; }

    public required string Sort { get; init; }

    public required string Search { get; init; }

    public required string SearchHint { get; init; }

    public required string Show { get; init; }

    public required string ShowAll { get; init; }

    public required string Untitled { get; init; }

    public required string Pinned { get; init; }

    public required string Hidden { get; init; }

    public required string HasEdit { get; init; }

    public required string DraftHasEdit { get; init; }

    public required string IsOutdated { get; init; }

    public required string View { get; init; }

    public required string NoPosts { get; init; }

    public required string NothingFound { get; init; }

    public required string NothingPicked { get; init; }

    public required string NoTagsNamed { get; init; }

    public required string Pick { get; init; }

    public required string WithPicked { get; init; }

    public required string Tags { get; init; }

    public required string AddTags { get; init; }

    public required string RemoveTags { get; init; }

    public required string FileThere { get; init; }

    public required string Discard { get; init; }

    public required string Restore { get; init; }

    public required string DeleteForGood { get; init; }

    public required string TrashText { get; init; }

    public required Func<int, string> DeleteText { get; init; }

    /// <summary>When a scheduled post turns public, and in which zone that is said.</summary>
    public required Func<DateTimeOffset, string, string> PublishesAt { get; init; }

    public required Func<string, string> TaggedWith { get; init; }

    public required Func<string, string> FiledIn { get; init; }

    public required Func<ListState, string> ListName { get; init; }

    public required Func<ListSort, string> SortName { get; init; }

    public required Func<PostKind, string> KindName { get; init; }

    public required Func<string, string> StateName { get; init; }

    public required Func<ManyAct, int, string> Done { get; init; }

    public required Func<string, string> LeftAlone { get; init; }

    /// <summary>What came of an act on many posts; of those left alone only the first are named, since a note travels in a cookie.</summary>
    public string Report(ManyAct act, BulkResult done, string comma)
    {
        const int Named = 5;
        var names = string.Join(comma, done.Changed.Take(Named)) + (done.Changed.Count > Named ? "……" : "");
        return Done(act, done.Count) + (done.Changed.Count > 0 ? LeftAlone(names) : "");
    }

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static ListTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}
