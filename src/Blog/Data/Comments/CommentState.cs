namespace Blog.Data.Comments;

/// <summary>Who sees a comment.</summary>
public enum CommentState
{
    /// <summary>Readers see it.</summary>
    Approved,

    /// <summary>Nobody has looked at it yet.</summary>
    Waiting,

    Spam,

    /// <summary>Deleted; kept so that its answers keep their place.</summary>
    Trash,
}

/// <summary>What a comment is.</summary>
public enum CommentKind
{
    /// <summary>Written by a person.</summary>
    Comment,

    /// <summary>Another site's notice that it links here: a pingback, trackback or webmention.</summary>
    Pingback,
}
