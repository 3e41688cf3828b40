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

/// <summary>Why a comment waits for somebody to look at it, or is taken for spam.</summary>
public enum CommentReason
{
    /// <summary>Nobody has said that this writer's comments need no approval.</summary>
    Unknown,

    /// <summary>Changed after it was approved.</summary>
    Edited,

    /// <summary>More links than people write.</summary>
    Links,

    /// <summary>Nearly the same text as others of the last days.</summary>
    Similar,

    /// <summary>Hardly a letter in the script of the post's language.</summary>
    Script,

    /// <summary>A word or network that the owner has blocked.</summary>
    Blocked,

    /// <summary>A field was filled in that people do not see.</summary>
    Trap,

    /// <summary>Sent while many comments were refused.</summary>
    Attack,
}
