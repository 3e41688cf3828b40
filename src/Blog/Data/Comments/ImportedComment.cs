namespace Blog.Data.Comments;

/// <summary>A comment of another system, ready to be written.</summary>
/// <param name="SourceId">Its id there.</param>
/// <param name="ParentId">The id there of the comment it answers, which comes before it; null for none.</param>
public sealed record ImportedComment(string SourceId, string? ParentId, CommentContent Content, DateTimeOffset At)
{
    public CommentKind Kind { get; init; }

    public CommentState State { get; init; }

    public bool ByAuthor { get; init; }

    public bool Pinned { get; init; }

    public int Likes { get; init; }

    /// <summary>When its text was last changed; null if never, or nobody knows.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>BCP 47 tag of the post it was written on; null if nobody knows.</summary>
    public string? Language { get; init; }
}
