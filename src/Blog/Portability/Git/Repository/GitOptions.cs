namespace Blog.Portability.Git.Repository;

/// <summary>What may be connected, and how much of it is taken; a seam for tests, which have no server.</summary>
public sealed record GitOptions
{
    /// <summary>Whether a folder of this machine may be connected: never for users, who could read any repository on it.</summary>
    public bool AllowsFolders { get; init; }

    /// <summary>Called between two steps of a synchronization: a test stops it there, as a killed program would stop.</summary>
    public Action<SyncStep>? Reached { get; init; }

    /// <summary>So many bytes may come in one fetch.</summary>
    public long MaxFetch { get; init; } = 2L << 30;

    /// <summary>A server that sends nothing for so long is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Files of a commit.</summary>
    public int MaxFiles { get; init; } = 100_000;

    /// <summary>Bytes of one file; a larger one is left out.</summary>
    public long MaxFile { get; init; } = 50L << 20;

    /// <summary>Bytes of all files of a commit.</summary>
    public long MaxTree { get; init; } = 4L << 30;
}
