using System.Security.Cryptography;
using Blog.Images.Attachments;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media;

/// <summary>Attachments: files that are kept as they are, and that never are in memory as a whole.</summary>
public sealed partial class MediaStore
{
    private const int Buffer = 128 * 1024;

    /// <summary>Copies a file into the media folder; equal bytes are stored once. Without a row it is removed after a day.</summary>
    /// <param name="file">The bytes, from where the stream stands.</param>
    /// <param name="type">What they are.</param>
    /// <exception cref="IOException">The disk is full or read-only; no partial file remains.</exception>
    public async Task<AttachmentContent> KeepAsync(Stream file, AttachmentType type, CancellationToken cancellationToken)
    {
        AttachmentContent? kept = null;
        await WriteWholeAsync(async stream =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var (buffer, length) = (new byte[Buffer], 0L);
            while (await file.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                length += read;
            }

            var id = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
            kept = new AttachmentContent(id, type, length);
            return PathOf(id, type.Extension);
        });
        return kept!;
    }

    /// <summary>Whether the bytes of an attachment are in the media folder.</summary>
    public bool Holds(AttachmentContent content) => Whole(PathOf(content.Id, content.Type.Extension)) is not null;

    /// <summary>Makes the row of an attachment that is kept, or finds the one that it has.</summary>
    /// <param name="name">The name that the file came with.</param>
    /// <param name="alt">What a link to it says; empty for its name.</param>
    /// <param name="createdAt">When it was first stored; null for now.</param>
    /// <returns>The row, added to the context; the caller saves.</returns>
    public async Task<MediaFile> AddAttachmentAsync(
        AttachmentContent content,
        string name,
        string alt,
        CancellationToken cancellationToken,
        DateTimeOffset? createdAt = null
    )
    {
        var known =
            db.Media.Local.FirstOrDefault(row => row.Id == content.Id)
            ?? await db.Media.FirstOrDefaultAsync(row => row.Id == content.Id, cancellationToken);
        if (known is not null)
        {
            return known;
        }

        var download = DownloadNames.Clean(name, content.Type.Extension);
        var stem = download[..^content.Type.Extension.Length];
        var file = new MediaFile(
            content,
            Slug.From(stem, "file"),
            download,
            TextLengths.Cut(alt.Trim() is { Length: > 0 } said ? said : stem, TextLengths.Line),
            createdAt ?? clock.GetUtcNow()
        );
        db.Media.Add(file);
        return file;
    }
}

/// <summary>An attachment in the media folder.</summary>
/// <param name="Id">First 128 bits of the SHA-256 of the bytes, as 32 hexadecimal digits.</param>
/// <param name="Length">In bytes.</param>
public sealed record AttachmentContent(string Id, AttachmentType Type, long Length);
