using Blog.Data.Addresses;

namespace Blog.Comments.Sending;

/// <summary>What taking a comment needs of its post: not its text, which may be long.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="CommentsOpen">What its author chose.</param>
public sealed record CommentedPost(
    int Id,
    string Title,
    string Language,
    PostAddress Address,
    bool CommentsOpen,
    DateTimeOffset? PublishedAt
);
