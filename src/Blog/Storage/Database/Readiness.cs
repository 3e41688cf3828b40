namespace Blog.Storage.Database;

/// <summary>Whether the database is up to date; requests wait for it a moment at start.</summary>
public sealed class Readiness
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once the schema is up to date.</summary>
    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Ends when the database is ready.</summary>
    public Task Task => _ready.Task;

    /// <summary>Why it never will be; null as long as it may.</summary>
    public Exception? Failure => _ready.Task.Exception?.InnerException;

    public void Set() => _ready.TrySetResult();

    public void Fail(Exception reason) => _ready.TrySetException(reason);
}

/// <summary>Work of another room once the schema is up to date and before the first reader is let in.</summary>
/// <param name="Run">The work.</param>
public sealed record AfterMigration(Func<IServiceProvider, CancellationToken, Task> Run);
