using Blog.Data.Posts;
using Blog.Editor.Diff;

namespace Blog.Editor.Conflicts;

/// <summary>Two versions of one post, and what somebody chose of them so far.</summary>
public sealed record ConflictView
{
    /// <summary>Title, for the first sentence.</summary>
    public required string Title { get; init; }

    /// <summary>Whose words are stored; null where unknown.</summary>
    public required string? Who { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Which of the stored words these are: <c>edit</c> or <c>post</c>.</summary>
    public required string Against { get; init; }

    /// <summary>When this page was made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>True where somebody only asked for a comparison, and nothing was refused.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Both were changed: the choices, and the text by hand.</summary>
    public bool IsTorn { get; init; }

    /// <summary>The stored state, so that the next save rests on it.</summary>
    public required EditVersion Stamp { get; init; }

    /// <summary>What was typed, with the text that both grew from.</summary>
    public required EditForm Mine { get; init; }

    public required PostDraft Theirs { get; init; }

    /// <summary>The three texts, line by line.</summary>
    public required ThreeWayMerge Merge { get; init; }

    /// <summary>One choice for each clash of the text.</summary>
    public required IReadOnlyList<MergeSide> Choices { get; init; }

    /// <summary>What is said about the post and differs.</summary>
    public required IReadOnlyList<FieldConflict> Facts { get; init; }

    public required string Result { get; init; }

    public required string Action { get; init; }

    /// <summary>The choices as one word, by which the next request sees whether they changed.</summary>
    public string Applied => string.Concat(Choices.Select(choice => choice == MergeSide.Theirs ? 't' : 'm'));

    /// <summary>What would be saved: the chosen facts, and the text.</summary>
    public PostDraft Merged() =>
        Facts.Aggregate(
            Mine.Draft with
            {
                Markdown = Result,
            },
            (text, fact) => fact.Choice == MergeSide.Theirs ? fact.Field.Take(text, Theirs) : text
        );
}

/// <summary>Something said about a post that both sides said differently.</summary>
/// <param name="Field">The field.</param>
/// <param name="Mine">My words.</param>
/// <param name="Theirs">Their words.</param>
/// <param name="Choice">Which of the two stays.</param>
public sealed record FieldConflict(DraftField Field, string Mine, string Theirs, MergeSide Choice)
{
    public string Name => Field.Name;
}
