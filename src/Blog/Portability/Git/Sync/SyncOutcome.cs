using Blog.Data.Git;
using Blog.Portability.Git.Repository;
using Blog.Portability.Import;

namespace Blog.Portability.Git.Sync;

/// <summary>What a synchronization did.</summary>
public sealed record SyncOutcome(SyncState State)
{
    /// <summary>Posts that were changed here.</summary>
    public int Taken { get; init; }

    /// <summary>Files that were changed there.</summary>
    public int Pushed { get; init; }

    public GitQuestion Question { get; init; }

    public GitException? Failure { get; init; }
}

/// <summary>How a synchronization ended.</summary>
public enum SyncState
{
    Done,

    /// <summary>No repository is connected.</summary>
    NotConnected,

    /// <summary>The owner has not agreed to the first one.</summary>
    Unconfirmed,

    /// <summary>The owner has to answer a question.</summary>
    Asked,

    /// <summary>Another one is running, perhaps by another process.</summary>
    Busy,

    Failed,
}

/// <summary>What the first synchronization would do.</summary>
/// <param name="Files">Of the files of the repository.</param>
/// <param name="Pushed">How many posts would be pushed.</param>
public sealed record SyncPreview(ImportReport Files, int Pushed)
{
    /// <summary>Files that are left out, with the reason in English.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }
}
