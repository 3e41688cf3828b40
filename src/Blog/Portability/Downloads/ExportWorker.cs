using System.IO.Compression;
using System.Threading.Channels;
using Blog.Portability.Export;
using Blog.Storage.DataDirectory;

namespace Blog.Portability.Downloads;

/// <summary>
/// Makes an export that an owner asked for in the admin, as a ZIP archive. One at a time, and one is kept: until the next, until it is a
/// day old, or until the program stops.
/// </summary>
public sealed partial class ExportWorker(BlogExport export, DataFolder data, TimeProvider clock, ILogger<ExportWorker> logger)
    : BackgroundService
{
    private const string Prefix = "export-";

    /// <summary>What the archive holds may be as private as a backup, and nobody may remember that it is there.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>ZIP knows no zone and no year before 1980; the same blog gives the same archive.</summary>
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Channel<ExportRequest> _wanted = Channel.CreateBounded<ExportRequest>(1);
    private volatile RunningExport? _running;
    private volatile ExportArchive? _archive;

    /// <summary>How far the export is that is being made; null for none.</summary>
    public RunningExport? Running => _running;

    /// <summary>The last one; null for none.</summary>
    public ExportArchive? Archive => _archive is { } archive && clock.GetUtcNow() - archive.At < KeptFor ? archive : null;

    /// <summary>Why the last one was not made, in English; null if it was.</summary>
    public string? Failure { get; private set; }

    /// <summary>Starts an export; false if one is being made.</summary>
    /// <param name="request">What it holds; its folder is chosen here.</param>
    public bool TryStart(ExportRequest request)
    {
        var running = new RunningExport();
        if (Interlocked.CompareExchange(ref _running, running, null) is not null)
        {
            return false;
        }

        if (_wanted.Writer.TryWrite(request))
        {
            return true;
        }

        _running = null;
        return false;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Forget();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Sweep();
        await foreach (var request in _wanted.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                Forget();
                Failure = null;
                _archive = await MakeAsync(request, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(logger, e);
                Failure = StorageErrors.Explain(e, data.Root) ?? e.Message;
            }
            finally
            {
                _running = null;
            }
        }
    }

    private async Task<ExportArchive> MakeAsync(ExportRequest request, CancellationToken cancellationToken)
    {
        var name = Prefix + Path.GetRandomFileName();
        var (folder, path) = (Path.Combine(data.Temporary, name), Path.Combine(data.Temporary, name + ".zip"));
        try
        {
            var report = await export.RunAsync(request with { Folder = folder }, _running, cancellationToken);
            await using (var file = PrivateFile.Create(path))
            {
                await using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
                foreach (var source in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                {
                    var entry = zip.CreateEntry(Path.GetRelativePath(folder, source).Replace('\\', '/'), LevelOf(source));
                    entry.LastWriteTime = EntryTime;
                    await using var target = await entry.OpenAsync(cancellationToken);
                    await using var from = File.OpenRead(source);
                    await from.CopyToAsync(target, cancellationToken);
                }
            }

            return new ExportArchive(path, new FileInfo(path).Length, clock.GetUtcNow(), request, report);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>Pictures are compressed already.</summary>
    private static CompressionLevel LevelOf(string path) =>
        Path.GetExtension(path) is ".jpg" or ".png" or ".webp" or ".gif" ? CompressionLevel.NoCompression : CompressionLevel.Optimal;

    private void Forget()
    {
        if (_archive is { } archive)
        {
            _archive = null;
            File.Delete(archive.Path);
        }
    }

    /// <summary>What a killed program left.</summary>
    private void Sweep()
    {
        try
        {
            foreach (var left in Directory.Exists(data.Temporary) ? Directory.EnumerateFileSystemEntries(data.Temporary, Prefix + "*") : [])
            {
                if (Directory.Exists(left))
                {
                    Directory.Delete(left, recursive: true);
                }
                else
                {
                    File.Delete(left);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogFailed(logger, e);
        }
    }

    [LoggerMessage(EventId = 91, EventName = "ExportFailed", Level = LogLevel.Error, Message = "The export was not made")]
    private static partial void LogFailed(ILogger logger, Exception e);
}

/// <summary>An export that is being made.</summary>
public sealed class RunningExport : IProgress<ExportProgress>
{
    /// <summary>How far it is; null before the first report.</summary>
    public ExportProgress? Progress { get; private set; }

    public void Report(ExportProgress value) => Progress = value;
}

/// <summary>An export that was made.</summary>
/// <param name="Path">Of the archive.</param>
/// <param name="Length">In bytes.</param>
/// <param name="At">When it was finished.</param>
/// <param name="Request">What it holds.</param>
public sealed record ExportArchive(string Path, long Length, DateTimeOffset At, ExportRequest Request, ExportReport Report);
