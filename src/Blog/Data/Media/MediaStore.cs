using System.Security.Cryptography;
using Blog.Images;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media;

/// <summary>
/// Own images on disk. The server makes every name, under one root, so that no upload can choose where or as what it is written;
/// a file is whole before its row exists.
/// </summary>
public sealed class MediaStore(DataFolder folder, BlogDb db, TimeProvider clock)
{
    /// <summary>
    /// Two images at a time in the whole process: an encoder takes some hundred megabytes for a large one, and two fit a small server. Order:
    /// a slot here before the turn at the write gate, never the other way round.
    /// </summary>
    public static readonly Throttle EncodeThrottle = new(slots: 2);

    /// <summary>Stores bytes that were re-encoded or cleaned; equal bytes are stored once.</summary>
    /// <param name="content">The bytes and what is known of them.</param>
    /// <param name="name">A name for people; only its slug is used.</param>
    /// <param name="alt">What it shows.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The row, added to the context; the caller saves.</returns>
    /// <exception cref="IOException">The disk is full or read-only; no half file stays.</exception>
    public async Task<MediaFile> AddAsync(MediaContent content, string name, string alt, CancellationToken cancellationToken)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(content.Bytes).AsSpan(0, 16));
        var known =
            db.Media.Local.FirstOrDefault(file => file.Id == id)
            ?? await db.Media.FirstOrDefaultAsync(file => file.Id == id, cancellationToken);
        if (known is null || Find(known) is null)
        {
            await WriteWholeAsync(PathOf(id, content.Extension), content.Bytes, cancellationToken);
        }

        if (known is not null)
        {
            return known;
        }

        content = await EncodeThrottle.RunAsync(() => ImageVariants.MakeAsync(content, cancellationToken), cancellationToken);
        await WriteVariantsAsync(id, content, cancellationToken);
        var file = new MediaFile(
            id,
            Slug.From(Path.GetFileNameWithoutExtension(name), "image"),
            content,
            TextLengths.Cut(alt, TextLengths.Line),
            clock.GetUtcNow()
        );
        db.Media.Add(file);
        return file;
    }

    /// <summary>Makes the variants of a stored image, as <see cref="AddAsync"/> would have; the caller notes them in its row.</summary>
    /// <returns>Their widths in pixels; null where the image is missing or cannot be read.</returns>
    /// <exception cref="IOException">The disk is full or read-only; no half file stays.</exception>
    public async Task<IReadOnlyList<int>?> MakeVariantsAsync(MediaFile file, CancellationToken cancellationToken)
    {
        if (Find(file) is not { } path)
        {
            return null;
        }

        var content = await EncodeThrottle.RunAsync(
            async () =>
            {
                var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
                return await ImageVariants.MakeAsync(
                    new MediaContent(bytes, file.ContentType, file.Extension, file.Width, file.Height),
                    cancellationToken
                );
            },
            cancellationToken
        );
        await WriteVariantsAsync(file.Id, content, cancellationToken);
        return content.Variants?.Select(variant => variant.Width).ToList();
    }

    /// <summary>Writes the image itself again where it is missing; variants come back at the next start.</summary>
    /// <exception cref="IOException">The disk is full or read-only; no half file stays.</exception>
    public async Task MendAsync(MediaFile file, MediaContent content, CancellationToken cancellationToken)
    {
        if (Find(file) is null)
        {
            await WriteWholeAsync(PathOf(file.Id, content.Extension), content.Bytes, cancellationToken);
        }
    }

    /// <summary>Removes the files of a row that is gone; what cannot be removed, or is just being backed up, is an orphan, which the sweep takes.</summary>
    public void Remove(MediaFile file)
    {
        if (folder.IsBeingBackedUp)
        {
            return; // the copy of the database may name it still
        }

        try
        {
            foreach (var width in file.VariantWidths ?? [])
            {
                File.Delete(VariantPathOf(file.Id, width));
            }

            File.Delete(PathOf(file.Id, file.Extension));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that nobody may write, most likely: nobody can reach the file without its row.
        }
    }

    /// <summary>Where the bytes of a row lie; null where the file is missing or a link.</summary>
    public string? Find(MediaFile file) => Whole(PathOf(file.Id, file.Extension));

    /// <summary>Where the bytes of a variant lie; null where the row does not name it, or the file is missing or a link.</summary>
    public string? FindVariant(MediaFile file, int width) =>
        file.VariantWidths?.Contains(width) == true ? Whole(VariantPathOf(file.Id, width)) : null;

    /// <summary>The names, without extension, of the files that belong to a row.</summary>
    internal static IEnumerable<string> StemsOf(string id, IReadOnlyList<int>? widths) =>
        (widths ?? []).Select(width => VariantStem(id, width)).Prepend(id);

    /// <summary>Where a file lies below the data folder, with slashes.</summary>
    internal static string RelativePathOf(string id, string stem, string extension) => $"media/{id[..2]}/{stem}{extension}";

    private static string VariantStem(string id, int width) => string.Create(CultureInfo.InvariantCulture, $"{id}-{width}");

    private static string? Whole(string path) => new FileInfo(path) is { Exists: true, LinkTarget: null } info ? info.FullName : null;

    private string VariantPathOf(string id, int width) => PathOf(id, VariantStem(id, width), ".webp");

    private string PathOf(string id, string extension) => PathOf(id, id, extension);

    private string PathOf(string id, string stem, string extension) => Path.Combine(folder.Root, RelativePathOf(id, stem, extension));

    private async Task WriteVariantsAsync(string id, MediaContent content, CancellationToken cancellationToken)
    {
        foreach (var variant in content.Variants ?? [])
        {
            await WriteWholeAsync(VariantPathOf(id, variant.Width), variant.Bytes, cancellationToken);
        }
    }

    private async Task WriteWholeAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = Path.Combine(folder.Temporary, Path.GetRandomFileName());
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.Asynchronous,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
            }

            await using (var stream = new FileStream(temporary, options))
            {
                await stream.WriteAsync(bytes, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
