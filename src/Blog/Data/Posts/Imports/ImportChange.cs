namespace Blog.Data.Posts.Imports;

/// <summary>What an import did to one post, so that it can be taken back.</summary>
public sealed class ImportChange
{
    private ImportChange() { }

    /// <summary>Records a change within the write that makes it.</summary>
    /// <param name="runId">Row id of the run.</param>
    /// <param name="post">The post.</param>
    /// <param name="before">How it was; null for a new post.</param>
    public ImportChange(int runId, Post post, PostRequest? before) =>
        (RunId, Post, Before, VersionBefore) = (runId, post, before, post.Version);

    public int Id { get; private set; }

    public int RunId { get; private set; }

    public int PostId { get; private set; }

    public Post? Post { get; private set; }

    /// <summary>The request that makes the post what it was before; null if the import created it.</summary>
    public PostRequest? Before { get; private set; }

    /// <summary><see cref="Posts.Post.Version"/> that the import left; another one tells that the post was changed since.</summary>
    public int Version { get; private set; }

    /// <summary>The version that the import found.</summary>
    public int VersionBefore { get; private set; }

    /// <summary>Records the version that the import leaves.</summary>
    public void Leave(int version) => Version = version;
}
