namespace Blog.Caching;

/// <summary>Tells which public pages changed, to whoever keeps copies of them elsewhere.</summary>
public sealed class PublicPageChanges
{
    /// <summary>Raised after the pages were evicted. Handlers must be quick: the writer waits.</summary>
    public event EventHandler<PublicPagesChangedEventArgs>? Changed;

    internal void Raise(IReadOnlyCollection<string>? paths) => Changed?.Invoke(this, new PublicPagesChangedEventArgs(paths));
}

/// <summary>Public pages that changed.</summary>
/// <param name="paths">See <see cref="Paths"/>.</param>
public sealed class PublicPagesChangedEventArgs(IReadOnlyCollection<string>? paths) : EventArgs
{
    /// <summary>Their decoded paths, with the base path; null for every page, or where something must no longer be seen anywhere.</summary>
    public IReadOnlyCollection<string>? Paths => paths;
}
