namespace Blog.Data.Comments;

/// <summary>A comment as somebody sent it from a page of the blog.</summary>
/// <param name="ParentId">The comment it answers, of the same post; null for none.</param>
/// <param name="Language">BCP 47 tag of the post.</param>
/// <param name="TokenHash">SHA-256 of the secret in its writer's link; null for none.</param>
/// <param name="AuthorId">Row id of the author of the blog who sent it; null for a reader.</param>
public sealed record SentComment(int PostId, int? ParentId, CommentContent Content, string Language, string? TokenHash, int? AuthorId);
