using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Writing;

/// <summary>
/// Counts the words of drafts whose text exists only as a pending edit: the post row has none until it is saved. A count is kept until the
/// edit changes.
/// </summary>
public sealed class DraftWordCounts(RenderThrottle renders)
{
    private readonly ConcurrentDictionary<int, Counted> _counts = new();

    /// <summary>The words of the pending edits among some posts that were never public, by post id.</summary>
    /// <param name="posts">The posts; public and scheduled ones are left out: readers get the stored text.</param>
    public async Task<IReadOnlyDictionary<int, int>> OfAsync(BlogDb db, IQueryable<Post> posts, CancellationToken cancellationToken)
    {
        var unsaved = posts.Where(post => post.State != PostState.Published).Select(post => post.Id);
        var edits = await db
            .PendingEdits.AsNoTracking()
            .Where(edit => unsaved.Contains(edit.PostId))
            .Select(edit => new { edit.PostId, Key = new EditKey(edit.StartedAt, edit.Version) })
            .ToListAsync(cancellationToken);
        var words = new Dictionary<int, int>();
        var notations = edits.Count == 0 ? null : (await db.Settings.AsNoTracking().SingleAsync(cancellationToken)).Display.Notations;
        foreach (var edit in edits)
        {
            if (!_counts.TryGetValue(edit.PostId, out var known) || known.Key != edit.Key)
            {
                var draft = (
                    await db
                        .PendingEdits.AsNoTracking()
                        .Where(one => one.PostId == edit.PostId)
                        .Select(one => one.Draft)
                        .ToListAsync(cancellationToken)
                ).FirstOrDefault(new PostDraft());
                known = new Counted(edit.Key, await renders.CountWordsAsync(draft.Markdown, draft.Language, notations!, cancellationToken));
                _counts[edit.PostId] = known;
            }

            words[edit.PostId] = known.Words;
        }

        return words;
    }

    /// <summary>One state of a pending edit; versions begin again with each edit.</summary>
    private sealed record EditKey(DateTimeOffset StartedAt, int Version);

    private sealed record Counted(EditKey Key, int Words);
}
