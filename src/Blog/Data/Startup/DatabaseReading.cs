using Blog.Storage.DataDirectory;
using Blog.Storage.Snapshots;

namespace Blog.Data.Startup;

/// <summary>
/// A copy of the database as of one moment, for reading all of it: nothing waits for it, and no image that it names is deleted meanwhile.
/// </summary>
public sealed class DatabaseReading : IAsyncDisposable
{
    private readonly TemporaryCopy _copy;

    private DatabaseReading(TemporaryCopy copy, BlogDb db) => (_copy, Db) = (copy, db);

    /// <summary>Reads the copy; cannot write.</summary>
    public BlogDb Db { get; }

    /// <summary>Takes a copy, which is deleted with it.</summary>
    /// <param name="db">Of the database to copy.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public static async Task<DatabaseReading> OpenAsync(DataFolder folder, BlogDb db, CancellationToken cancellationToken)
    {
        var copy = new TemporaryCopy(folder);
        try
        {
            await Task.Run(() => DatabaseCopy.Take(folder.Database, copy.Path, cancellationToken), cancellationToken);
            return new DatabaseReading(copy, db.OnCopy(copy.Path));
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        _copy.Dispose();
    }
}
