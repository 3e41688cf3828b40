namespace Blog.Data.Friends;

/// <summary>
/// What the last look at a friend's address found, for the owner only. A table of its own: nothing of it is on a public page, so that a
/// look evicts nothing.
/// </summary>
public sealed class FriendCheck
{
    private FriendCheck() { }

    public FriendCheck(int friendId) => FriendId = friendId;

    public int FriendId { get; private set; }

    public DateTimeOffset CheckedAt { get; private set; }

    /// <summary>HTTP status of the answer; null if there was none.</summary>
    public int? Status { get; private set; }

    /// <summary>Why there was no answer, as a code; null if there was one.</summary>
    public string? Error { get; private set; }

    /// <summary>When it began to fail; null if it answers.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    public void Answered(int status, DateTimeOffset now)
    {
        var failing = status is >= 400 and not (401 or 403 or 405 or 429); // these are there, and refuse programs
        (CheckedAt, Status, Error, FailingSince) = (now, status, null, failing ? FailingSince ?? now : null);
    }

    public void Failed(string error, DateTimeOffset now) =>
        (CheckedAt, Status, Error, FailingSince) = (now, null, error, FailingSince ?? now);
}
