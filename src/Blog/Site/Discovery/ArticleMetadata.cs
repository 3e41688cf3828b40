namespace Blog.Site.Discovery;

/// <summary>Metadata of a post in the head of its page.</summary>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="UpdatedAt">When the last announced update was made.</param>
public sealed record ArticleMetadata(DateTimeOffset PublishedAt, DateTimeOffset UpdatedAt, IReadOnlyList<string> Tags);
