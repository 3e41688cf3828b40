using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media;

/// <summary>
/// Removes files left behind when the process is killed during an upload: partial files, and images and variants without a row. Only after
/// a day, so that uploads and imports in progress are not affected.
/// </summary>
public sealed class OrphanedMediaCleanup(DataFolder folder, BlogDb db, TimeProvider clock)
{
    /// <summary>Maximum duration of an upload or import.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromHours(24);

    /// <summary>Runs once.</summary>
    /// <returns>Number of removed files.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var old = await FindAsync(Age, cancellationToken);
        foreach (var path in old)
        {
            File.Delete(path);
        }

        return old.Count;
    }

    /// <summary>Finds orphans: partial files, and files without a row.</summary>
    /// <param name="age">Minimum age.</param>
    /// <returns>Absolute paths.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        // Files first: one stored during the scan has its row by the time the rows are read.
        var files =
            Directory.Exists(folder.Media) && !folder.IsBeingBackedUp
                ? Directory.GetFiles(folder.Media, "*", SearchOption.AllDirectories)
                : [];
        var rows = await db.Media.Select(file => new { file.Id, file.VariantWidths }).ToListAsync(cancellationToken);
        var known = rows.SelectMany(row => MediaStore.StemsOf(row.Id, row.VariantWidths).Append(MediaStore.JpegStem(row.Id)))
            .ToHashSet(StringComparer.Ordinal);
        var halves = Directory.Exists(folder.Temporary) ? Directory.GetFiles(folder.Temporary) : [];
        return
        [
            .. halves
                .Concat(files.Where(path => !known.Contains(Path.GetFileNameWithoutExtension(path))))
                .Where(path => clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) > age),
        ];
    }
}
