namespace Blog.Storage.Database;

/// <summary>
/// Keeps one thing read from the database until the database changes. What was read while a change happened is returned but not kept: it
/// would otherwise be stale until the next change.
/// </summary>
public sealed class CachedUntilChange<T>
    where T : class
{
    private volatile T? _value;
    private int _generation;

    public CachedUntilChange(DatabaseChangeMonitor changes) =>
        changes.Changed += (_, _) =>
        {
            Interlocked.Increment(ref _generation);
            _value = null;
        };

    /// <summary>Counts the changes of the database.</summary>
    public int Generation => Volatile.Read(ref _generation);

    /// <summary>Returns it, reading it where it is not known.</summary>
    /// <param name="read">Reads it from the database.</param>
    /// <param name="isValid">Whether what is kept still holds; null where only a change of the database ends it.</param>
    public async ValueTask<T> GetAsync(Func<Task<T>> read, Func<T, bool>? isValid = null)
    {
        if (_value is { } known && isValid?.Invoke(known) != false)
        {
            return known;
        }

        var before = Generation;
        var value = await read();
        if (before == Generation)
        {
            _value = value;
        }

        return value;
    }
}
