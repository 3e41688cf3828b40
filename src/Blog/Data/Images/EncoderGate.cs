namespace Blog.Data.Images;

/// <summary>Lets two images be worked on at a time: an encoder takes some hundred megabytes for a large one, and two fit a small server.</summary>
internal static class EncoderGate
{
    private static readonly SemaphoreSlim Places = new(2);

    /// <summary>Runs the work on a worker thread when a place is free.</summary>
    public static async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await Places.WaitAsync(cancellation);
        try
        {
            return await Task.Run(work, cancellation);
        }
        finally
        {
            Places.Release();
        }
    }
}
