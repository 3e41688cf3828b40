namespace Blog.Data.Posts;

/// <summary>Links a post to a media file it uses.</summary>
public sealed class PostMedia
{
    public required int PostId { get; init; }

    public required string MediaFileId { get; init; }
}

/// <summary>A link or external image in a post, as written; used to find the posts affected when a target changes.</summary>
public sealed class PostLink
{
    public required int PostId { get; init; }

    /// <summary>Zero-based position among the post's links.</summary>
    public required int Position { get; init; }

    public required string Target { get; init; }

    public required bool IsImage { get; init; }
}
