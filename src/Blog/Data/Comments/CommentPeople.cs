namespace Blog.Data.Comments;

/// <summary>A writer whose comments need no approval.</summary>
public sealed class TrustedWriter
{
    private TrustedWriter() { }

    /// <summary>From now on.</summary>
    /// <param name="hash">See <see cref="Hash"/>.</param>
    /// <param name="name">As written on a comment, for the list of them.</param>
    public TrustedWriter(string hash, string name, DateTimeOffset now) => (Hash, Name, Since) = (hash, name, now);

    /// <summary>The key: <see cref="Comment.WriterHashOf"/>.</summary>
    public string Hash { get; private set; } = "";

    public string Name { get; private set; } = "";

    public DateTimeOffset Since { get; private set; }
}

/// <summary>What the owner blocks.</summary>
public sealed class CommentBlock
{
    private CommentBlock() { }

    /// <summary>A network or a word.</summary>
    public CommentBlock(CommentBlockKind kind, string value, DateTimeOffset now) => (Kind, Value, CreatedAt) = (kind, value, now);

    public int Id { get; private set; }

    public CommentBlockKind Kind { get; private set; }

    /// <summary>
    /// Unique with <see cref="Kind"/>: a network as <c>203.0.113.0/24</c>, or a word, found in name, text, website and mail address
    /// whatever its letter case.
    /// </summary>
    public string Value { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }
}

/// <summary>What a block is of.</summary>
public enum CommentBlockKind
{
    /// <summary>Comments from there are refused.</summary>
    Network,

    /// <summary>Comments with it are taken for spam.</summary>
    Word,
}

/// <summary>A notice of a comment to the owner, to be sent by one channel.</summary>
public sealed class CommentNotice
{
    /// <summary>What the names of secrets begin with that say how a channel is reached: a channel with one is on.</summary>
    public const string SecretPrefix = "notice-";

    private CommentNotice() { }

    /// <summary>A notice that is due now.</summary>
    /// <param name="channel">Name of the channel.</param>
    public CommentNotice(int commentId, string channel, DateTimeOffset now) =>
        (CommentId, Channel, CreatedAt, NextAttemptAt) = (commentId, channel, now, now);

    public int Id { get; private set; }

    public int CommentId { get; private set; }

    public string Channel { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it is tried next; null if it was sent or given up.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>When it was sent; null if it was not.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>What went wrong the last time; null if nothing did.</summary>
    public string? LastError { get; private set; }

    /// <summary>It was sent.</summary>
    public void Sent(DateTimeOffset now) => (Attempts, NextAttemptAt, SentAt, LastError) = (Attempts + 1, null, now, null);

    /// <summary>It waits for others of its channel.</summary>
    public void Delay(DateTimeOffset until) => NextAttemptAt = until;

    /// <summary>It could not be sent.</summary>
    /// <param name="error">What went wrong, without secrets.</param>
    /// <param name="next">When to try again; null to give up.</param>
    public void Fail(string error, DateTimeOffset? next) =>
        (Attempts, NextAttemptAt, LastError) = (Attempts + 1, next, TextLengths.Cut(error, TextLengths.Line));
}
