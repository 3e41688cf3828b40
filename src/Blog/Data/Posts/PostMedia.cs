namespace Blog.Data.Posts;

/// <summary>Which post shows which media file.</summary>
public sealed class PostMedia
{
    /// <summary>The post.</summary>
    public required int PostId { get; init; }

    /// <summary>The file.</summary>
    public required string MediaFileId { get; init; }
}

/// <summary>A link or foreign image of a post, as written: tells which posts a changed target touches.</summary>
public sealed class PostLink
{
    /// <summary>The post.</summary>
    public required int PostId { get; init; }

    /// <summary>Its place among the post's links, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The target as written.</summary>
    public required string Target { get; init; }

    /// <summary>True for an image.</summary>
    public required bool IsImage { get; init; }
}
