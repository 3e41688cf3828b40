using Blog.Data;
using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Offsite;
using Blog.Storage.DataDirectory;
using Blog.Storage.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations.Backups.Drills;

/// <summary>
/// Restores the newest backup into a scratch folder, as an operator would on a new machine: the newest off-machine one where there are
/// any, else the newest of this machine. Then it opens what was restored, and deletes it.
/// </summary>
public sealed class RestoreDrill(
    OffsiteOptions options,
    OffsiteBackups offsite,
    BackupCatalog backups,
    DrillCatalog drills,
    DataFolder folder,
    FreeSpace free,
    IServiceScopeFactory scopes,
    TimeProvider clock
)
{
    /// <summary>What a drill leaves free on the disk: below it, the blog could not be written to.</summary>
    private const long Reserve = 200 << 20;

    /// <summary>Whether there is a backup on this machine, or one could be elsewhere.</summary>
    public bool HasBackup => options.IsOn || Newest() is not null;

    /// <summary>Runs one, and records its result.</summary>
    /// <param name="progress">Receives each step.</param>
    /// <exception cref="BackupException">It failed.</exception>
    public async Task<DrillResult> RunAsync(IProgress<string>? progress, CancellationToken cancellationToken)
    {
        string? backup = null;
        try
        {
            using var scratch = new ScratchFolder(folder);
            var archive = options.IsOn
                ? await FetchAsync(scratch.Path, name => backup = name, progress, cancellationToken)
                : Path.Combine(backups.Folder, backup = Newest()?.Name ?? throw new BackupException("there is no backup yet"));
            var result = await RestoreAsync(archive, backup!, Path.Combine(scratch.Path, "data"), progress, cancellationToken);
            drills.NotePassed(result.Backup, result.Posts);
            return result;
        }
        catch (Exception e) when (e is BackupException or OffsiteException or IOException or UnauthorizedAccessException or SqliteException)
        {
            var reason = StorageErrors.IsFull(e) ? $"the disk is full: {e.Message}" : e.Message;
            drills.NoteFailed(backup, reason);
            throw new BackupException(reason, e);
        }
    }

    private async Task<string> FetchAsync(
        string scratch,
        Action<string> begin,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        var newest =
            (await offsite.ListAsync(cancellationToken)).FirstOrDefault(item => item.MadeAt <= clock.GetUtcNow())
            ?? throw new BackupException("there is no off-machine backup yet");
        begin(newest.Name);
        progress?.Report($"fetching {newest.Name} ({ByteSize.Say(newest.Bytes)})");
        var archive = Path.Combine(scratch, newest.Archive);
        await offsite.FetchAsync(newest, archive, cancellationToken);
        return archive;
    }

    private async Task<DrillResult> RestoreAsync(
        string archive,
        string backup,
        string target,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var schemas = scope.ServiceProvider.GetRequiredService<BlogDb>().Database.GetMigrations().ToList();
        return await Task.Run(
            () =>
            {
                RequireRoom(archive);
                var report = new RestoreRun(new DataFolder(target), free, schemas, clock).Run(
                    archive,
                    force: false,
                    progress,
                    cancellationToken
                );
                return Examine(backup, target, report.Manifest);
            },
            cancellationToken
        );
    }

    private void RequireRoom(string archive)
    {
        using var reader = ArchiveReader.Open(archive);
        if (free(folder.Temporary) is var there && there < reader.UnpackedBytes + Reserve)
        {
            throw new BackupException(
                $"the drill needs {ByteSize.Say(reader.UnpackedBytes + Reserve)} free in {folder.Temporary}, available are "
                    + $"{ByteSize.Say(Math.Max(0, there))}"
            )
            {
                Kind = BackupError.NoRoom,
            };
        }
    }

    /// <summary>Looks at what was restored once more, as the program would find it: not in the archive, but on the disk.</summary>
    private static DrillResult Examine(string backup, string target, BackupManifest manifest)
    {
        using var connection = DatabaseInspection.OpenToAsk(new DataFolder(target).Database);
        if (DatabaseInspection.DamageOf(connection) is [var damage, ..])
        {
            throw new BackupException($"the restored database is damaged: {damage}");
        }

        var posts = DatabaseInspection.CountsOf(connection).GetValueOrDefault("Posts");
        if (posts != manifest.Count("Posts"))
        {
            throw new BackupException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the restored database holds {posts} posts, and the manifest says {manifest.Count("Posts")}"
                )
            );
        }

        var missing = manifest.Files.FirstOrDefault(file =>
            file.Path != BackupManifest.Database && new FileInfo(Path.Combine(target, file.Path)) is not { Exists: true }
        );
        return missing is null
            ? new DrillResult(backup, manifest.CreatedAt, posts, manifest.Count("Media"))
            : throw new BackupException($"{missing.Path} was not restored");
    }

    private BackupItem? Newest() =>
        backups.List().FirstOrDefault(item => item.Kind != BackupKind.BeforeUpgrade && item.MadeAt <= clock.GetUtcNow());
}

/// <summary>A drill that was passed.</summary>
/// <param name="Backup">The backup that was restored.</param>
/// <param name="AsOf">When it was made.</param>
/// <param name="Images">Rows of images.</param>
public sealed record DrillResult(string Backup, DateTimeOffset AsOf, long Posts, long Images);
