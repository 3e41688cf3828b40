namespace Blog.Data.Posts;

/// <summary>The publication state of a post.</summary>
public enum PostState
{
    Draft,

    /// <summary>Public from <see cref="Post.PublishedAt"/> on.</summary>
    Published,

    /// <summary>In the trash, not yet deleted permanently.</summary>
    Trash,
}
