using Blog.Storage.DataDirectory;

namespace Blog.Operations.Replication;

/// <summary>The single source for the state of the replica, as it was when it was last restored.</summary>
public sealed class ReplicaCatalog(ReplicaOptions options, DataFolder folder, TimeProvider clock)
{
    private readonly StateFile<ReplicaNotes> _notes = new(Path.Combine(folder.Backups, "replica.json"));

    /// <summary>Whether it is looked at.</summary>
    public bool IsOn => options.Address is not null;

    public ReplicaNotes Notes => _notes.Read();

    /// <summary>Whether it was not looked at for too long.</summary>
    public bool IsLate => options.Every is { } every && Notes.CheckedAt is { } at && at + (2 * every) < clock.GetUtcNow();

    public void NoteFound(TimeSpan age) =>
        _notes.Write(notes =>
            notes with
            {
                CheckedAt = clock.GetUtcNow(),
                AgeSeconds = Math.Round(age.TotalSeconds, 1),
                FailedAt = null,
                Error = null,
            }
        );

    /// <summary>Records what was wrong.</summary>
    /// <param name="age">How old it was; null where it could not be opened.</param>
    public void NoteFailed(string error, TimeSpan? age) =>
        _notes.Write(notes =>
            notes with
            {
                CheckedAt = age is null ? notes.CheckedAt : clock.GetUtcNow(),
                AgeSeconds = age is { } known ? Math.Round(known.TotalSeconds, 1) : notes.AgeSeconds,
                FailedAt = clock.GetUtcNow(),
                Error = error,
            }
        );
}
