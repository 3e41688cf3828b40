using System.ComponentModel.DataAnnotations;
using Blog.Data.Addresses;
using Blog.Rendering.Output;

namespace Blog.Data.Posts;

/// <summary>What the writer is asked to write.</summary>
public sealed record PostRequest
{
    /// <summary>The text and what is said about it.</summary>
    public required PostContent Content { get; init; }

    /// <summary>What a post and its translations share; null where it has none.</summary>
    [MaxLength(TextLengths.Title)]
    public string? TranslationGroup { get; init; }

    /// <summary>Front-matter fields that the blog has no use for, as they came (JSON); null where none.</summary>
    [MaxLength(TextLengths.Html)]
    public string? OtherFields { get; init; }

    /// <summary>A whole decoded path, kept to the letter; null to make one of <see cref="Slug"/>, or of the title, by the site's pattern.</summary>
    public string? Address { get; init; }

    /// <summary>What the address ends in; null to keep it, or to make it of the title.</summary>
    public string? Slug { get; init; }

    /// <summary>Makes the address of the title anew where none is given, also for a post that has one.</summary>
    public bool AddressFollowsTitle { get; init; }

    /// <summary>Names from the top of the tree down; empty for none.</summary>
    public IReadOnlyList<string> Category { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Public from then on; null for a draft.</summary>
    public DateTimeOffset? PublishAt { get; init; }

    /// <summary>When its author means to publish a draft; null leaves the time that it has.</summary>
    public PlannedTime? Plan { get; init; }

    /// <summary>When readers are told that it changed; null for now, or for the time of publishing.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Leaves the time of change alone.</summary>
    public bool MinorEdit { get; init; }

    /// <summary>Name of the author of a new post; null for <see cref="WriterId"/>, or the first there is.</summary>
    [MaxLength(TextLengths.Name)]
    public string? AuthorName { get; init; }

    /// <summary>Who writes: row id of an author; null where an import or the program itself does. A new post becomes theirs.</summary>
    public int? WriterId { get; init; }

    /// <summary>What this save is; null where there is nothing yet that a history need keep.</summary>
    public RevisionKind? Revision { get; init; } = RevisionKind.Save;

    /// <summary>The state that its writer saw: the pending edit is taken in and removed, and another one is a conflict. Null leaves it alone.</summary>
    public EditVersion? Seen { get; init; }

    /// <summary>Row id of the post in another language that is brought into this one's group, where it has none; null for none.</summary>
    public int? Counterpart { get; init; }

    /// <summary>The page of the editor that begins a new post; null for none.</summary>
    [MaxLength(TextLengths.Name)]
    public string? DraftKey { get; init; }

    /// <summary>Decoded paths that once led to it.</summary>
    public IReadOnlyList<string> OldPaths { get; init; } = [];

    /// <summary>Where an import found it; null where it was written here.</summary>
    [MaxLength(TextLengths.Line)]
    public string? ImportKey { get; init; }

    /// <summary>Hash of what the import read.</summary>
    [MaxLength(TextLengths.Name)]
    public string? ImportHash { get; init; }

    public bool IsSample { get; init; }

    /// <summary>The first field that is too long, since SQLite itself would take any length; null where none is.</summary>
    public TooLong? FindTooLong()
    {
        static TooLong? Check(string field, string part, string value, int limit) =>
            value.Trim().Length > limit ? new TooLong(field, limit) { Part = part } : null;
        return FieldLengths.FindTooLong(Content)
            ?? FieldLengths.FindTooLong(this)
            ?? Tags.Select(tag => Check(nameof(Tags), "tag", tag, TextLengths.Name)).FirstOrDefault(found => found is not null)
            ?? Category
                .Select(name => Check(nameof(Category), "category", name, TextLengths.Name))
                .FirstOrDefault(found => found is not null)
            ?? Check(
                nameof(Category),
                "category path",
                string.Join('/', Category.Select(name => Data.Slug.From(name, "category").Value)),
                TextLengths.Path
            )
            ?? OldPaths
                .Select(path => Check(nameof(OldPaths), "old address", path, TextLengths.Line))
                .FirstOrDefault(found => found is not null);
    }
}

/// <summary>A save before it is rendered.</summary>
/// <param name="Existing">The post to change; null for a new one.</param>
/// <param name="Request">What to write.</param>
/// <param name="Address">Where it will answer.</param>
/// <param name="Wanted">Where it was to answer, had nothing stood there.</param>
/// <param name="Fault">Why it cannot answer there; null where it can.</param>
/// <param name="Context">For the renderer.</param>
public sealed record PostPlan(
    Post? Existing,
    PostRequest Request,
    PostAddress Address,
    string Wanted,
    AddressError? Fault,
    RenderContext Context
)
{
    /// <summary>What is longer than its column; null where nothing is. Such a plan holds nothing else.</summary>
    public TooLong? TooLong { get; init; }
}

/// <summary>The outcome of a save.</summary>
/// <param name="Post">The saved post; null when refused.</param>
/// <param name="Refusal">The limit that the text breaks.</param>
/// <param name="Fault">What is wrong with the address.</param>
/// <param name="MovedTo">The address it got instead of the wanted one, which was taken; null where it got that.</param>
public sealed record PostSaved(Post? Post, RenderError? Refusal, AddressError? Fault, string? MovedTo)
{
    /// <summary>What is longer than it may be; null where nothing is.</summary>
    public TooLong? TooLong { get; init; }

    /// <summary>What was written, rendered; null where nothing was.</summary>
    public RenderedPost? Rendered { get; init; }

    /// <summary>What went wrong, where a batch goes on without it; null where nothing did.</summary>
    public Exception? Failure { get; init; }
}

/// <summary>When an author means to publish a draft.</summary>
/// <param name="At">The time; null for none.</param>
public readonly record struct PlannedTime(DateTimeOffset? At);
