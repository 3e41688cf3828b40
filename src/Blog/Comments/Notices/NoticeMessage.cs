namespace Blog.Comments.Notices;

/// <summary>What the owner is told.</summary>
/// <param name="Id">Tells it from every other; the same when it is sent again.</param>
/// <param name="Title">One line.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Link">Absolute: where one decides.</param>
/// <param name="LinkWords">What the link does.</param>
public sealed record NoticeMessage(string Id, string Title, string Text, string Link, string LinkWords)
{
    /// <summary>The comment, for programs; null in a summary of several.</summary>
    public NoticedComment? Comment { get; init; }
}

/// <summary>A comment as programs get it. Neither mail address nor network: they go to no other service.</summary>
/// <param name="State"><c>waiting</c> or <c>approved</c>.</param>
/// <param name="Text">Markdown as it was written.</param>
/// <param name="PostUrl">Absolute address of the post.</param>
public sealed record NoticedComment(
    int Id,
    string State,
    string? Name,
    string Text,
    string PostTitle,
    string PostUrl,
    DateTimeOffset SentAt
);
