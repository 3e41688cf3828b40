using Blog.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data;

/// <summary>
/// Removes what a process killed in the middle of an upload left behind: half files, and whole files, images and variants alike, that no row
/// names. Only after a day, so that nothing of an upload or import still under way is touched.
/// </summary>
public sealed class MediaSweep(DataFolder folder, BlogDb db, TimeProvider clock)
{
    private static readonly TimeSpan Age = TimeSpan.FromHours(24);

    /// <summary>Sweeps once.</summary>
    /// <returns>How many files went.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var rows = await db.Media.Select(file => new { file.Id, file.VariantWidths }).ToListAsync(cancellationToken);
        var known = rows.SelectMany(row => MediaStore.StemsOf(row.Id, row.VariantWidths)).ToHashSet(StringComparer.Ordinal);
        var orphans = Directory.EnumerateFiles(folder.Media, "*", SearchOption.AllDirectories).Where(path => !known.Contains(Path.GetFileNameWithoutExtension(path)));
        var swept = 0;
        foreach (var path in Directory.EnumerateFiles(folder.Temporary).Concat(orphans).ToList())
        {
            if (clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) > Age)
            {
                File.Delete(path);
                swept++;
            }
        }

        return swept;
    }
}
