using System.Security.Cryptography;
using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Images;
using Blog.Images.Attachments;
using Blog.Images.Stored;
using Blog.Portability.Export;

namespace Blog.Portability.Import.OwnExports;

/// <summary>
/// Takes in the images of an export as they are, so that their addresses stay: those which the export's list knows and which are exactly
/// as this program stores images. What fails either test is imported with the posts that use it, encoded anew.
/// </summary>
internal sealed class ExportedImages(BlogDb db, MediaStore store, MediaLibrary library, ExportFiles files)
{
    private const int BatchSize = 8;

    /// <summary>Takes them in.</summary>
    /// <param name="taken">Gets the ids of those that are here now.</param>
    public async Task TakeAsync(HashSet<string> taken, List<string> notes, CancellationToken cancellationToken)
    {
        var (hashes, strange) = (files.Hashes(), 0);
        var rows = files.Rows<ExportedMedia>(ExportNames.Media).Where(row => row.Path is not null).ToLookup(row => row.Name is not null);
        foreach (var row in rows[true])
        {
            strange += await TakeFileAsync(row, hashes, taken, cancellationToken) ? 0 : 1;
        }

        foreach (var batch in rows[false].Chunk(BatchSize))
        {
            var contents = await Task.WhenAll(batch.Select(row => ReadAsync(row, hashes, cancellationToken)));
            await db.WriteAsync(
                async () =>
                {
                    foreach (var (row, content) in batch.Zip(contents))
                    {
                        if (content is null)
                        {
                            strange++;
                            continue;
                        }

                        var name = row.Path[(row.Path.LastIndexOf('/') + 1)..];
                        var file = await store.AddAsync(content, name, row.Alt ?? "", cancellationToken, row.Created);
                        if (file.Paths.Contains(row.Path, StringComparer.Ordinal))
                        {
                            taken.Add(file.Id);
                        }
                    }

                    await db.SaveChangesAsync(cancellationToken);
                    return true;
                },
                cancellationToken
            );
            db.ChangeTracker.Clear();
        }

        if (strange > 0)
        {
            notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{strange} images are not as the export wrote them: those that posts use are encoded anew, at new addresses"
                )
            );
        }
    }

    /// <summary>Takes in an attachment; false if it is not what the export wrote.</summary>
    private async Task<bool> TakeFileAsync(
        ExportedMedia row,
        IReadOnlyDictionary<string, string> hashes,
        HashSet<string> taken,
        CancellationToken cancellationToken
    )
    {
        var name = ExportNames.OfMedia(row.Path);
        if (!hashes.TryGetValue(name, out var hash) || files.Find(name) is not { } path)
        {
            return false;
        }

        await using var stream = File.OpenRead(path);
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        var (type, _) = await AttachmentFile.ReadAsync(stream, cancellationToken);
        if (!string.Equals(digest, hash, StringComparison.Ordinal) || type is null)
        {
            return false;
        }

        var file = await library.StoreAsync(stream, type, row.Name!, row.Alt ?? "", cancellationToken, row.Created);
        if (!file.Paths.Contains(row.Path, StringComparer.Ordinal))
        {
            var slug = Path.GetFileNameWithoutExtension(row.Path);
            await library.EditAsync(file.Id, Slug.From(slug, "file"), file.Alt, cancellationToken); // it was renamed before the export
        }

        db.ChangeTracker.Clear();
        if (string.Equals(MediaFile.IdIn(row.Path), file.Id, StringComparison.Ordinal))
        {
            taken.Add(file.Id);
        }

        return true;
    }

    /// <summary>The content with its smaller copies; null if it is not what the export wrote.</summary>
    private Task<MediaContent?> ReadAsync(
        ExportedMedia row,
        IReadOnlyDictionary<string, string> hashes,
        CancellationToken cancellationToken
    ) =>
        MediaStore.EncodeThrottle.RunAsync(
            async () =>
            {
                var name = ExportNames.OfMedia(row.Path);
                if (
                    !hashes.TryGetValue(name, out var hash)
                    || files.Find(name) is not { } path
                    || ImageFile.FindSizeError(new FileInfo(path).Length) is not null
                )
                {
                    return null;
                }

                var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
                return
                    string.Equals(Convert.ToHexStringLower(SHA256.HashData(bytes)), hash, StringComparison.Ordinal)
                    && await StoredImage.ReadAsync(bytes, cancellationToken) is { } content
                    ? await ImageVariants.MakeAsync(content, cancellationToken)
                    : null;
            },
            cancellationToken
        );
}
