using System.Text.Json;
using System.Text.Json.Serialization;
using Blog.Operations.Backups.Archives;
using Blog.Storage.DataDirectory;

namespace Blog.Operations.Backups.Catalog;

/// <summary>
/// The single source for the state of the backups: which files are in their folder, which were verified, what failed last. It reads its
/// folder on every call, so that a file that was deleted by hand does not count; one made elsewhere counts with the time it was made.
/// </summary>
public sealed class BackupCatalog(BackupOptions options, DataFolder data, TimeProvider clock)
{
    private const string NotesName = "shelf.json";
    private const int LongestWords = 500;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
    private readonly Lock _turn = new();
    private BackupNotes? _unwritten;

    /// <summary>Absolute path of the folder.</summary>
    public string Folder => options.Directory ?? data.Backups;

    /// <summary>The current state of the backups; cheap enough for a probe.</summary>
    public BackupSummary Summary
    {
        get
        {
            // One dated in the future was made with a wrong clock: it must not hide that none was made since.
            var (notes, soon) = (Read(), clock.GetUtcNow() + Skew);
            var newest = List().Where(item => item.Kind != BackupKind.BeforeUpgrade).MaxBy(item => (item.MadeAt <= soon, item.MadeAt));
            var check = newest is null ? null : notes.Checks.GetValueOrDefault(newest.Name);
            var (madeAt, bytes, where, verifiedAt, error) = (
                newest?.MadeAt,
                newest?.Bytes,
                newest is null ? null : Path.Combine(Folder, newest.Name),
                check?.At,
                check?.Damage
            );
            if (notes.Elsewhere is { } other && (madeAt is null || other.MadeAt > madeAt))
            {
                (madeAt, bytes, where, verifiedAt, error) = (other.MadeAt, other.Bytes, other.Path, other.MadeAt, null);
            }

            var isLate =
                options.Every is { } every
                && ((madeAt <= soon ? madeAt : null) ?? notes.Since ?? clock.GetUtcNow()) + every + Patience(every) < clock.GetUtcNow();
            return new BackupSummary(options.Every, madeAt, bytes, where, verifiedAt, error, notes.Error?.At, notes.Error?.Words, isLate)
            {
                ErrorKind = notes.Error?.Kind ?? BackupError.Other,
                Lacking = check?.Lacking ?? 0,
            };
        }
    }

    /// <summary>All backups, newest first, including snapshots from before upgrades, which are in the data folder.</summary>
    public IReadOnlyList<BackupItem> List() =>
        [
            .. new[] { Folder, data.Backups }
                .Distinct(StringComparer.Ordinal)
                .Where(Directory.Exists)
                .SelectMany(folder =>
                    new DirectoryInfo(folder)
                        .EnumerateFiles()
                        .Select(BackupItem.Of)
                        .OfType<BackupItem>()
                        .Where(item => item.Kind == BackupKind.BeforeUpgrade ? folder == data.Backups : folder == Folder)
                )
                .OrderByDescending(item => item.MadeAt)
                .ThenByDescending(item => item.Name, StringComparer.Ordinal),
        ];

    /// <summary>The backup of a name, and its path; null where there is none.</summary>
    public (BackupItem Item, string Path)? Find(string name)
    {
        var item = List().FirstOrDefault(item => item.Name == name);
        return item is null ? null : (item, Path.Combine(item.Kind == BackupKind.BeforeUpgrade ? data.Backups : Folder, item.Name));
    }

    /// <summary>
    /// The retention sets of each scheduled backup, by when it was made. One dated in the future, from a wrong clock, takes no place and is
    /// in no set; neither is one that is known to be broken: it must not displace a good one.
    /// </summary>
    public IReadOnlyDictionary<DateTimeOffset, KeptFor> Kept()
    {
        var (now, checks) = (clock.GetUtcNow(), Checks);
        return options.Kept.Choose(
            List()
                .Where(item =>
                    item.Kind == BackupKind.Scheduled && item.MadeAt <= now && checks.GetValueOrDefault(item.Name)?.Damage is null
                )
                .Select(item => item.MadeAt)
        );
    }

    /// <summary>When a backup was last verified, and what was wrong with it then; null where it never was.</summary>
    public BackupCheck? CheckOf(BackupItem item) => Read().Checks.GetValueOrDefault(item.Name);

    /// <summary>All verification results, by name.</summary>
    public IReadOnlyDictionary<string, BackupCheck> Checks => Read().Checks;

    /// <summary>Records that a backup was read from end to end.</summary>
    /// <param name="name">Its file name.</param>
    /// <param name="error">What is wrong with it; null where it is intact.</param>
    /// <param name="lacking">The number of items missing from it because the blog had lost them; null for the same as before.</param>
    public void NoteCheck(string name, string? error, int? lacking = null) =>
        Write(notes =>
            notes with
            {
                Checks = new Dictionary<string, BackupCheck>(notes.Checks, StringComparer.Ordinal)
                {
                    [name] = new BackupCheck(clock.GetUtcNow(), Short(error))
                    {
                        Lacking = lacking ?? notes.Checks.GetValueOrDefault(name)?.Lacking ?? 0,
                    },
                },
            }
        );

    /// <summary>Records that a backup was made and is intact: clears the last failure.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="madeAt">As of when.</param>
    /// <param name="bytes">Its size in bytes.</param>
    /// <param name="lacking">The number of problems in the blog itself.</param>
    public void NoteMade(string path, DateTimeOffset madeAt, long bytes, int lacking)
    {
        var isHere = Path.GetDirectoryName(path) == Folder && BackupItem.Of(new FileInfo(path)) is not null;
        Write(notes => isHere ? notes with { Error = null } : notes with { Elsewhere = new BackupElsewhere(path, madeAt, bytes) });
        if (isHere)
        {
            NoteCheck(Path.GetFileName(path), null, lacking);
        }
    }

    /// <summary>Records that a backup could not be made.</summary>
    public void NoteFailure(string words, BackupError kind = BackupError.Other) =>
        Write(notes => notes with { Error = new LastError(clock.GetUtcNow(), Short(words)!, kind) });

    /// <summary>The program makes backups from now on: a first backup counts as late only some time after this.</summary>
    public void NoteBeginning() => Write(notes => notes with { Since = notes.Since ?? clock.GetUtcNow() });

    /// <summary>How long a backup may be overdue before it is reported: making and retrying take their time.</summary>
    internal static TimeSpan Patience(TimeSpan every) => every / 2 > TimeSpan.FromHours(6) ? every / 2 : TimeSpan.FromHours(6);

    private static string? Short(string? words) => words is { Length: > LongestWords } ? words[..LongestWords] : words;

    private BackupNotes Read()
    {
        if (_unwritten is { } notes)
        {
            return notes;
        }

        try
        {
            var path = Path.Combine(Folder, NotesName);
            return File.Exists(path)
                ? JsonSerializer.Deserialize<BackupNotes>(File.ReadAllBytes(path), Json) ?? new BackupNotes()
                : new BackupNotes();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return new BackupNotes(); // not known to be intact counts as not verified, which is the safe side
        }
    }

    /// <summary>
    /// Removes the notes of deleted files too. If the disk cannot save a note, the backup still counts; the note stays in memory until the
    /// process ends or the disk accepts it, so that a failure is not retried at once because it was forgotten.
    /// </summary>
    private void Write(Func<BackupNotes, BackupNotes> change)
    {
        lock (_turn)
        {
            var notes = _unwritten = change(Read());
            var half = Path.Combine(Folder, "." + NotesName + ".half");
            try
            {
                if (options.Directory is null)
                {
                    Directory.CreateDirectory(Folder); // another one may be on a disk that is not mounted
                }

                var names = List().Select(item => item.Name).ToHashSet(StringComparer.Ordinal);
                notes = notes with { Checks = notes.Checks.Where(check => names.Contains(check.Key)).ToDictionary(StringComparer.Ordinal) };
                File.WriteAllBytes(half, JsonSerializer.SerializeToUtf8Bytes(notes, Json));
                File.Move(half, Path.Combine(Folder, NotesName), overwrite: true);
                _unwritten = null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Most likely a full disk. The partial file is overwritten by the next write.
            }
        }
    }

    private sealed record BackupNotes
    {
        public IReadOnlyDictionary<string, BackupCheck> Checks { get; init; } = new Dictionary<string, BackupCheck>(StringComparer.Ordinal);

        public BackupElsewhere? Elsewhere { get; init; }

        public LastError? Error { get; init; }

        public DateTimeOffset? Since { get; init; }
    }

    private sealed record BackupElsewhere(string Path, DateTimeOffset MadeAt, long Bytes);

    private sealed record LastError(DateTimeOffset At, string Words, BackupError Kind);
}
