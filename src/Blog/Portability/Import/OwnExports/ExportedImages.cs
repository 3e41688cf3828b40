using System.Security.Cryptography;
using Blog.Data;
using Blog.Data.Media;
using Blog.Images;
using Blog.Images.Stored;
using Blog.Portability.Export;

namespace Blog.Portability.Import.OwnExports;

/// <summary>
/// Takes in the images of an export as they are, so that their addresses stay: those which the export's list knows and which are exactly
/// as this program stores images. What fails either test is imported with the posts that use it, encoded anew.
/// </summary>
internal sealed class ExportedImages(BlogDb db, MediaStore store, ExportFiles files)
{
    private const int BatchSize = 8;

    /// <summary>Takes them in.</summary>
    /// <param name="taken">Gets the ids of those that are here now.</param>
    public async Task TakeAsync(HashSet<string> taken, List<string> notes, CancellationToken cancellationToken)
    {
        var (hashes, strange) = (files.Hashes(), 0);
        foreach (var batch in files.Rows<ExportedMedia>(ExportNames.Media).Where(row => row.Path is not null).Chunk(BatchSize))
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
