namespace Blog.Admin.Media.Sizes;

/// <summary>How far a run has come. Thread-safe.</summary>
public sealed class RemoteSizeProgress(int total)
{
    private int _asked;
    private int _found;

    /// <summary>Images to ask for in this run.</summary>
    public int Total => total;

    public int Asked => Volatile.Read(ref _asked);

    public int Found => Volatile.Read(ref _found);

    /// <summary>Whether the run has ended.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether it ended before all images were asked for.</summary>
    public bool IsBroken { get; private set; }

    internal void Count(bool isFound)
    {
        Interlocked.Increment(ref _asked);
        Interlocked.Add(ref _found, isFound ? 1 : 0);
    }

    internal void End(bool isBroken) => (IsBroken, IsDone) = (isBroken, true);
}
