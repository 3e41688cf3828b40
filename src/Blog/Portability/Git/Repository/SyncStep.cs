namespace Blog.Portability.Git.Repository;

/// <summary>The steps of a synchronization, in order.</summary>
public enum SyncStep
{
    Fetched,

    /// <summary>What the repository should have is noted.</summary>
    Noted,

    /// <summary>What the repository changed is written.</summary>
    Taken,

    Committed,

    Pushed,

    /// <summary>It is noted that both sides agree, but not up to which commit.</summary>
    Agreed,
}
