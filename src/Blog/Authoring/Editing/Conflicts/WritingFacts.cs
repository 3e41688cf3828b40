using Blog.Authoring.Comparing;
using Blog.Data.Editing;

namespace Blog.Authoring.Editing.Conflicts;

/// <summary>What is said about a post beside its text, field by field.</summary>
internal static class WritingFacts
{
    private static readonly (string Name, Func<Writing, object?> Read, Func<Writing, Writing, Writing> Take)[] All =
    [
        ("Title", text => text.Title, (mine, theirs) => mine with { Title = theirs.Title }),
        ("Address", text => text.Address, (mine, theirs) => mine with { Address = theirs.Address }),
        ("Language", text => text.Language, (mine, theirs) => mine with { Language = theirs.Language }),
        ("TranslationOf", text => text.TranslationOf, (mine, theirs) => mine with { TranslationOf = theirs.TranslationOf }),
        ("Category", text => text.Category, (mine, theirs) => mine with { Category = theirs.Category }),
        ("Tags", text => text.Tags, (mine, theirs) => mine with { Tags = theirs.Tags }),
        ("Description", text => text.Description, (mine, theirs) => mine with { Description = theirs.Description }),
        ("Cover", text => text.Cover, (mine, theirs) => mine with { Cover = theirs.Cover }),
        ("Series", text => text.Series, (mine, theirs) => mine with { Series = theirs.Series }),
        ("Kind", text => text.Kind, (mine, theirs) => mine with { Kind = theirs.Kind }),
        ("PublishAt", text => text.PublishAt, (mine, theirs) => mine with { PublishAt = theirs.PublishAt }),
        ("Pinned", text => text.Pinned, (mine, theirs) => mine with { Pinned = theirs.Pinned }),
        ("Hidden", text => text.Hidden, (mine, theirs) => mine with { Hidden = theirs.Hidden }),
        ("Evergreen", text => text.Evergreen, (mine, theirs) => mine with { Evergreen = theirs.Evergreen }),
        ("CommentsOpen", text => text.CommentsOpen, (mine, theirs) => mine with { CommentsOpen = theirs.CommentsOpen }),
    ];

    /// <summary>The fields that differ.</summary>
    /// <param name="mine">What was typed.</param>
    /// <param name="theirs">What is stored.</param>
    /// <param name="say">A value in words.</param>
    /// <param name="choice">The choice for a field.</param>
    public static IReadOnlyList<FactClash> Differing(Writing mine, Writing theirs, Func<string, object?, string> say, Func<string, MergeSide> choice) =>
        [.. All.Where(fact => !Equals(fact.Read(mine), fact.Read(theirs))).Select(fact => new FactClash(fact.Name, say(fact.Name, fact.Read(mine)), say(fact.Name, fact.Read(theirs)), choice(fact.Name), fact.Take))];

    /// <summary>Every field as a form sends it.</summary>
    public static IEnumerable<(string Name, string Value)> AsSent(Writing text) =>
        All.Select(fact => (fact.Name, Value: fact.Read(text) switch
        {
            bool ticked => ticked ? "true" : "",
            { } value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
            null => "",
        })).Append((Name: "MinorEdit", Value: text.MinorEdit ? "true" : "")).Where(field => field.Value.Length > 0);
}
