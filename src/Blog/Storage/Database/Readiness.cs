namespace Blog.Storage.Database;

/// <summary>Tracks whether the database is up to date; at startup, requests wait for it briefly.</summary>
public sealed class Readiness
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once the schema is up to date.</summary>
    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Completes when the database is ready.</summary>
    public Task Task => _ready.Task;

    /// <summary>Why the database cannot become ready; null if it has not failed.</summary>
    public Exception? Failure => _ready.Task.Exception?.InnerException;

    /// <summary>Waits for the start to end, for work in the background.</summary>
    /// <returns>False where the start failed, which is told elsewhere: there is nothing to do.</returns>
    public async Task<bool> HasStartedAsync(CancellationToken stoppingToken)
    {
        await System.Threading.Tasks.Task.WhenAny(_ready.Task, System.Threading.Tasks.Task.Delay(Timeout.Infinite, stoppingToken));
        stoppingToken.ThrowIfCancellationRequested();
        return IsReady;
    }

    public void Set() => _ready.TrySetResult();

    public void Fail(Exception reason) => _ready.TrySetException(reason);
}

/// <summary>Work of another layer that runs once the schema is up to date and before requests are served.</summary>
/// <param name="Run">The work.</param>
public sealed record AfterMigration(Func<IServiceProvider, CancellationToken, Task> Run);
