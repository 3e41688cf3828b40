using System.Security.Cryptography;
using Blog.Images;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media;

/// <summary>
/// Stores the blog's images and attachments on disk. The server generates every name below one root, so that an upload cannot choose its
/// location or type; a file is complete before its row exists.
/// </summary>
public sealed partial class MediaStore(DataFolder folder, BlogDb db, TimeProvider clock)
{
    /// <summary>
    /// Limits encoding to two images at a time in the whole process: a large one takes some hundred megabytes, and two fit on a small
    /// server. Lock order: take a slot here before entering the write gate, never the other way round.
    /// </summary>
    public static readonly Throttle EncodeThrottle = new(slots: 2);

    /// <summary>Stores bytes that were re-encoded or cleaned; equal bytes are stored once.</summary>
    /// <param name="content">The bytes and their metadata.</param>
    /// <param name="name">A readable name; only its slug is used.</param>
    /// <param name="alt">Alternative text.</param>
    /// <param name="createdAt">When it was first stored; null for now.</param>
    /// <returns>The row, added to the context; the caller saves.</returns>
    /// <exception cref="IOException">The disk is full or read-only; no partial file remains.</exception>
    public async Task<MediaFile> AddAsync(
        MediaContent content,
        string name,
        string alt,
        CancellationToken cancellationToken,
        DateTimeOffset? createdAt = null
    )
    {
        var id = IdOf(content);
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
            createdAt ?? clock.GetUtcNow()
        );
        db.Media.Add(file);
        return file;
    }

    /// <summary>The id that content gets.</summary>
    public static string IdOf(MediaContent content) => Convert.ToHexStringLower(SHA256.HashData(content.Bytes).AsSpan(0, 16));

    /// <summary>Creates the variants of a stored image as <see cref="AddAsync"/> does; the caller records them in its row.</summary>
    /// <returns>Their widths in pixels; null if the image is missing or cannot be read.</returns>
    /// <exception cref="IOException">The disk is full or read-only; no partial file remains.</exception>
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

    /// <summary>
    /// File path of the JPEG of an image that has one (<see cref="MediaFile.HasJpeg"/>), which is made now if it was not yet. It is no part
    /// of a backup.
    /// </summary>
    /// <returns>Null if the image is missing or cannot be decoded.</returns>
    /// <exception cref="IOException">The disk is full or read-only; no partial file remains.</exception>
    public async Task<string?> FindJpegAsync(MediaFile file, CancellationToken cancellationToken)
    {
        var path = PathOf(file.Id, JpegStem(file.Id), ".jpg");
        return !file.HasJpeg || Find(file) is not { } original ? null
            : Whole(path) is { } made ? made
            : await EncodeThrottle.RunAsync(
                async () =>
                {
                    if (Whole(path) is { } madeMeanwhile)
                    {
                        return madeMeanwhile;
                    }

                    var bytes = await File.ReadAllBytesAsync(original, cancellationToken);
                    if (await Task.Run(() => JpegRendition.Make(bytes), cancellationToken) is not { } jpeg)
                    {
                        return null;
                    }

                    await WriteWholeAsync(path, jpeg, cancellationToken);
                    return path;
                },
                cancellationToken
            );
    }

    /// <summary>Writes the image again if its file is missing; variants are recreated at the next start.</summary>
    /// <exception cref="IOException">The disk is full or read-only; no partial file remains.</exception>
    public async Task RepairAsync(MediaFile file, MediaContent content, CancellationToken cancellationToken)
    {
        if (Find(file) is null)
        {
            await WriteWholeAsync(PathOf(file.Id, content.Extension), content.Bytes, cancellationToken);
        }
    }

    /// <summary>
    /// Removes the files of a deleted row; those that cannot be removed, or are being backed up, are left to the orphan cleanup.
    /// </summary>
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

            File.Delete(PathOf(file.Id, JpegStem(file.Id), ".jpg"));
            File.Delete(PathOf(file.Id, file.Extension));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Most likely a read-only folder: without its row, the file cannot be reached.
        }
    }

    /// <summary>File path of a row's bytes; null if the file is missing or a symbolic link.</summary>
    public string? Find(MediaFile file) => Whole(PathOf(file.Id, file.Extension));

    /// <summary>File path of a variant; null if the row has no such variant, or the file is missing or a symbolic link.</summary>
    public string? FindVariant(MediaFile file, int width) =>
        file.VariantWidths?.Contains(width) == true ? Whole(VariantPathOf(file.Id, width)) : null;

    /// <summary>The names, without extension, of the files that belong to a row.</summary>
    internal static IEnumerable<string> StemsOf(string id, IReadOnlyList<int>? widths) =>
        (widths ?? []).Select(width => VariantStem(id, width)).Prepend(id);

    /// <summary>The name, without extension, of the JPEG of an image.</summary>
    internal static string JpegStem(string id) => id + "-copy";

    /// <summary>Path of a file relative to the data folder, with forward slashes.</summary>
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

    private Task WriteWholeAsync(string path, byte[] bytes, CancellationToken cancellationToken) =>
        WriteWholeAsync(async stream =>
        {
            await stream.WriteAsync(bytes, cancellationToken);
            return path;
        });

    /// <param name="write">Writes the bytes, and says where the file belongs.</param>
    private async Task WriteWholeAsync(Func<FileStream, Task<string>> write)
    {
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
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            string path;
            await using (var stream = new FileStream(temporary, options))
            {
                path = await write(stream);
                stream.Flush(flushToDisk: true);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
