using System.ComponentModel.DataAnnotations;
using Blog.Data.Addresses;
using Blog.Data.Git;
using Blog.Rendering.Output;

namespace Blog.Data.Posts;

/// <summary>A request to save a post.</summary>
public sealed record PostRequest
{
    /// <summary>The text and its metadata.</summary>
    public required PostContent Content { get; init; }

    /// <summary>Key shared by a post and its translations; null if it has none.</summary>
    [MaxLength(TextLengths.Title)]
    public string? TranslationGroup { get; init; }

    /// <summary>Front-matter fields the blog does not use, preserved as JSON; null if none.</summary>
    [MaxLength(TextLengths.Html)]
    public string? OtherFields { get; init; }

    /// <summary>A complete decoded path, used as is; null to generate one from <see cref="Slug"/> or the title.</summary>
    public string? Address { get; init; }

    /// <summary>Last part of the address; null to leave it unchanged or generate it from the title.</summary>
    public string? Slug { get; init; }

    /// <summary>If no address is given, regenerates it from the title, even for an existing post.</summary>
    public bool AddressFollowsTitle { get; init; }

    /// <summary>Names from the top level down; empty for none.</summary>
    public IReadOnlyList<string> Category { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>When it becomes public; null for a draft.</summary>
    public DateTimeOffset? PublishAt { get; init; }

    /// <summary>When the author plans to publish a draft; null leaves the current value.</summary>
    public PlannedTime? Plan { get; init; }

    /// <summary>Update time shown to readers; null for the publication time, or now.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Leaves the update time unchanged.</summary>
    public bool MinorEdit { get; init; }

    /// <summary>Name of the author of a new post; null for <see cref="WriterId"/>, or the first author.</summary>
    [MaxLength(TextLengths.Name)]
    public string? AuthorName { get; init; }

    /// <summary>
    /// Row id of the author who saves and who becomes the author of a new post; null for an import or the program itself.
    /// </summary>
    public int? WriterId { get; init; }

    /// <summary>The kind of revision to record; null to record none.</summary>
    public RevisionKind? Revision { get; init; } = RevisionKind.Save;

    /// <summary>
    /// The state the writer saw: that pending edit is applied and removed, a different one is a conflict. Null leaves the pending edit
    /// alone.
    /// </summary>
    public EditVersion? Seen { get; init; }

    /// <summary>Row id of the post in another language to add to this one's translation group if it has no group; null for none.</summary>
    public int? Counterpart { get; init; }

    /// <summary>The editor page that creates a new post; null for none.</summary>
    [MaxLength(TextLengths.Name)]
    public string? DraftKey { get; init; }

    /// <summary>Number of the page's request, increasing; 0 if unknown.</summary>
    public long Sequence { get; init; }

    /// <summary>
    /// Row id of the redirect at the post's address that ends when the post becomes public there, as its author agreed; null for none. A
    /// redirect that nobody agreed to end stays, without effect while the post is public.
    /// </summary>
    public int? EndsRedirect { get; init; }

    /// <summary>Former decoded paths, which become redirects.</summary>
    public IReadOnlyList<string> OldPaths { get; init; } = [];

    /// <summary>Identifies the imported source file; null if the post is not imported.</summary>
    [MaxLength(TextLengths.Line)]
    public string? ImportKey { get; init; }

    /// <summary>Hash of the imported source.</summary>
    [MaxLength(TextLengths.Name)]
    public string? ImportHash { get; init; }

    /// <summary>Row id of the import that saves, which can be taken back; null for none.</summary>
    public int? ImportRunId { get; init; }

    /// <summary>The file of the connected repository that it is written from; null for none.</summary>
    public GitSource? Source { get; init; }

    public bool IsSample { get; init; }

    /// <summary>What a new post keeps of the blog it was exported from; null if it begins here.</summary>
    public PostOrigin? Origin { get; init; }

    /// <summary>The first field that is too long, since SQLite does not enforce lengths; null if none is.</summary>
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

/// <summary>A planned save, before rendering.</summary>
/// <param name="Existing">The post to change; null for a new one.</param>
/// <param name="Request">What to write.</param>
/// <param name="Address">The address it will have.</param>
/// <param name="Wanted">The requested address, which may have been taken.</param>
/// <param name="AddressError">Why the address is invalid; null if it is valid.</param>
/// <param name="Context">The render context.</param>
public sealed record PostPlan(
    Post? Existing,
    PostRequest Request,
    PostAddress Address,
    string Wanted,
    AddressError? AddressError,
    RenderContext Context
)
{
    /// <summary>The field that is too long; null if none is. Such a plan contains nothing else.</summary>
    public TooLong? TooLong { get; init; }
}

/// <summary>A plan of a batch with its rendering.</summary>
/// <param name="Result">Null if rendering failed.</param>
/// <param name="Failure">The exception with which it failed; null if it did not.</param>
public sealed record PlannedRendering(PostPlan Plan, RenderResult? Result, Exception? Failure);

/// <summary>The outcome of a save.</summary>
/// <param name="Post">The saved post; null if rejected.</param>
/// <param name="Refusal">The exceeded renderer limit.</param>
/// <param name="AddressError">The address error.</param>
/// <param name="MovedTo">The address used instead of the requested one, which was taken; null if the requested one was used.</param>
public sealed record PostSaved(Post? Post, RenderError? Refusal, AddressError? AddressError, string? MovedTo)
{
    /// <summary>The field that is too long; null if none is.</summary>
    public TooLong? TooLong { get; init; }

    /// <summary>
    /// One-based line of an image that never finished uploading, 0 if it is not tied to a line: such a text is not published. Null if there
    /// is none.
    /// </summary>
    public int? UnfinishedUploadLine { get; init; }

    /// <summary>The rendered post; null if nothing was written.</summary>
    public RenderedPost? Rendered { get; init; }

    /// <summary>The exception with which this item of a batch failed; null if it did not.</summary>
    public Exception? Failure { get; init; }
}

/// <summary>What a post keeps for ever, wherever it is.</summary>
/// <param name="FeedId">Its <c>tag:</c> URI, which no other post has: feed readers know the post by it.</param>
/// <param name="CreatedAt">When it was first written.</param>
/// <param name="IsTrash">Whether it was in the trash there.</param>
public sealed record PostOrigin(string FeedId, DateTimeOffset CreatedAt, bool IsTrash);

/// <summary>When an author plans to publish a draft.</summary>
/// <param name="At">The time; null for none.</param>
public readonly record struct PlannedTime(DateTimeOffset? At);
