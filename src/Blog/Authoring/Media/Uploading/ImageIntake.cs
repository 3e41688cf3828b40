using Blog.Data;
using Blog.Data.Images;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Authoring.Media.Uploading;

/// <summary>
/// Takes one image in, wherever it comes from: checked, encoded anew, stored. Two at a time in the whole program, from the bytes on, so that
/// a crowd of large files waits on disk and not in memory.
/// </summary>
public sealed class ImageIntake(MediaLibrary library)
{
    private static readonly SemaphoreSlim Places = new(2);

    /// <summary>Takes it in.</summary>
    /// <param name="read">Gives the bytes, when there is a place.</param>
    /// <param name="name">A name for people.</param>
    /// <param name="alt">What it shows.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ImageTaken> TakeAsync(Func<Task<byte[]>> read, string name, string alt, CancellationToken cancellationToken)
    {
        await Places.WaitAsync(cancellationToken);
        try
        {
            var image = await ImageFile.ReadAsync(await read(), cancellationToken);
            return image.Content is { } content
                ? new ImageTaken(await library.KeepAsync(content, name, alt.Trim(), cancellationToken), null)
                : new ImageTaken(null, UploadFaults.Of(image.Fault ?? ImageFault.Damaged));
        }
        catch (Exception e) when (IsOfStorage(e))
        {
            return new ImageTaken(null, UploadFault.NoRoom);
        }
        finally
        {
            Places.Release();
        }
    }

    /// <summary>Full, read-only or broken: the disk's own words, or the database's (https://www.sqlite.org/rescode.html).</summary>
    private static bool IsOfStorage(Exception e) =>
        e is IOException or UnauthorizedAccessException or SqliteException { SqliteErrorCode: 8 or 10 or 13 or 14 }
        || (e is DbUpdateException && e.InnerException is { } inner && IsOfStorage(inner));
}

/// <summary>What became of an image: exactly one of the two is set.</summary>
/// <param name="File">Its row.</param>
/// <param name="Fault">Why it was not taken.</param>
public sealed record ImageTaken(MediaFile? File, UploadFault? Fault)
{
    /// <summary>How long to wait before the next one, where there were too many.</summary>
    public TimeSpan Wait { get; init; }
}
