using Blog.Data.Comments;

namespace Blog.Portability.Import.Comments;

/// <summary>A comment as another system has it. All texts are as the source has them: unchecked, and personal data.</summary>
/// <param name="Id">The source's own id of it, unique within the source: a repeated import finds it again by this.</param>
public sealed record SourceComment(string Id)
{
    /// <summary>
    /// Where it belongs, as the source says: an absolute URL, a path, or <c>/?p=12</c>. Null where <see cref="PostKey"/> says it.
    /// </summary>
    public string? Page { get; init; }

    /// <summary>
    /// Path of the post's file below the folder that a backup was converted into (<c>posts/12.md</c>); null where <see cref="Page"/> says
    /// it.
    /// </summary>
    public string? PostKey { get; init; }

    /// <summary>Name or host of the site, where a source may hold several; null if it does not say.</summary>
    public string? Site { get; init; }

    /// <summary>Title of the page, to recognize it by; null if the source has none.</summary>
    public string? PageTitle { get; init; }

    /// <summary>Id of the comment it answers; null for none.</summary>
    public string? Parent { get; init; }

    /// <summary>Id of the comment that began its thread, for when <see cref="Parent"/> is missing; null if unknown.</summary>
    public string? Root { get; init; }

    /// <summary>
    /// <c>@name</c> of the person it answers, which was cut off the text because the thread shows it; put back where the comment that it
    /// answers is missing. Null for none.
    /// </summary>
    public string? Mention { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Website { get; init; }

    /// <summary>Internet address it was sent from.</summary>
    public string? Ip { get; init; }

    /// <summary>Its text, in <see cref="Format"/>.</summary>
    public string Text { get; init; } = "";

    public CommentFormat Format { get; init; }

    public CommentKind Kind { get; init; }

    public CommentState State { get; init; }

    /// <summary>When it was written; null if the source does not say.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether the author of the blog wrote it.</summary>
    public bool ByAuthor { get; init; }

    public bool Pinned { get; init; }

    /// <summary>Votes for it less those against it.</summary>
    public int Likes { get; init; }
}

/// <summary>How a source writes its comments.</summary>
public enum CommentFormat
{
    Markdown,

    Html,

    /// <summary>HTML whose line breaks are meant (WordPress).</summary>
    HtmlLines,
}

/// <summary>How often a page was read on another system. A number that the source does not have is 0.</summary>
public sealed record SourceCount
{
    /// <inheritdoc cref="SourceComment.Page"/>
    public string? Page { get; init; }

    /// <inheritdoc cref="SourceComment.PostKey"/>
    public string? PostKey { get; init; }

    /// <inheritdoc cref="SourceComment.PageTitle"/>
    public string? PageTitle { get; init; }

    /// <inheritdoc cref="SourceComment.Site"/>
    public string? Site { get; init; }

    public long Views { get; init; }

    public long Visitors { get; init; }

    /// <summary>Likes and other reactions, of all kinds together.</summary>
    public long Reactions { get; init; }
}
