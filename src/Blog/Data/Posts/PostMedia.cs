namespace Blog.Data.Posts;

/// <summary>Which post shows which media file.</summary>
public sealed class PostMedia
{
    public required int PostId { get; init; }

    public required string MediaFileId { get; init; }
}

/// <summary>A link or foreign image of a post, as written: tells which posts a changed target touches.</summary>
public sealed class PostLink
{
    public required int PostId { get; init; }

    /// <summary>Its place among the post's links, from 0.</summary>
    public required int Position { get; init; }

    public required string Target { get; init; }

    public required bool IsImage { get; init; }
}
