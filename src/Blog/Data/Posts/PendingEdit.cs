using Blog.Data.People;

namespace Blog.Data.Posts;

/// <summary>
/// What an author has typed since the post was saved or published: one row a post, readers never see it. Saving or publishing takes it in
/// and removes it.
/// </summary>
public sealed class PendingEdit
{
    private PendingEdit() { }

    /// <summary>Begins an edit.</summary>
    /// <param name="post">The post; nothing is typed yet.</param>
    /// <param name="now">The time.</param>
    public PendingEdit(Post post, DateTimeOffset now) => (Post, PostVersion, StartedAt) = (post, post.Version, now);

    public int PostId { get; private set; }

    public Post? Post { get; private set; }

    /// <summary>The post's version that the text grew from: publishing it over a later one would undo that one.</summary>
    public int PostVersion { get; private set; }

    /// <summary>The open page that typed last: a page does not clash with itself, though an answer may not have reached it. Null where unknown.</summary>
    public string? DraftKey { get; private set; }

    public PostDraft Draft { get; private set; } = new();

    public string Title { get; private set; } = "";

    /// <summary>Who typed last: row id of an author.</summary>
    public int? LastWriterId { get; private set; }

    /// <summary>Who typed last, where loaded.</summary>
    public Author? LastWriter { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When it was last kept.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Optimistic version, raised by every keeping.</summary>
    public int Version { get; private set; }

    /// <summary>Takes what was typed since.</summary>
    /// <param name="draft">Everything that was typed.</param>
    /// <param name="writerId">Row id of the author who typed it.</param>
    /// <param name="draftKey">The open page; null where unknown.</param>
    /// <param name="postVersion">The post's version that it grew from.</param>
    /// <param name="now">The time.</param>
    public void Keep(PostDraft draft, int writerId, string? draftKey, int postVersion, DateTimeOffset now)
    {
        Draft = draft;
        Title = TextLengths.Cut(draft.Title, TextLengths.Title);
        LastWriterId = writerId;
        DraftKey = draftKey;
        PostVersion = postVersion;
        UpdatedAt = now;
        Version++;
    }

    /// <summary>The post has changed, but not in what is written: a text that rested on it before does so still.</summary>
    /// <param name="before">The post's version before.</param>
    /// <param name="after">The post's version now.</param>
    public void RestOn(int before, int after) => PostVersion = PostVersion == before ? after : PostVersion;

    /// <summary>The program changed the post, and what is typed in the same way, so that publishing it undoes nothing: who typed last, and what it rests on, stay.</summary>
    /// <param name="draft">What is typed, changed alike.</param>
    /// <param name="before">The post's version before.</param>
    /// <param name="after">The post's version now.</param>
    public void Follow(PostDraft draft, int before, int after)
    {
        Draft = draft;
        RestOn(before, after);
        Version++;
    }
}
