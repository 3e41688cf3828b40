using System.Threading.Channels;
using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Catalog;
using Blog.Storage.DataDirectory;

namespace Blog.Operations.Backups.Schedule;

/// <summary>
/// Makes and verifies the backups of the serving program, one at a time, for <see cref="BackupSchedule"/>; accepts requests; deletes
/// backups that are no longer retained.
/// </summary>
public sealed partial class BackupService(
    BackupCatalog catalog,
    BackupBuilder maker,
    DataFolder folder,
    TimeProvider clock,
    ILogger<BackupService> logger
)
{
    /// <summary>What a backup of the serving program leaves free on the disk: below it, the blog could not be written to.</summary>
    public const long Reserve = 200 << 20;

    private readonly Channel<Request> _requests = Channel.CreateUnbounded<Request>();

    // At most one for each existing backup, and one for a new one.
    private readonly Dictionary<string, Request> _open = new(StringComparer.Ordinal);
    private readonly Lock _turn = new();
    private volatile BackupWork? _present;

    /// <summary>The running operation; null for none.</summary>
    public BackupWork? Present => _present;

    internal ChannelReader<Request> Requests => _requests.Reader;

    /// <summary>Requests a backup now; joins a request that is still pending.</summary>
    /// <returns>Whether it was made; the catalog has the reason if not.</returns>
    public Task<bool> Ask() => Ask("");

    /// <summary>Requests that a backup be verified.</summary>
    /// <returns>Whether it was read; the catalog has the result.</returns>
    public Task<bool> AskToVerify(string name) => Ask(name);

    /// <summary>Deletes what killed backups left.</summary>
    public void Sweep() => maker.Sweep(catalog.Folder);

    /// <summary>Makes a scheduled one, and deletes old ones.</summary>
    /// <returns>Whether it was made.</returns>
    public async Task<bool> MakeAsync(BackupKind kind, CancellationToken cancellationToken)
    {
        var target = Path.Combine(catalog.Folder, BackupItem.NameOf(clock.GetUtcNow(), kind));
        try
        {
            _present = new BackupWork(clock.GetUtcNow(), null);
            var made = await maker.RunAsync(target, new Step(this), cancellationToken, Reserve);
            catalog.NoteMade(made.Path, made.Manifest.CreatedAt, made.Bytes, made.Manifest.Notes.Count);
            LogMade(logger, made.Path, made.Bytes);
            foreach (var note in made.Manifest.Notes.Take(5))
            {
                LogLacking(logger, made.Manifest.Notes.Count, note);
            }

            if (kind == BackupKind.Scheduled)
            {
                Prune();
            }

            return true;
        }
        catch (Exception e) when (e is BackupException or IOException or UnauthorizedAccessException)
        {
            catalog.NoteFailure(e.Message, (e as BackupException)?.Kind ?? BackupError.Other);
            LogNotMade(logger, e.Message);
            return false;
        }
        finally
        {
            _present = null;
        }
    }

    /// <summary>Verifies one.</summary>
    /// <returns>Whether it was read; a full disk says nothing about the backup.</returns>
    public async Task<bool> VerifyAsync(BackupItem item, CancellationToken cancellationToken)
    {
        if (item.Kind == BackupKind.BeforeUpgrade || catalog.Find(item.Name) is not { } found)
        {
            return false;
        }

        try
        {
            _present = new BackupWork(clock.GetUtcNow(), item.Name);
            await Task.Run(
                () =>
                {
                    using var reader = ArchiveReader.Open(found.Path);
                    reader.Verify(folder.Temporary, cancellationToken);
                },
                cancellationToken
            );
            catalog.NoteCheck(item.Name, null);
            return true;
        }
        catch (Exception e) when (StorageErrors.IsFull(e))
        {
            LogNotRead(logger, item.Name, e.Message);
            return false;
        }
        catch (Exception e) when (e is BackupException or IOException or UnauthorizedAccessException)
        {
            catalog.NoteCheck(item.Name, e.Message); // a disk that cannot return it is as bad as wrong bytes
            LogNotWhole(logger, item.Name, e.Message);
            return true;
        }
        finally
        {
            _present = null;
        }
    }

    /// <summary>Processes the pending requests.</summary>
    internal async Task ProcessAsync(Request request, CancellationToken stoppingToken)
    {
        var isDone = false;
        try
        {
            isDone =
                request.Name.Length == 0
                    ? await MakeAsync(BackupKind.Manual, stoppingToken)
                    : catalog.Find(request.Name) is { } found && await VerifyAsync(found.Item, stoppingToken);
        }
        finally
        {
            lock (_turn)
            {
                _open.Remove(request.Name);
            }

            request.Completion.TrySetResult(isDone);
        }
    }

    private Task<bool> Ask(string name)
    {
        lock (_turn)
        {
            if (!_open.TryGetValue(name, out var request))
            {
                _open[name] = request = new Request(
                    name,
                    new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
                );
                _requests.Writer.TryWrite(request);
            }

            return request.Completion.Task;
        }
    }

    /// <summary>Only after a success, and only backups that are not known to be broken.</summary>
    private void Prune()
    {
        var (checks, retained) = (catalog.Checks, catalog.Kept());
        var good = catalog
            .List()
            .Where(item =>
                item.Kind == BackupKind.Scheduled
                && retained.ContainsKey(item.MadeAt)
                && checks.GetValueOrDefault(item.Name)?.Damage is null
            )
            .ToList();
        // Where images were lost since, only this one has them.
        var complete = good.FirstOrDefault(item => checks.GetValueOrDefault(item.Name) is not { Lacking: > 0 });
        foreach (var item in good.Where(item => retained[item.MadeAt] == KeptFor.Nothing && item != complete))
        {
            File.Delete(Path.Combine(catalog.Folder, item.Name));
            LogLetGo(logger, item.Name);
        }
    }

    /// <summary>A request: for a new backup, without a name, or to verify the one of this name.</summary>
    internal sealed record Request(string Name, TaskCompletionSource<bool> Completion);

    private sealed class Step(BackupService service) : IProgress<string>
    {
        public void Report(string value) => service._present = service._present is { } work ? work with { Step = value } : null;
    }

    [LoggerMessage(
        EventId = 40,
        EventName = "BackupMade",
        Level = LogLevel.Information,
        Message = "Backed up to {Path}: {Bytes} bytes, verified"
    )]
    private static partial void LogMade(ILogger logger, string path, long bytes);

    [LoggerMessage(
        EventId = 39,
        EventName = "BackupLacking",
        Level = LogLevel.Warning,
        Message = "{Count} problems of the blog itself are also in its newest backup: {Note}; run check"
    )]
    private static partial void LogLacking(ILogger logger, int count, string note);

    [LoggerMessage(EventId = 41, EventName = "BackupNotMade", Level = LogLevel.Error, Message = "No backup was made: {Reason}")]
    private static partial void LogNotMade(ILogger logger, string reason);

    [LoggerMessage(
        EventId = 42,
        EventName = "BackupNotWhole",
        Level = LogLevel.Error,
        Message = "Backup {Name} is no longer intact: {Reason}"
    )]
    private static partial void LogNotWhole(ILogger logger, string name, string reason);

    [LoggerMessage(
        EventId = 43,
        EventName = "BackupNotRead",
        Level = LogLevel.Warning,
        Message = "Backup {Name} could not be verified: {Reason}"
    )]
    private static partial void LogNotRead(ILogger logger, string name, string reason);

    [LoggerMessage(
        EventId = 44,
        EventName = "BackupLetGo",
        Level = LogLevel.Information,
        Message = "Deleted backup {Name}: the retention settings no longer include it"
    )]
    private static partial void LogLetGo(ILogger logger, string name);
}
