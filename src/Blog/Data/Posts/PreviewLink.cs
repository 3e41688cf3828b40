namespace Blog.Data.Posts;

/// <summary>A link that lets someone without an account read an unpublished post, or the pending edit of a public one.</summary>
public sealed class PreviewLink
{
    /// <summary>Default lifetime.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    private PreviewLink() { }

    /// <summary>Creates a link.</summary>
    /// <param name="tokenHash">Hash of its token.</param>
    /// <param name="maker">Row id of the author who created it.</param>
    /// <param name="life">Lifetime.</param>
    public PreviewLink(string tokenHash, Post post, int maker, DateTimeOffset now, TimeSpan life)
    {
        TokenHash = tokenHash;
        Post = post;
        MakerId = maker;
        CreatedAt = now;
        ExpiresAt = now + life;
    }

    public int Id { get; private set; }

    /// <summary>SHA-256 of the token.</summary>
    public string TokenHash { get; private set; } = "";

    public int PostId { get; private set; }

    /// <summary>The post, if loaded.</summary>
    public Post? Post { get; private set; }

    /// <summary>Row id of the author who created it.</summary>
    public int? MakerId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it expires; revoking it deletes the row.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }
}
