using System.Security.Cryptography;
using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Media.Library;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations.Checks;

/// <summary>Whether each image has its original bytes and its smaller copies, and whether there are unreferenced files.</summary>
internal sealed class ImageCheck(BlogDb db, MediaStore store, MediaVariants variants, OrphanedMediaCleanup sweep) : ICheck
{
    public string Name => "images";

    public async Task<CheckResult> RunAsync(bool repair, CancellationToken cancellationToken)
    {
        var files = await db.Media.AsNoTracking().OrderBy(file => file.Id).ToListAsync(cancellationToken);
        var report = new CheckResult(
            string.Create(CultureInfo.InvariantCulture, $"{files.Count} intact, each with its file and smaller copies")
        );
        foreach (var file in files)
        {
            if (await ErrorOfAsync(file, cancellationToken) is { } error)
            {
                report.Errors.Add(error + await UsersAsync(file.Id, cancellationToken));
            }
        }

        var bare = files.Where(file => store.Find(file) is not null && LacksVariants(file)).ToList();
        if (repair && bare.Count > 0)
        {
            await variants.RunAsync(cancellationToken);
            var again = await db.Media.AsNoTracking().ToDictionaryAsync(file => file.Id, StringComparer.Ordinal, cancellationToken);
            report.Repairs.AddRange(
                bare.Where(file => !LacksVariants(again[file.Id]))
                    .Select(file => $"the smaller copies of {file.Name} ({file.Id}) were missing")
            );
            bare.RemoveAll(file => !LacksVariants(again[file.Id]));
        }

        report.Errors.AddRange(
            bare.Select(file => $"the smaller copies of {file.Name} ({file.Id}) are missing: readers get the image itself")
        );
        await SweepAsync(report, repair, cancellationToken);
        return report;
    }

    private async Task<string?> ErrorOfAsync(MediaFile file, CancellationToken cancellationToken)
    {
        if (store.Find(file) is not { } path)
        {
            return $"{file.Name} ({file.Id}) has no file";
        }

        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length != file.Length)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Name} ({file.Id}) has {stream.Length} bytes instead of {file.Length}"
            );
        }

        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)).StartsWith(file.Id, StringComparison.Ordinal)
            ? null
            : $"{file.Name} ({file.Id}) differs from what was stored";
    }

    private async Task<string> UsersAsync(string id, CancellationToken cancellationToken)
    {
        var users = await db
            .Posts.Where(post => db.PostMedia.Any(use => use.PostId == post.Id && use.MediaFileId == id))
            .Select(post => post.Title)
            .Take(3)
            .ToListAsync(cancellationToken);
        return users.Count == 0 ? "; no post shows it" : $"; shown in: {string.Join(", ", users)}; upload it again, or restore a backup";
    }

    private bool LacksVariants(MediaFile file) =>
        file.VariantWidths is null || file.VariantWidths.Any(width => store.FindVariant(file, width) is null);

    private async Task SweepAsync(CheckResult report, bool repair, CancellationToken cancellationToken)
    {
        var left = await sweep.FindAsync(OrphanedMediaCleanup.Age, cancellationToken);
        if (left.Count == 0)
        {
            return;
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{left.Count} files are unreferenced, such as {Path.GetFileName(left[0])}");
        if (repair)
        {
            await sweep.RunAsync(cancellationToken);
            report.Repairs.Add(text);
        }
        else
        {
            report.Notes.Add(text + "; the program deletes them once a day");
        }
    }
}
