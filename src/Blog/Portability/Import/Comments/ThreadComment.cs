using Blog.Data.Comments;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Comments;

/// <summary>
/// What is needed of every comment at once, to put threads in order. What it says, and who says it, waits in a file until it is written: it
/// is most of it.
/// </summary>
/// <param name="body">All of it, as <see cref="SourceLines"/> write it.</param>
internal sealed class ThreadComment(SourceComment comment, SpooledText body)
{
    public string Id { get; } = comment.Id;

    /// <inheritdoc cref="SourceComment.Parent"/>
    public string? Parent { get; } = comment.Parent;

    /// <inheritdoc cref="SourceComment.Root"/>
    public string? Root { get; } = comment.Root;

    /// <inheritdoc cref="SourceComment.At"/>
    public DateTimeOffset? At { get; } = comment.At;

    /// <summary>Whether it says nothing.</summary>
    public bool IsEmpty { get; } = string.IsNullOrWhiteSpace(comment.Text);

    public bool IsDeleted { get; } = comment.State == CommentState.Trash;

    /// <summary>Key of its page, the same object for all that are on it; empty until that is known.</summary>
    public string Page { get; set; } = "";

    /// <summary>All of it.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public SourceComment Read() => SourceLines.ReadComment(body.Read());
}
