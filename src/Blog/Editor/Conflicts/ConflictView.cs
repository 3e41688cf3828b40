using Blog.Data.Posts;
using Blog.Editor.Diff;

namespace Blog.Editor.Conflicts;

/// <summary>Two versions of one post, and the choices made so far.</summary>
public sealed record ConflictView
{
    /// <summary>Title, for the first sentence.</summary>
    public required string Title { get; init; }

    /// <summary>Who wrote the stored text; null where unknown.</summary>
    public required string? Who { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Which stored text this is: <c>edit</c> or <c>post</c>.</summary>
    public required string Against { get; init; }

    /// <summary>When this page was made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>True where the comparison was only requested, and nothing was refused.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Both were changed: shows the choices, and the text for editing by hand.</summary>
    public bool BothChanged { get; init; }

    /// <summary>The stored state that the next save is based on.</summary>
    public required EditVersion Stamp { get; init; }

    /// <summary>What was typed, with the common base.</summary>
    public required EditForm Mine { get; init; }

    public required PostDraft Theirs { get; init; }

    /// <summary>The three texts, line by line.</summary>
    public required ThreeWayMerge Merge { get; init; }

    /// <summary>One choice for each conflict in the text.</summary>
    public required IReadOnlyList<MergeSide> Choices { get; init; }

    /// <summary>The fields of the post that differ.</summary>
    public required IReadOnlyList<FieldConflict> Facts { get; init; }

    public required string Result { get; init; }

    public required string Action { get; init; }

    /// <summary>The choices as one string, by which the next request sees whether they changed.</summary>
    public string Applied => string.Concat(Choices.Select(choice => choice == MergeSide.Theirs ? 't' : 'm'));

    /// <summary>What would be saved: the chosen fields, and the text.</summary>
    public PostDraft Merged() =>
        Facts.Aggregate(
            Mine.Draft with
            {
                Markdown = Result,
            },
            (text, fact) => fact.Choice == MergeSide.Theirs ? fact.Field.Take(text, Theirs) : text
        );
}

/// <summary>A field of a post that both sides set differently.</summary>
/// <param name="Mine">My value.</param>
/// <param name="Theirs">Their value.</param>
/// <param name="Choice">Which of the two is saved.</param>
public sealed record FieldConflict(DraftField Field, string Mine, string Theirs, MergeSide Choice)
{
    public string Name => Field.Name;
}
