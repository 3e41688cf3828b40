using System.ComponentModel.DataAnnotations;
using Blog.Data.Addresses;

namespace Blog.Data.Posts.Drafts;

/// <summary>Who is editing: authors may edit their own posts, owners all posts.</summary>
/// <param name="AuthorId">Row id of the account's author.</param>
/// <param name="IsOwner">Whether they may edit everyone's posts.</param>
public readonly record struct Actor(int AuthorId, bool IsOwner);

/// <summary>What an editor page submits: the draft, and the state the page was loaded from.</summary>
public record DraftForm
{
    public PostDraft Draft { get; init; } = new();

    /// <summary>The state that the page was loaded from; null for a new post.</summary>
    public EditVersion? Seen { get; init; }

    /// <summary>Id of the open editor page, which survives a reload; null if it sent none.</summary>
    [MaxLength(TextLengths.Name)]
    public string? DraftKey { get; init; }

    /// <summary>
    /// Number of the request, increasing within an editor page, so that an earlier request that arrives late overwrites nothing. Null if it
    /// sent none.
    /// </summary>
    public long? Sequence { get; init; }

    /// <summary>The address whose redirect the author agreed to end; null if none.</summary>
    [MaxLength(PostAddress.MaxLength)]
    public string? TakeOver { get; init; }

    /// <summary>The first field that exceeds its length limit, by form field name; null if none does.</summary>
    public TooLong? FindTooLong() => Draft.FindTooLong() ?? FieldLengths.FindTooLong(this);
}

/// <summary>What to do with a submitted draft.</summary>
public enum SaveMode
{
    /// <summary>Saves a draft; for a public post, the text is stored as a pending edit.</summary>
    Save,

    /// <summary>Makes it public, immediately or from the typed time.</summary>
    Publish,

    /// <summary>Makes it public at the typed time, which must be in the future.</summary>
    Schedule,
}
