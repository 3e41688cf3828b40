using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Drafts;

/// <summary>A post opened in the editor: the row and its pending edit.</summary>
/// <param name="Post">The post, tracked, with category and tags loaded.</param>
/// <param name="Edit">Its pending edit, tracked; null if there is none.</param>
public sealed record OpenPost(Post Post, PendingEdit? Edit)
{
    /// <summary>
    /// The state a page must have seen to replace both post and pending edit: the post's current version, even if the pending edit is based
    /// on an older one.
    /// </summary>
    public EditVersion Stamp => EditVersion.Of(Post, Edit, null) with { PostVersion = Post.Version };

    /// <summary>
    /// Whether the page that submitted the form also wrote the stored state: its next request must not conflict with its own text, even if
    /// the response to the last one never arrived or the page was reloaded in between.
    /// </summary>
    public bool IsOwn(DraftForm form) =>
        form.DraftKey is not null && string.Equals(Edit is null ? Post.EditorKey : Edit.DraftKey, form.DraftKey, StringComparison.Ordinal);

    /// <summary>The number of the last request that the page of the stored state sent.</summary>
    public long Sequence => Edit?.Sequence ?? Post.EditorSequence;

    /// <summary>Whether the same page has stored a later request already.</summary>
    public bool IsLate(DraftForm form) => IsOwn(form) && form.Sequence is { } sequence && sequence < Sequence;

    /// <summary>The form, based on the stored state if its own page wrote that.</summary>
    public DraftForm Recognize(DraftForm form)
    {
        if (!IsOwn(form))
        {
            return form;
        }

        var stored = EditVersion.Of(Post, Edit, form.Seen?.Translation);
        return form with { Seen = stored with { PostVersion = Math.Max(stored.PostVersion, form.Seen?.PostVersion ?? 0) } };
    }

    /// <summary>Whether a submitted form is based on the stored state, so that saving it overwrites no one else's text.</summary>
    public bool IsContinuedBy(DraftForm form)
    {
        if (form.Seen is not { } seen)
        {
            // The page that created the post and has not received the response yet.
            return form.DraftKey is not null
                && Post.DraftKey == form.DraftKey
                && Post.Version == 1
                && (Edit is null || Edit.DraftKey == form.DraftKey);
        }

        var isBasedOnStored = seen.PostVersion == Post.Version || seen.PostVersion == Edit?.PostVersion;
        return isBasedOnStored && seen.SeesEditOf(EditVersion.Of(Post, Edit, null));
    }

    /// <summary>Whether the form is also based on the current post, so that it can replace the post's text.</summary>
    public bool MayBecome(DraftForm form) => IsContinuedBy(form) && (form.Seen is null || form.Seen.PostVersion == Post.Version);
}

/// <summary>Finds the posts that an actor may edit; all other posts count as not found.</summary>
public sealed class OpenPosts(BlogDb db)
{
    /// <summary>The posts that an actor may edit.</summary>
    public IQueryable<Post> Of(Actor actor)
    {
        var (mine, all) = (actor.AuthorId, actor.IsOwner);
        return db.Posts.Where(post => all || post.AuthorId == mine);
    }

    public async Task<OpenPost?> FindAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        var post = await Of(actor).Include(p => p.Category).Include(p => p.Tags).SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        return post is null
            ? null
            : new OpenPost(
                post,
                await db.PendingEdits.Include(edit => edit.LastWriter).SingleOrDefaultAsync(edit => edit.PostId == id, cancellationToken)
            );
    }

    /// <summary>Id of the draft that an editor page created; null if it has not created one yet.</summary>
    public async Task<int?> FindByDraftKeyAsync(string? draftKey, Actor actor, CancellationToken cancellationToken)
    {
        var mine = actor.AuthorId;
        return string.IsNullOrEmpty(draftKey)
            ? null
            : await db
                .Posts.Where(post => post.AuthorId == mine && post.DraftKey == draftKey)
                .Select(post => (int?)post.Id)
                .FirstOrDefaultAsync(cancellationToken);
    }
}
