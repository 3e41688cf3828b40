using System.Threading.Channels;
using Blog.Data;
using Blog.Data.Posts.Imports;
using Blog.Portability.Archives;
using Blog.Portability.Import;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Uploads;

/// <summary>What an owner asked for.</summary>
public enum ImportJob
{
    /// <summary>Unpacks what was uploaded, and makes a dry run.</summary>
    Check,

    Import,

    Undo,
}

/// <summary>Runs imports that owners ask for in the admin, one at a time; no page waits for it.</summary>
public sealed partial class ImportWorker(
    IServiceScopeFactory scopes,
    MarkdownImport import,
    CommentImport comments,
    ImportUndo undo,
    ImportFolders folders,
    TimeProvider clock,
    ILogger<ImportWorker> logger
) : BackgroundService
{
    private readonly Channel<(int RunId, ImportJob Job)> _wanted = Channel.CreateUnbounded<(int, ImportJob)>();
    private readonly Lock _lock = new();
    private readonly HashSet<int> _asked = [];
    private volatile RunningImport? _running;

    /// <summary>How far a run is; null if nothing is to be done for it.</summary>
    public RunningImport? ProgressOf(int runId)
    {
        lock (_lock)
        {
            return !_asked.Contains(runId) ? null
                : _running is { } running && running.RunId == runId ? running
                : new RunningImport(runId, null);
        }
    }

    /// <summary>Starts a job, after those that wait; false if one waits for this run already.</summary>
    public bool TryStart(int runId, ImportJob job)
    {
        lock (_lock)
        {
            return _asked.Add(runId) && _wanted.Writer.TryWrite((runId, job));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (runId, job) in _wanted.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await RunAsync(runId, job, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(logger, e, job, runId);
                await FailAsync(runId, e is ArchiveException refused ? refused.Error.ToString() : e.Message);
            }
            finally
            {
                lock (_lock)
                {
                    _running = null;
                    _asked.Remove(runId);
                }
            }
        }
    }

    private async Task RunAsync(int runId, ImportJob job, CancellationToken cancellationToken)
    {
        var running = new RunningImport(runId, job);
        _running = running;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        if (
            await db.ImportRuns.AsNoTracking().SingleOrDefaultAsync(one => one.Id == runId, cancellationToken) is not { } run
            || (job != ImportJob.Undo && run.Options is null)
        )
        {
            return;
        }

        if (job == ImportJob.Undo)
        {
            await undo.RunAsync(runId, running, cancellationToken);
            return;
        }

        var options = ImportOptions.FromJson(run.Options!);
        var report = await ImportAsync(run, options, isDry: job == ImportJob.Check, running, cancellationToken);
        if (job == ImportJob.Check)
        {
            await ChangeAsync(runId, one => one.Reach(ImportRunState.Checked, ImportJournal.Short(report).ToJson(), clock.GetUtcNow()));
        }
        else
        {
            folders.Remove(runId);
        }
    }

    private async Task<ImportReport> ImportAsync(
        ImportRun run,
        ImportOptions options,
        bool isDry,
        RunningImport running,
        CancellationToken cancellationToken
    )
    {
        if (options.Comments is { } what)
        {
            var file = folders.ArchiveOf(run.Id);
            return await comments.RunAsync(options.ToRequest(what, file, run.Source, run.Id, isDry), running, cancellationToken);
        }

        var path = await PathAsync(run.Id, options, cancellationToken);
        return await import.RunAsync(options.ToRequest(path, run.Id, isDry), running, cancellationToken);
    }

    /// <summary>The folder or file to import; an archive is unpacked first.</summary>
    private async Task<string> PathAsync(int runId, ImportOptions options, CancellationToken cancellationToken)
    {
        if (options.Folder is not null)
        {
            return folders.Find(options.Folder) ?? throw new DirectoryNotFoundException($"the folder {options.Folder} is gone");
        }

        var (archive, files) = (folders.ArchiveOf(runId), folders.FilesOf(runId));
        if (File.Exists(archive) && BackupFormats.Find(archive) is not null)
        {
            return archive;
        }

        if (File.Exists(archive))
        {
            // An interrupted unpacking is begun again.
            if (Directory.Exists(files))
            {
                Directory.Delete(files, recursive: true);
            }

            await ArchiveExtraction.ExtractAsync(archive, files, cancellationToken);
            File.Delete(archive);
        }

        return UnpackedSite.Inner(files);
    }

    private Task FailAsync(int runId, string reason) =>
        ChangeAsync(runId, run => run.Fail(TextLengths.Cut(reason, TextLengths.Path), clock.GetUtcNow()));

    private async Task ChangeAsync(int runId, Action<ImportRun> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        await db.WriteAsync(
            async () =>
            {
                if (await db.ImportRuns.SingleOrDefaultAsync(run => run.Id == runId) is { } found)
                {
                    change(found);
                }
            },
            CancellationToken.None
        );
    }

    [LoggerMessage(EventId = 63, EventName = "ImportFailed", Level = LogLevel.Error, Message = "{Job} of import {RunId} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, ImportJob job, int runId);
}

/// <summary>A job that waits or runs.</summary>
/// <param name="RunId">Row id of the run.</param>
/// <param name="Job">What is done; null while it waits.</param>
public sealed record RunningImport(int RunId, ImportJob? Job) : IProgress<ImportProgress>
{
    /// <summary>How far it is; null before the first report.</summary>
    public ImportProgress? Progress { get; private set; }

    public void Report(ImportProgress value) => Progress = value;
}
