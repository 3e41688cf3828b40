using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media.Library;

/// <summary>
/// Replaces one image with another everywhere in the blog. An image's id is the hash of its bytes, and browsers cache it for a year, so a
/// new image needs a new address: serving other bytes at the old one would leave the old image in browser caches. Therefore the texts are
/// rewritten to the new address, each with a revision, and the old address remains as a redirect for everything out of reach: feed readers,
/// other sites, old revisions, pages open in an editor. Rewriting also ensures that a text names the image it shows, including in exports.
/// </summary>
/// <remarks>If killed at any moment, both images exist and every address works; running it again continues from there.</remarks>
public sealed class MediaReplacement(BlogDb db, MediaLibrary library, PostWriter writer)
{
    /// <summary>Replaces an image.</summary>
    /// <param name="old">The image to replace.</param>
    /// <param name="successor">The image that replaces it; already stored.</param>
    /// <param name="writerId">Row id of the author who replaces it.</param>
    /// <param name="cancellationToken">Cancels between posts; completed ones stay changed.</param>
    /// <returns>Number of posts that still have the old address, which redirects to the new image, because they exceed a limit or were
    /// being saved concurrently on every attempt.</returns>
    public async Task<int> RunAsync(MediaFile old, MediaFile successor, int writerId, CancellationToken cancellationToken)
    {
        if (string.Equals(old.Id, successor.Id, StringComparison.Ordinal))
        {
            return 0;
        }

        var move = new MediaLinkRewrite(old.Id, successor.Path);
        var left = 0;
        foreach (var id in await PostsAsync(old.Id, cancellationToken))
        {
            left += await writer.ReplaceMediaAsync(id, move, writerId, cancellationToken) ? 0 : 1;
        }

        await library.GiveWayAsync(old, successor.Id, cancellationToken);
        return left;
    }

    private async Task<IEnumerable<int>> PostsAsync(string id, CancellationToken cancellationToken)
    {
        var saved = await db
            .Posts.Where(post => post.Markdown.Contains(id) || (post.Cover != null && post.Cover.Contains(id)))
            .Select(post => post.Id)
            .ToListAsync(cancellationToken);
        var typed = await db.PendingEdits.AsNoTracking().Select(edit => new { edit.PostId, edit.Draft }).ToListAsync(cancellationToken);
        return saved
            .Union(
                typed
                    .Where(edit =>
                        edit.Draft.Markdown.Contains(id, StringComparison.Ordinal)
                        || edit.Draft.Cover.Contains(id, StringComparison.Ordinal)
                    )
                    .Select(edit => edit.PostId)
            )
            .Order();
    }
}
