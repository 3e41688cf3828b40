namespace Blog.Caching;

/// <summary>
/// Feature of a request that neither reads nor fills the cache: its answer is not what readers get, and thousands of such requests would
/// evict their pages.
/// </summary>
public sealed class Uncached;
