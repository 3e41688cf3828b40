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

    /// <summary>
    /// A number for the title and text that were copied (<see cref="Copies.CopyLog.NumberOf"/>): if theirs is another one, they have
    /// changed since. Not the post's own version, which a tag or a publication raises too.
    /// </summary>
    public int Version { get; private set; }

    public void Copied(int version, DateTimeOffset at) => (Version, CopiedAt) = (version, at);
}
