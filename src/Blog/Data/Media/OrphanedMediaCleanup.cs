using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media;

/// <summary>
/// Removes what a process killed in the middle of an upload left behind: half files, and whole files, images and variants alike, that no row
/// names. Only after a day, so that nothing of an upload or import still under way is touched.
/// </summary>
public sealed class OrphanedMediaCleanup(DataFolder folder, BlogDb db, TimeProvider clock)
{
    /// <summary>So long an upload or import may take.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromHours(24);

    /// <summary>Sweeps once.</summary>
    /// <returns>How many files went.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var old = await FindAsync(Age, cancellationToken);
        foreach (var path in old)
        {
            File.Delete(path);
        }

        return old.Count;
    }

    /// <summary>What is left over: half files, and files that no row names.</summary>
    /// <param name="age">Only what is older.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Absolute paths.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        // Files first: one that is stored while this looks has its row by the time the rows are read.
        var files =
            Directory.Exists(folder.Media) && !folder.IsBeingBackedUp
                ? Directory.GetFiles(folder.Media, "*", SearchOption.AllDirectories)
                : [];
        var rows = await db.Media.Select(file => new { file.Id, file.VariantWidths }).ToListAsync(cancellationToken);
        var known = rows.SelectMany(row => MediaStore.StemsOf(row.Id, row.VariantWidths)).ToHashSet(StringComparer.Ordinal);
        var halves = Directory.Exists(folder.Temporary) ? Directory.GetFiles(folder.Temporary) : [];
        return
        [
            .. halves
                .Concat(files.Where(path => !known.Contains(Path.GetFileNameWithoutExtension(path))))
                .Where(path => clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) > age),
        ];
    }
}
