using Blog.Data;
using Blog.Data.Editing;
using Blog.Data.Storage;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Authoring.Media;

/// <summary>What is being typed at a post, changed by the program on its author's word: readers see nothing of it until it is published.</summary>
public sealed class PendingWriting(BlogDb db, WriteGate gate, SiteContext site, TimeProvider clock)
{
    /// <summary>What is being typed at a post; the post itself where nothing is.</summary>
    public async Task<Writing?> FindAsync(int postId, CancellationToken cancellationToken) =>
        await db.Posts.AsNoTracking().Include(post => post.Tags).SingleOrDefaultAsync(post => post.Id == postId, cancellationToken) is { } post
            ? (await db.PendingEdits.AsNoTracking().SingleOrDefaultAsync(edit => edit.PostId == postId, cancellationToken))?.Text ?? await OfAsync(post, cancellationToken)
            : null;

    /// <summary>Changes it, on top of whatever was typed meanwhile.</summary>
    /// <param name="postId">The post.</param>
    /// <param name="change">The change.</param>
    /// <param name="writerId">Who wants it: row id of an author.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is written then.</param>
    public async Task ChangeAsync(int postId, Func<Writing, Writing> change, int writerId, CancellationToken cancellationToken)
    {
        await gate.RunAsync(
            async () =>
            {
                db.ChangeTracker.Clear();   // rows read before the turn may be old
                var post = await db.Posts.Include(p => p.Tags).SingleAsync(p => p.Id == postId, cancellationToken);
                var edit = await db.PendingEdits.SingleOrDefaultAsync(e => e.PostId == postId, cancellationToken);
                var before = edit?.Text ?? await OfAsync(post, cancellationToken);
                var after = change(before);
                if (after == before)
                {
                    return;
                }

                if (edit is null)
                {
                    db.PendingEdits.Add(new PendingEdit(post, after, writerId, clock.GetUtcNow()));
                }
                else
                {
                    edit.Keep(after, writerId, clock.GetUtcNow());
                }

                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
    }

    private async Task<Writing> OfAsync(Post post, CancellationToken cancellationToken) => new()
    {
        Title = post.Title,
        Markdown = post.Markdown,
        Language = post.Language,
        Kind = post.Kind,
        Address = post.Address.Value,
        Category = await CategoryAsync(post.CategoryId, cancellationToken),
        Tags = string.Join("，", post.Tags.OrderBy(tag => tag.Id).Select(tag => tag.Name)),
        Description = post.Description ?? "",
        Cover = post.Cover ?? "",
        Series = post.Series ?? "",
        PublishAt = post.PublishedAt is { } at ? TimeZoneInfo.ConvertTime(at, site.Settings.Zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : "",
        TranslationOf = post.TranslationGroup is { } group ? await db.Posts.Where(other => other.TranslationGroup == group && other.Id != post.Id).OrderBy(other => other.Id).Select(other => (int?)other.Id).FirstOrDefaultAsync(cancellationToken) : null,
        Pinned = post.Pinned,
        Hidden = post.Hidden,
        CommentsOpen = post.CommentsOpen,
    };

    private async Task<string> CategoryAsync(int? id, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        while (id is { } here && await db.Categories.Where(category => category.Id == here).Select(category => new { category.Name, category.ParentId }).SingleOrDefaultAsync(cancellationToken) is { } found)
        {
            names.Insert(0, found.Name);
            id = found.ParentId;
        }

        return string.Join('/', names);
    }
}
