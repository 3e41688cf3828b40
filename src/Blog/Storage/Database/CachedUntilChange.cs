namespace Blog.Storage.Database;

/// <summary>
/// Caches a value read from the database until its tables change. A value read during a change is returned but not cached, since it
/// could be stale until the next change.
/// </summary>
public sealed class CachedUntilChange<T>
    where T : class
{
    private volatile Entry? _entry;
    private int _generation;

    /// <param name="tables">The tables that the value is read from; empty for all.</param>
    public CachedUntilChange(DatabaseChangeMonitor changes, params string[] tables) =>
        changes.Changed += (_, change) =>
        {
            if (tables.Length == 0 || change.Touches(tables))
            {
                Interlocked.Increment(ref _generation);
            }
        };

    /// <summary>Number of changes that may have changed the value.</summary>
    public int Generation => Volatile.Read(ref _generation);

    /// <summary>Returns the value, reading it if it is not cached.</summary>
    /// <param name="read">Reads it from the database.</param>
    /// <param name="isValid">Whether the cached value is still valid; null if only a change of the database invalidates it.</param>
    public async ValueTask<T> GetAsync(Func<Task<T>> read, Func<T, bool>? isValid = null)
    {
        var before = Generation;
        if (_entry is { } known && known.Generation == before && isValid?.Invoke(known.Value) != false)
        {
            return known.Value;
        }

        var value = await read();
        _entry = new Entry(value, before); // a change during the read has moved the generation, so this entry is never returned
        return value;
    }

    private sealed record Entry(T Value, int Generation);
}
