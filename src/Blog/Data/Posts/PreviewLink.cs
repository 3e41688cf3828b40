namespace Blog.Data.Posts;

/// <summary>A link by which somebody without account reads a post that is not public, or the pending edit of one that is.</summary>
public sealed class PreviewLink
{
    /// <summary>How long one works unless its maker says otherwise.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    private PreviewLink() { }

    /// <summary>A new link.</summary>
    /// <param name="tokenHash">Hash of the token in it.</param>
    /// <param name="post">What it shows.</param>
    /// <param name="maker">Row id of the author who made it.</param>
    /// <param name="now">The time.</param>
    /// <param name="life">How long it works.</param>
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

    /// <summary>What it shows, where loaded.</summary>
    public Post? Post { get; private set; }

    /// <summary>Who made it: row id of an author.</summary>
    public int? MakerId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it ends; revoking removes the row.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }
}
