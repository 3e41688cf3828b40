using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Blog.Images;
using Blog.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media.Library;

/// <summary>
/// Own images with their rows, in step at every moment (security.md C4): a file is whole on disk before its row is saved, and goes after
/// its row went. Whatever a kill leaves in between is a file without row: nobody is served it, and the sweep takes it.
/// </summary>
public sealed class MediaLibrary(BlogDb db, MediaStore store, WriteGate gate, TimeProvider clock)
{
    /// <summary>Stores an image and its row; equal bytes are one image, which takes the words where it has none yet.</summary>
    /// <param name="content">Bytes that were re-encoded or cleaned.</param>
    /// <param name="name">A name for people; only its slug is used.</param>
    /// <param name="alt">What it shows.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">The disk is full or read-only; nothing was stored.</exception>
    /// <exception cref="DbUpdateException">The database cannot be written; the file without row is swept later.</exception>
    public async Task<MediaFile> KeepAsync(MediaContent content, string name, string alt, CancellationToken cancellationToken)
    {
        try
        {
            var file = await store.AddAsync(content, name, alt, cancellationToken);
            file = await db.WriteAsync(() => SaveAsync(file, content, alt, cancellationToken), cancellationToken, keepTracked: true);
            return file;
        }
        catch
        {
            db.ChangeTracker.Clear(); // a later save of the same request must not try this row again
            throw;
        }
    }

    /// <summary>Says what it shows, and calls it by another name; its old address leads to the new one.</summary>
    /// <param name="id">The image.</param>
    /// <param name="name">Its name for people.</param>
    /// <param name="alt">What it shows.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
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
            },
            cancellationToken
        );

    /// <summary>Removes an image for good: first what names it, then the files.</summary>
    public Task DeleteAsync(MediaFile file, CancellationToken cancellationToken) => LeaveAsync(file, null, cancellationToken);

    /// <summary>Removes an image whose addresses, and those that led to it, lead to another one from now on.</summary>
    /// <param name="old">The image that goes.</param>
    /// <param name="successor">Id of the image that takes its place.</param>
    /// <param name="cancellationToken">Ends the wait; nothing has happened then.</param>
    public Task GiveWayAsync(MediaFile old, string successor, CancellationToken cancellationToken) =>
        LeaveAsync(old, successor, cancellationToken);

    /// <summary>One turn at the gate from the rows to the files, so that no upload of the same bytes can come between.</summary>
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
            await LeadAsync(
                [.. file.Paths],
                await db.Media.SingleAsync(media => media.Id == successor, cancellationToken),
                cancellationToken
            );
            await db.SaveChangesAsync(cancellationToken);
        }

        await db.PostMedia.Where(use => use.MediaFileId == file.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Media.Where(media => media.Id == file.Id).ExecuteDeleteAsync(cancellationToken); // and redirects to it, by the foreign key
    }

    /// <summary>Leads old paths to an image; its own lead nowhere else.</summary>
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

    /// <summary>Within a turn at the gate. Meanwhile a twin may have saved the same row, or a deletion have taken it and the file away.</summary>
    private async Task<MediaFile> SaveAsync(MediaFile file, MediaContent content, string alt, CancellationToken cancellationToken)
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

        await store.MendAsync(file, content, cancellationToken);
        if (file.Alt.Length == 0)
        {
            file.Describe(TextLengths.Cut(alt, TextLengths.Line));
        }

        await db.SaveChangesAsync(cancellationToken);
        return file;
    }
}
