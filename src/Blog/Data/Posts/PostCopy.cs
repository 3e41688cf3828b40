namespace Blog.Data.Posts;

/// <summary>That a post was copied for another platform: where and when last.</summary>
public sealed class PostCopy
{
    private PostCopy() { }

    public PostCopy(int postId, string target) => (PostId, Target) = (postId, target);

    public int PostId { get; private set; }

    /// <summary>Short name of the platform: <c>wechat</c>.</summary>
    public string Target { get; private set; } = "";

    public DateTimeOffset CopiedAt { get; private set; }

    /// <summary><see cref="Post.Version"/> of what was copied: another one has changed since.</summary>
    public int Version { get; private set; }

    public void Copied(int version, DateTimeOffset at) => (Version, CopiedAt) = (version, at);
}
