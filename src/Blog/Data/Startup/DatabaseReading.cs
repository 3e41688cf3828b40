using Blog.Storage.DataDirectory;
using Blog.Storage.Snapshots;

namespace Blog.Data.Startup;

/// <summary>
/// A copy of the database as of one moment, for reading all of it: nothing waits for it, and no image that it names is deleted meanwhile.
/// </summary>
public sealed class DatabaseReading : IAsyncDisposable
{
    private readonly string _path;

    private DatabaseReading(string path, BlogDb db) => (_path, Db) = (path, db);

    /// <summary>Reads the copy; cannot write.</summary>
    public BlogDb Db { get; }

    /// <summary>Takes a copy, which is deleted with it.</summary>
    /// <param name="db">Of the database to copy.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public static async Task<DatabaseReading> OpenAsync(DataFolder folder, BlogDb db, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder.Temporary);
        var path = folder.NewCopyPath();
        await Task.Run(() => DatabaseCopy.Take(folder.Database, path, cancellationToken), cancellationToken);
        return new DatabaseReading(path, db.OnCopy(path));
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        File.Delete(_path);
    }
}
