namespace Blog.Data;

/// <summary>Post or page.</summary>
public enum PostKind
{
    /// <summary>Stands in lists, by date.</summary>
    Post,

    /// <summary>Stands beside them: about, friends.</summary>
    Page,
}

/// <summary>What its author decided about a post.</summary>
public enum PostState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Public from its time on.</summary>
    Published,

    /// <summary>Thrown away, but not yet for good.</summary>
    Trash,
}

/// <summary>What an author writes in one go: the text and what is said about it.</summary>
public sealed record PostText
{
    /// <summary>Post or page.</summary>
    public PostKind Kind { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>Plain text, one line.</summary>
    public required string Title { get; init; }

    /// <summary>The text.</summary>
    public required string Markdown { get; init; }

    /// <summary>One sentence about it.</summary>
    public string? Description { get; init; }

    /// <summary>Address of the cover image.</summary>
    public string? Cover { get; init; }

    /// <summary>Before all others on page 1.</summary>
    public bool Pinned { get; init; }

    /// <summary>At its address only.</summary>
    public bool Hidden { get; init; }

    /// <summary>Readers may comment.</summary>
    public bool CommentsOpen { get; init; } = true;

    /// <summary>Never says that it is old.</summary>
    public bool Evergreen { get; init; }

    /// <summary>What translations share.</summary>
    public string? TranslationGroup { get; init; }

    /// <summary>Its series.</summary>
    public string? Series { get; init; }

    /// <summary>Fields kept for their author (JSON).</summary>
    public string? OtherFields { get; init; }

    /// <summary>What a post says of itself now.</summary>
    public static PostText Of(Post post) => new()
    {
        Kind = post.Kind,
        Language = post.Language,
        Title = post.Title,
        Markdown = post.Markdown,
        Description = post.Description,
        Cover = post.Cover,
        Pinned = post.Pinned,
        Hidden = post.Hidden,
        CommentsOpen = post.CommentsOpen,
        Evergreen = post.Evergreen,
        TranslationGroup = post.TranslationGroup,
        Series = post.Series,
        OtherFields = post.OtherFields,
    };
}
