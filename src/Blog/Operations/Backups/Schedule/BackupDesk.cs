using System.Threading.Channels;
using Blog.Data.Storage;
using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Shelf;

namespace Blog.Operations.Backups.Schedule;

/// <summary>
/// Makes the backups of the serving program, one at a time: when their time comes and when somebody asks. Reads old ones again from time to
/// time, and lets those go that nothing keeps. What fails is shown and tried again.
/// </summary>
public sealed partial class BackupDesk(BackupShelf shelf, BackupOptions options, BackupMaker maker, DataFolder folder, Readiness readiness, TimeProvider clock, ILogger<BackupDesk> logger) : BackgroundService
{
    /// <summary>What a backup made by itself leaves free on the disk: below it, the blog could not be written to.</summary>
    public const long Reserve = 200 << 20;

    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(5), Retry = TimeSpan.FromHours(1), Tick = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan NewestAgain = TimeSpan.FromDays(7), OthersAgain = TimeSpan.FromDays(30);
    private readonly Channel<string?> asked = Channel.CreateBounded<string?>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile BackupWork? present;

    /// <summary>What is being done; null for nothing.</summary>
    public BackupWork? Present => present;

    /// <summary>Asks for a backup now; one that is being made is enough.</summary>
    /// <returns>Ends when it is made, or could not be: the shelf says which.</returns>
    public Task Ask() => Ask(null);

    /// <summary>Asks for a backup to be read again.</summary>
    /// <returns>Ends when it was.</returns>
    public Task AskToVerify(string name) => Ask(name);

    /// <summary>When the next one is due by itself; null where none is.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset startedAt)
    {
        var now = clock.GetUtcNow();
        var last = shelf.List().FirstOrDefault(item => item.Kind == BackupKind.Scheduled && item.MadeAt <= now)?.MadeAt;   // one of the future was made by a wrong clock
        var due = Latest(startedAt + AfterStart, last + options.Every);
        return options.Every is null ? null : shelf.Standing.FailedAt is { } failed && failed <= now ? Latest(due, failed + Retry) : due;
    }

    /// <summary>Makes one that is due, and lets old ones go.</summary>
    public async Task MakeAsync(BackupKind kind, CancellationToken cancellationToken)
    {
        var target = Path.Combine(shelf.Folder, BackupItem.NameOf(clock.GetUtcNow(), kind));
        try
        {
            present = new BackupWork(clock.GetUtcNow(), null);
            var made = await maker.RunAsync(target, new Step(this), cancellationToken, kind == BackupKind.Scheduled ? Reserve : 0);
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

    /// <summary>The backup that was not read for longest, where that is too long ago; null where all are fresh.</summary>
    public BackupItem? Stale()
    {
        var (now, checks) = (clock.GetUtcNow(), shelf.Checks);
        var items = shelf.List().Where(item => item.Kind != BackupKind.BeforeUpgrade).ToList();
        return items.Where((item, place) => now - ReadAt(item) > (place == 0 ? NewestAgain : OthersAgain)).MinBy(ReadAt);

        DateTimeOffset ReadAt(BackupItem item) => checks.GetValueOrDefault(item.Name)?.At ?? DateTimeOffset.MinValue;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAny(readiness.Task, Task.Delay(Timeout.Infinite, stoppingToken));
        if (!readiness.IsReady)
        {
            return;
        }

        var startedAt = clock.GetUtcNow();
        if (options.Every is not null)
        {
            shelf.NoteBeginning();
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(startedAt, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)   // a bug in one turn must not end all backups
            {
                shelf.NoteFailure(e.Message);
                LogNotMade(logger, e.Message);
                await Task.Delay(Retry, clock, stoppingToken);
            }
        }
    }

    private async Task TurnAsync(DateTimeOffset startedAt, CancellationToken stoppingToken)
    {
        if (asked.Reader.TryRead(out var name))
        {
            await AnswerAsync(name, stoppingToken);
        }
        else if (NextDue(startedAt) <= clock.GetUtcNow())
        {
            await MakeAsync(BackupKind.Scheduled, stoppingToken);
        }
        else if (clock.GetUtcNow() - startedAt > AfterStart && Stale() is { } stale)
        {
            await VerifyAsync(stale, stoppingToken);
            await WaitAsync(stoppingToken);   // one a turn: what cannot be read is not tried without end
        }
        else
        {
            await WaitAsync(stoppingToken);
        }
    }

    private async Task AnswerAsync(string? name, CancellationToken stoppingToken)
    {
        try
        {
            if (name is null)
            {
                await MakeAsync(BackupKind.Manual, stoppingToken);
            }
            else if (shelf.Find(name) is { } found)
            {
                await VerifyAsync(found.Item, stoppingToken);
            }
        }
        finally
        {
            Interlocked.Exchange(ref answered, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    private Task Ask(string? name)
    {
        var answer = answered.Task;
        asked.Writer.TryWrite(name);
        return answer;
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(asked.Reader.WaitToReadAsync(either.Token).AsTask(), Task.Delay(Tick, clock, either.Token));
        await either.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
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

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

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
