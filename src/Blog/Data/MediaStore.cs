using System.Security.Cryptography;
using Blog.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data;

/// <summary>
/// Own images on disk. The server makes every name, under one root, so that no upload can choose where or as what it is written;
/// a file is whole before its row exists.
/// </summary>
public sealed class MediaStore(DataFolder folder, BlogDb db, TimeProvider clock)
{
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
        var known = db.Media.Local.FirstOrDefault(file => file.Id == id) ?? await db.Media.FirstOrDefaultAsync(file => file.Id == id, cancellationToken);
        if (known is not null)
        {
            return known;
        }

        var path = PathOf(id, content.Extension);
        if (!File.Exists(path))
        {
            await WriteWholeAsync(path, content.Bytes, cancellationToken);
        }

        var file = new MediaFile(id, Slug.From(Path.GetFileNameWithoutExtension(name), "image"), content, alt.Length > TextLengths.Line ? alt[..TextLengths.Line] : alt, clock.GetUtcNow());
        db.Media.Add(file);
        return file;
    }

    /// <summary>Where the bytes of a row lie; null where the file is missing or a link.</summary>
    public string? Find(MediaFile file)
    {
        var info = new FileInfo(PathOf(file.Id, file.Extension));
        return info is { Exists: true, LinkTarget: null } ? info.FullName : null;
    }

    private string PathOf(string id, string extension) => Path.Combine(folder.Media, id[..2], id + extension);

    private async Task WriteWholeAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = Path.Combine(folder.Temporary, Path.GetRandomFileName());
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
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
