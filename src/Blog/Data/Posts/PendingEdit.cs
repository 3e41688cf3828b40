using Blog.Data.People;

namespace Blog.Data.Posts;

/// <summary>
/// Unsaved changes to a post: at most one row per post, never visible to readers. Saving or publishing applies and removes it.
/// </summary>
public sealed class PendingEdit
{
    private PendingEdit() { }

    /// <summary>Starts an edit.</summary>
    /// <param name="post">The post being edited.</param>
    public PendingEdit(Post post, DateTimeOffset now) => (Post, PostVersion, StartedAt) = (post, post.Version, now);

    public int PostId { get; private set; }

    public Post? Post { get; private set; }

    /// <summary>The post version the text is based on: publishing it over a later version would undo that one.</summary>
    public int PostVersion { get; private set; }

    /// <summary>
    /// The editor page that wrote last, which does not conflict with itself even if a response never reached it. Null if unknown.
    /// </summary>
    public string? DraftKey { get; private set; }

    /// <summary>The last <see cref="Drafts.DraftForm.Sequence"/> of that page; 0 if it sent none.</summary>
    public long Sequence { get; private set; }

    public PostDraft Draft { get; private set; } = new();

    public string Title { get; private set; } = "";

    /// <summary>Row id of the author who wrote last.</summary>
    public int? LastWriterId { get; private set; }

    /// <summary>Who wrote last, if loaded.</summary>
    public Author? LastWriter { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When it was last saved.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Optimistic concurrency version, incremented by every save.</summary>
    public int Version { get; private set; }

    /// <summary>Stores the current draft.</summary>
    /// <param name="draft">The complete draft.</param>
    /// <param name="writerId">Row id of the author who wrote it.</param>
    /// <param name="draftKey">The editor page; null if unknown.</param>
    /// <param name="sequence">Number of the page's request; 0 if unknown.</param>
    /// <param name="postVersion">The post version it is based on.</param>
    public void Store(PostDraft draft, int writerId, string? draftKey, long sequence, int postVersion, DateTimeOffset now)
    {
        Draft = draft;
        Title = TextLengths.Cut(draft.Title, TextLengths.Title);
        LastWriterId = writerId;
        DraftKey = draftKey;
        Sequence = sequence;
        PostVersion = postVersion;
        UpdatedAt = now;
        Version++;
    }

    /// <summary>Rebases the edit after a change that left the post's text alone.</summary>
    /// <param name="before">The post version before the change.</param>
    /// <param name="after">The post version after the change.</param>
    public void Rebase(int before, int after) => PostVersion = PostVersion == before ? after : PostVersion;

    /// <summary>
    /// Applies a programmatic change of the post to the pending edit as well, so that publishing the edit does not undo it. The last writer
    /// and the base version are unchanged.
    /// </summary>
    /// <param name="draft">The draft with the same change applied.</param>
    /// <param name="before">The post version before the change.</param>
    /// <param name="after">The post version after the change.</param>
    public void Follow(PostDraft draft, int before, int after)
    {
        Draft = draft;
        Rebase(before, after);
        Version++;
    }
}
