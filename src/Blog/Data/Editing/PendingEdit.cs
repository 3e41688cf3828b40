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
    /// <param name="text">What was typed.</param>
    /// <param name="writer">Row id of the author who typed it.</param>
    /// <param name="now">The time.</param>
    public PendingEdit(Post post, Writing text, int writer, DateTimeOffset now)
    {
        Post = post;
        PostVersion = post.Version;
        StartedAt = now;
        Keep(text, writer, now);
    }

    /// <summary>The post.</summary>
    public int PostId { get; private set; }

    /// <summary>The post, where loaded.</summary>
    public Post? Post { get; private set; }

    /// <summary>The post's version that the edit began from.</summary>
    public int PostVersion { get; private set; }

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
    public void Keep(Writing text, int writer, DateTimeOffset now)
    {
        Text = text;
        Title = text.Title.Length > TextLengths.Title ? text.Title[..TextLengths.Title] : text.Title;
        LastWriterId = writer;
        UpdatedAt = now;
        Version++;
    }

    /// <summary>The program changed an address in the post, and here in the same way: who typed last, and what it rests on, stay.</summary>
    /// <param name="text">The text with the other address.</param>
    /// <param name="before">The post's version before.</param>
    /// <param name="after">The post's version now.</param>
    public void Follow(Writing text, int before, int after)
    {
        Text = text;
        PostVersion = PostVersion == before ? after : PostVersion;
        Version++;
    }
}
