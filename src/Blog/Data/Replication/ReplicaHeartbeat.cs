namespace Blog.Data.Replication;

/// <summary>
/// The one row that is written regularly where a replicator copies the database: in a copy, it tells how old the copy is, whatever the
/// replicator says.
/// </summary>
public sealed class ReplicaHeartbeat
{
    /// <summary>The id of the one row.</summary>
    public const int TheId = 1;

    private ReplicaHeartbeat() { }

    public ReplicaHeartbeat(DateTimeOffset at) => At = at;

    public int Id { get; private set; } = TheId;

    /// <summary>When it was last written.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Records that the blog is alive.</summary>
    public void Beat(DateTimeOffset at) => At = at;
}
