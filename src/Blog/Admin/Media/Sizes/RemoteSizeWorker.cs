namespace Blog.Admin.Media.Sizes;

/// <summary>Runs <see cref="RemoteSizeFetch"/> when an owner asks, one run at a time; no page waits for it.</summary>
public sealed partial class RemoteSizeWorker(RemoteSizeFetch fetch, ILogger<RemoteSizeWorker> logger) : BackgroundService
{
    private readonly SemaphoreSlim _wanted = new(0, 1);
    private readonly Lock _lock = new();
    private RemoteSizePlan? _plan;

    /// <summary>The run that goes on, or the last one of this process; null before the first.</summary>
    public RemoteSizeProgress? Progress { get; private set; }

    /// <summary>Starts a run; false if one goes on.</summary>
    public bool TryStart(RemoteSizePlan plan)
    {
        lock (_lock)
        {
            if (Progress is { IsDone: false })
            {
                return false;
            }

            _plan = plan;
            Progress = new RemoteSizeProgress(plan.Missing);
            _wanted.Release();
            return true;
        }
    }

    public override void Dispose()
    {
        _wanted.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _wanted.WaitAsync(stoppingToken);
            var (plan, progress) = (_plan!, Progress!);
            var isBroken = true;
            try
            {
                await fetch.RunAsync(plan, progress, stoppingToken);
                isBroken = false;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogBroken(logger, e); // the next run continues
            }
            finally
            {
                progress.End(isBroken);
            }
        }
    }

    [LoggerMessage(
        EventId = 61,
        EventName = "RemoteSizesBroken",
        Level = LogLevel.Error,
        Message = "Fetching the sizes of images on other hosts ended early"
    )]
    private static partial void LogBroken(ILogger logger, Exception exception);
}
