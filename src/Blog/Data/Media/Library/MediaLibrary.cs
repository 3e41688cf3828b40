using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Blog.Images;
using Blog.Images.Attachments;
using Blog.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media.Library;

/// <summary>
/// Keeps image files and their rows consistent at every moment (security.md C4): a file is complete on disk before its row is saved, and is
/// removed after its row. A kill in between leaves only a file without a row, which is never served and is removed by the orphan cleanup.
/// </summary>
public sealed class MediaLibrary(BlogDb db, MediaStore store, WriteGate gate, TimeProvider clock)
{
    /// <summary>Stores an image and its row; equal bytes are one image, which takes the alternative text if it has none yet.</summary>
    /// <param name="content">Bytes that were re-encoded or cleaned.</param>
    /// <param name="name">A readable name; only its slug is used.</param>
    /// <param name="alt">Alternative text.</param>
    /// <exception cref="IOException">The disk is full or read-only; nothing was stored.</exception>
    /// <exception cref="DbUpdateException">The database cannot be written; the file without a row is removed later.</exception>
    public async Task<MediaFile> StoreAsync(MediaContent content, string name, string alt, CancellationToken cancellationToken)
    {
        try
        {
            var file = await store.AddAsync(content, name, alt, cancellationToken);
            return await db.WriteAsync(
                () => SaveAsync(file, row => store.RepairAsync(row, content, cancellationToken), alt, cancellationToken),
                cancellationToken,
                keepTracked: true
            );
        }
        catch
        {
            db.ChangeTracker.Clear(); // a later save in the same request must not retry this row
            throw;
        }
    }

    /// <summary>Stores an attachment and its row; equal bytes are one attachment.</summary>
    /// <param name="file">A stream that can go back to its beginning.</param>
    /// <param name="name">The name that the file came with.</param>
    /// <param name="alt">What a link to it says; empty for its name.</param>
    /// <param name="createdAt">When it was first stored; null for now.</param>
    /// <exception cref="IOException">The disk is full or read-only; nothing was stored.</exception>
    /// <exception cref="DbUpdateException">The database cannot be written; the file without a row is removed later.</exception>
    public async Task<MediaFile> StoreAsync(
        Stream file,
        AttachmentType type,
        string name,
        string alt,
        CancellationToken cancellationToken,
        DateTimeOffset? createdAt = null
    )
    {
        try
        {
            file.Position = 0;
            var content = await store.KeepAsync(file, type, cancellationToken);
            var row = await store.AddAttachmentAsync(content, name, alt, cancellationToken, createdAt);
            return await db.WriteAsync(
                () => SaveAsync(row, _ => RepairAsync(file, content, cancellationToken), alt, cancellationToken),
                cancellationToken,
                keepTracked: true
            );
        }
        catch
        {
            db.ChangeTracker.Clear(); // a later save in the same request must not retry this row
            throw;
        }
    }

    /// <summary>Changes the alternative text and the name of an image; its old address redirects to the new one.</summary>
    /// <param name="alt">Alternative text.</param>
    public Task EditAsync(string id, Slug name, string alt, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                if (await db.Media.SingleOrDefaultAsync(media => media.Id == id, cancellationToken) is not { } file)
                {
                    return;
                }

                var before = file.Paths.ToList();
                file.Describe(alt);
                file.Rename(name);
                await LeadAsync(before, file, cancellationToken);
                await new SitePictures(db).FollowAsync(id, file, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Permanently deletes an image: first its row, then its files.</summary>
    public Task DeleteAsync(MediaFile file, CancellationToken cancellationToken) => LeaveAsync(file, null, cancellationToken);

    /// <summary>Deletes an image and redirects its current and former addresses to another one.</summary>
    /// <param name="old">The image to delete.</param>
    /// <param name="successor">Id of the image that replaces it.</param>
    /// <param name="cancellationToken">If cancelled, nothing has changed.</param>
    public Task GiveWayAsync(MediaFile old, string successor, CancellationToken cancellationToken) =>
        LeaveAsync(old, successor, cancellationToken);

    /// <summary>Deletes rows and files within one write, so that no upload of the same bytes can interleave.</summary>
    private Task LeaveAsync(MediaFile file, string? successor, CancellationToken cancellationToken) =>
        gate.RunAsync(
            async () =>
            {
                await db.WriteAsync(() => RemoveAsync(file, successor, cancellationToken), cancellationToken);
                store.Remove(file);
            },
            cancellationToken
        );

    private async Task RemoveAsync(MediaFile file, string? successor, CancellationToken cancellationToken)
    {
        if (successor is not null)
        {
            await db
                .Redirects.Where(redirect => redirect.MediaFileId == file.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(redirect => redirect.MediaFileId, successor), cancellationToken);
            var next = await db.Media.SingleAsync(media => media.Id == successor, cancellationToken);
            await LeadAsync([.. file.Paths], next, cancellationToken);
            await new SitePictures(db).FollowAsync(file.Id, next, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
        else
        {
            await new SitePictures(db).FollowAsync(file.Id, null, cancellationToken);
        }

        await db.PostMedia.Where(use => use.MediaFileId == file.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Media.Where(media => media.Id == file.Id).ExecuteDeleteAsync(cancellationToken); // and redirects to it, by the foreign key
    }

    /// <summary>Redirects old paths to an image; removes redirects from its own paths.</summary>
    private async Task LeadAsync(List<string> olds, MediaFile file, CancellationToken cancellationToken)
    {
        var own = file.Paths.Select(PostAddress.KeyOf).ToList();
        await db.Redirects.Where(redirect => own.Contains(redirect.PathKey)).ExecuteDeleteAsync(cancellationToken);
        foreach (var path in olds)
        {
            var key = PostAddress.KeyOf(path);
            if (
                !own.Contains(key, StringComparer.Ordinal)
                && !await db.Redirects.AnyAsync(redirect => redirect.PathKey == key, cancellationToken)
            )
            {
                db.Redirects.Add(Redirect.To(file, path, clock.GetUtcNow()));
            }
        }
    }

    private async Task RepairAsync(Stream file, AttachmentContent content, CancellationToken cancellationToken)
    {
        if (!store.Holds(content))
        {
            file.Position = 0;
            await store.KeepAsync(file, content.Type, cancellationToken);
        }
    }

    /// <summary>
    /// Call within a write. An upload of the same bytes may have saved the row in the meantime, or a deletion may have removed row and
    /// file.
    /// </summary>
    private async Task<MediaFile> SaveAsync(MediaFile file, Func<MediaFile, Task> repair, string alt, CancellationToken cancellationToken)
    {
        var entry = db.Entry(file);
        var isStored = await db.Media.AsNoTracking().AnyAsync(media => media.Id == file.Id, cancellationToken);
        if (isStored && entry.State == EntityState.Added)
        {
            entry.State = EntityState.Detached;
            file = await db.Media.SingleAsync(media => media.Id == file.Id, cancellationToken);
        }
        else if (!isStored)
        {
            entry.State = EntityState.Added;
        }

        await repair(file);
        if (file.Alt.Length == 0)
        {
            file.Describe(TextLengths.Cut(alt, TextLengths.Line));
        }

        await db.SaveChangesAsync(cancellationToken);
        return file;
    }
}
