using Blog.Operations.Backups.Catalog;
using Blog.Storage.DataDirectory;

namespace Blog.Operations.Backups.Drills;

/// <summary>The single source for the state of the restore drills.</summary>
public sealed class DrillCatalog(BackupOptions options, DataFolder folder, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(7),
        Retry = TimeSpan.FromDays(1);

    private readonly StateFile<DrillNotes> _notes = new(Path.Combine(folder.Backups, "drill.json"));

    /// <summary>Time between two of them; null where there are none.</summary>
    public TimeSpan? Every => options.Drill;

    public DrillNotes Notes => _notes.Read();

    /// <summary>Whether one has to run now.</summary>
    public bool IsDue =>
        Every is { } every
        && Notes is var notes
        && (notes.RunAt is not { } last || last > clock.GetUtcNow() || clock.GetUtcNow() - last >= (notes.Error is null ? every : Retry));

    /// <summary>Whether none was passed for too long.</summary>
    public bool IsLate =>
        Every is { } every
        && Notes is var notes
        && (notes.PassedAt ?? notes.Since ?? clock.GetUtcNow()) + every + Patience < clock.GetUtcNow();

    /// <summary>There are drills from now on.</summary>
    public void NoteBeginning()
    {
        if (Notes.Since is null)
        {
            _notes.Write(notes => notes with { Since = notes.Since ?? clock.GetUtcNow() });
        }
    }

    public void NotePassed(string backup, long posts)
    {
        var now = clock.GetUtcNow();
        _notes.Write(notes => notes with { RunAt = now, PassedAt = now, Backup = backup, Posts = posts, Error = null });
    }

    public void NoteFailed(string? backup, string error) =>
        _notes.Write(notes => notes with { RunAt = clock.GetUtcNow(), Backup = backup, Error = error });
}
