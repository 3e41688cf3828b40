using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media.Library;

/// <summary>
/// Puts one image in the place of another wherever the blog shows it. An image's id is the hash of its bytes, and browsers keep what they
/// found at an address for a year; so a new picture is a new address, and the old one cannot simply answer with other bytes: whoever has
/// read the post before would go on seeing the old ones. Therefore the texts take the new address, each with its revision, and the old
/// address stays as a redirect for all that is out of reach: feed readers, other sites, old revisions, a page that is open in an editor.
/// Rewriting also keeps a text honest: what it names is what is shown, in an export too.
/// </summary>
/// <remarks>Killed at any moment, both images are there and every address answers; replacing again goes on where it was.</remarks>
public sealed class MediaReplacement(BlogDb db, MediaLibrary library, PostWriter writer)
{
    /// <summary>Replaces.</summary>
    /// <param name="old">The image that goes.</param>
    /// <param name="successor">The image that takes its place; stored.</param>
    /// <param name="writerId">Who replaces: row id of an author.</param>
    /// <param name="cancellationToken">Ends the wait; what is done then is done.</param>
    /// <returns>How many posts keep the old address, since they break a limit or were being saved all the time; it leads to the new image.</returns>
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
