using System.Threading.Channels;
using Blog.Data.Storage;
using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Shelf;

namespace Blog.Operations.Backups.Schedule;

/// <summary>Makes and reads the backups of the serving program, one at a time, for <see cref="BackupSchedule"/>; takes wishes; lets those backups go that nothing keeps.</summary>
public sealed partial class BackupDesk(BackupShelf shelf, BackupOptions options, BackupMaker maker, DataFolder folder, TimeProvider clock, ILogger<BackupDesk> logger)
{
    /// <summary>What a backup of the serving program leaves free on the disk: below it, the blog could not be written to.</summary>
    public const long Reserve = 200 << 20;

    private readonly Channel<Wish> asked = Channel.CreateBounded<Wish>(1);
    private volatile BackupWork? present;

    /// <summary>What is being done; null for nothing.</summary>
    public BackupWork? Present => present;

    /// <summary>What was asked for.</summary>
    internal ChannelReader<Wish> Wishes => asked.Reader;

    /// <summary>Asks for a backup now. One wish may wait while another is granted; what is more is forgotten.</summary>
    /// <returns>Ends when it is made, or could not be: the shelf says which. Never, where it is forgotten.</returns>
    public Task Ask() => Ask(null);

    /// <summary>Asks for a backup to be read again.</summary>
    /// <returns>Ends when it was.</returns>
    public Task AskToVerify(string name) => Ask(name);

    /// <summary>Makes one that is due, and lets old ones go.</summary>
    public async Task MakeAsync(BackupKind kind, CancellationToken cancellationToken)
    {
        var target = Path.Combine(shelf.Folder, BackupItem.NameOf(clock.GetUtcNow(), kind));
        try
        {
            present = new BackupWork(clock.GetUtcNow(), null);
            var made = await maker.RunAsync(target, new Step(this), cancellationToken, Reserve);
            shelf.NoteMade(made.Path, made.Manifest.CreatedAt, made.Bytes);
            LogMade(logger, made.Path, made.Bytes, made.Manifest.Notes.Count);
            if (kind == BackupKind.Scheduled)
            {
                Prune();
            }
        }
        catch (Exception e) when (e is BackupException or IOException or UnauthorizedAccessException)
        {
            shelf.NoteFailure(e.Message, (e as BackupException)?.Fault ?? BackupFault.Other);
            LogNotMade(logger, e.Message);
        }
        finally
        {
            present = null;
        }
    }

    /// <summary>Reads one again.</summary>
    public async Task VerifyAsync(BackupItem item, CancellationToken cancellationToken)
    {
        if (item.Kind == BackupKind.BeforeUpgrade || shelf.Find(item.Name) is not { } found)
        {
            return;
        }

        try
        {
            present = new BackupWork(clock.GetUtcNow(), item.Name);
            await Task.Run(
                () =>
                {
                    using var reader = ArchiveReader.Open(found.Path);
                    reader.Verify(folder.Temporary, cancellationToken);
                },
                cancellationToken);
            shelf.NoteCheck(item.Name, null);
        }
        catch (BackupException e)
        {
            shelf.NoteCheck(item.Name, e.Message);
            LogNotWhole(logger, item.Name, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotRead(logger, item.Name, e.Message);   // a full disk says nothing about the backup
        }
        finally
        {
            present = null;
        }
    }

    /// <summary>Does what was asked for.</summary>
    internal async Task GrantAsync(Wish wish, CancellationToken stoppingToken)
    {
        try
        {
            if (wish.Name is null)
            {
                await MakeAsync(BackupKind.Manual, stoppingToken);
            }
            else if (shelf.Find(wish.Name) is { } found)
            {
                await VerifyAsync(found.Item, stoppingToken);
            }
        }
        finally
        {
            wish.Granted.TrySetResult();
        }
    }

    private Task Ask(string? name)
    {
        var wish = new Wish(name, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        asked.Writer.TryWrite(wish);
        return wish.Granted.Task;
    }

    /// <summary>Only after a success, and only of those that are not known to be broken: a broken one must not push a good one out.</summary>
    private void Prune()
    {
        var checks = shelf.Checks;
        var good = shelf.List().Where(item => item.Kind == BackupKind.Scheduled && checks.GetValueOrDefault(item.Name)?.Fault is null).ToList();
        var kept = options.Kept.Choose(good.Select(item => item.MadeAt));
        foreach (var item in good.Where(item => kept[item.MadeAt] == KeptFor.Nothing))
        {
            File.Delete(Path.Combine(shelf.Folder, item.Name));
            LogLetGo(logger, item.Name);
        }
    }

    /// <summary>Somebody asks: for a new backup, or for one of this name to be read again.</summary>
    internal sealed record Wish(string? Name, TaskCompletionSource Granted);

    private sealed class Step(BackupDesk desk) : IProgress<string>
    {
        public void Report(string value) => desk.present = desk.present is { } work ? work with { Step = value } : null;
    }

    [LoggerMessage(EventId = 40, EventName = "BackupMade", Level = LogLevel.Information, Message = "Backed up to {Path}: {Bytes} bytes, read again and whole; {Notes} things are wrong with the blog itself")]
    private static partial void LogMade(ILogger logger, string path, long bytes, int notes);

    [LoggerMessage(EventId = 41, EventName = "BackupNotMade", Level = LogLevel.Error, Message = "No backup was made: {Reason}")]
    private static partial void LogNotMade(ILogger logger, string reason);

    [LoggerMessage(EventId = 42, EventName = "BackupNotWhole", Level = LogLevel.Error, Message = "Backup {Name} is not whole any more: {Reason}")]
    private static partial void LogNotWhole(ILogger logger, string name, string reason);

    [LoggerMessage(EventId = 43, EventName = "BackupNotRead", Level = LogLevel.Warning, Message = "Backup {Name} could not be read again: {Reason}")]
    private static partial void LogNotRead(ILogger logger, string name, string reason);

    [LoggerMessage(EventId = 44, EventName = "BackupLetGo", Level = LogLevel.Information, Message = "Let backup {Name} go: newer ones stand for it")]
    private static partial void LogLetGo(ILogger logger, string name);
}

/// <summary>A backup being made or read.</summary>
/// <param name="StartedAt">Since when.</param>
/// <param name="Reading">The one that is being read again; null where one is being made.</param>
public sealed record BackupWork(DateTimeOffset StartedAt, string? Reading)
{
    /// <summary>The present step, in English, as a command would say it.</summary>
    public string? Step { get; init; }
}
