namespace Blog.Portability.Import.Comments.Systems;

/// <summary>A program or service that keeps comments.</summary>
public enum CommentSystem
{
    Waline,

    /// <summary>Also the counters of NexT, which are of the same service.</summary>
    Valine,

    Artalk,

    Twikoo,

    Disqus,

    Isso,

    Remark42,
}

/// <summary>A file with comments cannot be read at all. The message is in English, and holds nothing of a comment.</summary>
public sealed class CommentFileException(string message) : IOException(message);
