namespace Blog.Data.Editing;

/// <summary>
/// What an author has typed since the post was saved or published: one row a post, readers never see it. Saving or publishing takes it in
/// and removes it.
/// </summary>
public sealed class PendingEdit
{
    private PendingEdit()
    {
    }

    /// <summary>Begins an edit.</summary>
    /// <param name="post">The post.</param>
    /// <param name="typed">What was typed, where, by whom.</param>
    /// <param name="now">The time.</param>
    public PendingEdit(Post post, Typed typed, DateTimeOffset now)
    {
        Post = post;
        StartedAt = now;
        Keep(typed, now);
    }

    /// <summary>The post.</summary>
    public int PostId { get; private set; }

    /// <summary>The post, where loaded.</summary>
    public Post? Post { get; private set; }

    /// <summary>The post's version that the text grew from: publishing it over a later one would undo that one.</summary>
    public int PostVersion { get; private set; }

    /// <summary>The open page that typed last: a page does not clash with itself, though an answer may not have reached it. Null where unknown.</summary>
    public string? PageKey { get; private set; }

    /// <summary>Everything that was typed.</summary>
    public Writing Text { get; private set; } = new();

    /// <summary>Its title, for lists.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Who typed last: row id of an author.</summary>
    public int? LastWriterId { get; private set; }

    /// <summary>Who typed last, where loaded.</summary>
    public Author? LastWriter { get; private set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When it was last kept.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Optimistic version, raised by every keeping.</summary>
    public int Version { get; private set; }

    /// <summary>Takes what was typed since.</summary>
    public void Keep(Typed typed, DateTimeOffset now)
    {
        Text = typed.Text;
        Title = TextLengths.Cut(typed.Text.Title, TextLengths.Title);
        LastWriterId = typed.WriterId;
        PageKey = typed.PageKey;
        PostVersion = typed.PostVersion;
        UpdatedAt = now;
        Version++;
    }

    /// <summary>The post has changed, but not in what is written: a text that rested on it before does so still.</summary>
    /// <param name="before">The post's version before.</param>
    /// <param name="after">The post's version now.</param>
    public void RestOn(int before, int after) => PostVersion = PostVersion == before ? after : PostVersion;

    /// <summary>The program changed the post, and what is typed in the same way, so that publishing it undoes nothing: who typed last, and what it rests on, stay.</summary>
    /// <param name="text">What is typed, changed alike.</param>
    /// <param name="before">The post's version before.</param>
    /// <param name="after">The post's version now.</param>
    public void Follow(Writing text, int before, int after)
    {
        Text = text;
        RestOn(before, after);
        Version++;
    }
}

/// <summary>Something typed, and where it comes from.</summary>
/// <param name="Text">Everything that was typed.</param>
/// <param name="WriterId">Row id of the author who typed it.</param>
/// <param name="PageKey">The open page; null where unknown.</param>
/// <param name="PostVersion">The post's version that it grew from.</param>
public sealed record Typed(Writing Text, int WriterId, string? PageKey, int PostVersion);
