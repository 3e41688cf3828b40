namespace Blog.Data.Storage;

/// <summary>Whether the database is up to date; requests wait for it a moment at start.</summary>
public sealed class Readiness
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once the schema is up to date.</summary>
    public bool IsReady => ready.Task.IsCompletedSuccessfully;

    /// <summary>Ends when the database is ready.</summary>
    public Task Task => ready.Task;

    /// <summary>Why it never will be; null as long as it may.</summary>
    public Exception? Failure => ready.Task.Exception?.InnerException;

    /// <summary>The database is ready.</summary>
    public void Set() => ready.TrySetResult();

    /// <summary>It never will be.</summary>
    public void Fail(Exception reason) => ready.TrySetException(reason);
}

/// <summary>Work of another room once the schema is up to date and before the first reader is let in.</summary>
/// <param name="Run">The work.</param>
public sealed record AfterMigration(Func<IServiceProvider, CancellationToken, Task> Run);
