using Blog.Operations.Backups.Catalog;
using Blog.Storage.DataDirectory;

namespace Blog.Operations.Backups.Offsite;

/// <summary>
/// The single source for the state of the off-machine backups, without asking the other machine: cheap enough for a probe.
/// </summary>
public sealed class OffsiteCatalog(OffsiteOptions options, BackupOptions backups, DataFolder folder, TimeProvider clock)
{
    private readonly StateFile<OffsiteNotes> _notes = new(Path.Combine(folder.Backups, "offsite.json"));

    /// <summary>Where they are; null where there are none.</summary>
    public string? Where => options.IsOn ? options.Where : null;

    public OffsiteNotes Notes => _notes.Read();

    /// <summary>Whether the newest one is too old: it has the time between two backups, and that of two overdue ones besides.</summary>
    public bool IsLate
    {
        get
        {
            var notes = Notes;
            return backups.Every is { } every
                && (notes.Newest?.MadeAt ?? notes.Since ?? clock.GetUtcNow()) + every + (2 * BackupCatalog.Patience(every))
                    < clock.GetUtcNow();
        }
    }

    /// <summary>The program makes off-machine backups from now on.</summary>
    public void NoteBeginning()
    {
        if (Notes.Since is null)
        {
            _notes.Write(notes => notes with { Since = notes.Since ?? clock.GetUtcNow() });
        }
    }

    /// <summary>Records one that was read back: clears the last failure.</summary>
    /// <param name="kept">How many there are now.</param>
    public void NoteMade(OffsiteItem item, int kept) =>
        _notes.Write(notes => notes with { Newest = item, VerifiedAt = clock.GetUtcNow(), Kept = kept, FailedAt = null, Error = null });

    public void NoteFailure(string error) => _notes.Write(notes => notes with { FailedAt = clock.GetUtcNow(), Error = error });
}
