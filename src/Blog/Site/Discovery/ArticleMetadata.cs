namespace Blog.Site.Discovery;

/// <summary>What the head of a page says of a post.</summary>
/// <param name="PublishedAt">When it went public.</param>
/// <param name="UpdatedAt">When readers were last told that it changed.</param>
/// <param name="Tags">Names of its tags.</param>
public sealed record ArticleMetadata(DateTimeOffset PublishedAt, DateTimeOffset UpdatedAt, IReadOnlyList<string> Tags);
