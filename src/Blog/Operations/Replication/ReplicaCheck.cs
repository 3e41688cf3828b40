using Blog.Operations.Backups.Archives;
using Blog.Storage.DataDirectory;
using Blog.Storage.Telemetry;
using Microsoft.Data.Sqlite;

namespace Blog.Operations.Replication;

/// <summary>
/// Restores the newest state of the replica into a scratch folder and asks it: whether it is sound, and when the blog last wrote its
/// heartbeat. What the replicator says of itself does not count.
/// </summary>
public sealed class ReplicaCheck(ReplicaOptions options, ReplicaCatalog replicas, DataFolder folder, FreeSpace free, TimeProvider clock)
{
    /// <summary>What a look leaves free on the disk: below it, the blog could not be written to.</summary>
    private const long Reserve = 200 << 20;

    /// <summary>Several heartbeats may be missing: a replicator sends in pieces.</summary>
    private static readonly TimeSpan MostBehind = HeartbeatService.Every * 4;

    /// <summary>Looks, and records what was found.</summary>
    /// <param name="file">A replica that was restored already; null to let Litestream restore it.</param>
    /// <exception cref="BackupException">It cannot be restored, is not sound, or too old.</exception>
    public async Task<ReplicaState> RunAsync(string? file, CancellationToken cancellationToken)
    {
        ReplicaState? state = null;
        try
        {
            using var scratch = new ScratchFolder(folder);
            var database = file ?? Path.Combine(scratch.Path, "blog.db");
            if (file is null)
            {
                await RestoreAsync(database, cancellationToken);
            }

            state = await Task.Run(() => Examine(database), cancellationToken);
            RequireFresh(state);
            replicas.NoteFound(state.Age);
            return state;
        }
        catch (Exception e) when (e is BackupException or IOException or UnauthorizedAccessException or SqliteException)
        {
            var reason = StorageErrors.IsDamage(e) ? $"the replica is damaged: {e.Message}" : e.Message;
            replicas.NoteFailed(reason, state?.Age);
            throw e as BackupException ?? new BackupException(reason, e);
        }
    }

    private async Task RestoreAsync(string target, CancellationToken cancellationToken)
    {
        if (options.Address is null)
        {
            throw new BackupException("Blog__Database__ReplicaUrl is not set: it says where the replica is restored from");
        }

        var needed = (2 * Disk.SizeOf(folder.Database, folder.Database + "-wal")) + Reserve;
        if (free(folder.Temporary) is var there && there < needed)
        {
            throw new BackupException(
                $"restoring the replica needs {ByteSize.Say(needed)} free in {folder.Temporary}, available are "
                    + $"{ByteSize.Say(Math.Max(0, there))}"
            );
        }

        await LitestreamRestore.RunAsync(options, target, cancellationToken);
    }

    private ReplicaState Examine(string database)
    {
        if (!File.Exists(database))
        {
            throw new BackupException($"{database} is not there: nothing was restored");
        }

        using var replica = DatabaseInspection.OpenToAsk(database);
        if (DatabaseInspection.DamageOf(replica) is [var damage, ..])
        {
            throw new BackupException($"the replica is damaged: {damage}");
        }

        var heartbeat =
            DatabaseInspection.HeartbeatOf(replica)
            ?? throw new BackupException(
                "the replica has no heartbeat: it is older than the first one, or the program does not serve with "
                    + "Blog__Database__Replicated=true"
            );
        using var live = DatabaseInspection.OpenToAsk(folder.Database);
        var own = DatabaseInspection.HeartbeatOf(live);
        return new ReplicaState(
            heartbeat,
            clock.GetUtcNow() - heartbeat,
            (own ?? heartbeat) - heartbeat,
            DatabaseInspection.CountsOf(replica).GetValueOrDefault("Posts")
        );
    }

    /// <summary>While the program does not serve, the replica grows old with the blog: what counts is how far it is behind.</summary>
    private static void RequireFresh(ReplicaState state)
    {
        if (state.Behind > MostBehind)
        {
            throw new BackupException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the replica's newest state is {state.Age.TotalSeconds:0} s old, {state.Behind.TotalSeconds:0} s behind the blog: "
                        + $"look at the replicator"
                )
            );
        }
    }
}

/// <summary>A replica that was opened.</summary>
/// <param name="Heartbeat">When the blog wrote the heartbeat that is in it.</param>
/// <param name="Age">Since then.</param>
/// <param name="Behind">From then to the blog's own last heartbeat.</param>
public sealed record ReplicaState(DateTimeOffset Heartbeat, TimeSpan Age, TimeSpan Behind, long Posts);
