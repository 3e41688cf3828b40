using System.Security.Claims;
using Blog.Data;
using Blog.Data.Editing;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Authoring.Editing;

/// <summary>A post as the editor has it open: the row, and what was typed since.</summary>
/// <param name="Post">The post, tracked, with category and tags.</param>
/// <param name="Edit">Its pending edit, tracked; null where there is none.</param>
public sealed record OpenPost(Post Post, PendingEdit? Edit)
{
    /// <summary>Whether what a page sends continues what is stored, so that keeping it overwrites nobody's words.</summary>
    public bool IsContinuedBy(EditForm form)
    {
        if (form.Seen is not { } seen)
        {
            // A page that began the post, and has not heard of it yet.
            return form.PageKey is not null && Post.DraftKey == form.PageKey && Post.Version == 1 && (Edit is null || Edit.PageKey == form.PageKey);
        }

        var grewFromHere = seen.PostVersion == Post.Version || seen.PostVersion == Edit?.PostVersion;
        return grewFromHere && (seen.SeesEditOf(EditStamp.Of(Post, Edit, null)) || (form.PageKey is not null && Edit?.PageKey == form.PageKey));
    }

    /// <summary>Whether it also grew from the post as it is now, so that it can take the post's place.</summary>
    public bool MayBecome(EditForm form) => IsContinuedBy(form) && (form.Seen is null || form.Seen.PostVersion == Post.Version);
}

/// <summary>Finds posts for those who may write them: an author's own, an owner's all. Others' are not there.</summary>
public sealed class OpenPosts(BlogDb db)
{
    /// <summary>The posts that somebody may write.</summary>
    public IQueryable<Post> Of(ClaimsPrincipal person)
    {
        var (mine, all) = (person.AuthorId, person.IsOwner);
        return db.Posts.Where(post => all || post.AuthorId == mine);
    }

    /// <summary>One of them.</summary>
    public async Task<OpenPost?> FindAsync(int id, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var post = await Of(person).Include(p => p.Category).Include(p => p.Tags).SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        return post is null ? null : new OpenPost(post, await db.PendingEdits.Include(edit => edit.LastWriter).SingleOrDefaultAsync(edit => edit.PostId == id, cancellationToken));
    }

    /// <summary>The draft that a page began, if it got that far.</summary>
    public async Task<int?> FindBegunAsync(string? pageKey, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var mine = person.AuthorId;
        return string.IsNullOrEmpty(pageKey) ? null
            : await db.Posts.Where(post => post.AuthorId == mine && post.DraftKey == pageKey).Select(post => (int?)post.Id).FirstOrDefaultAsync(cancellationToken);
    }
}
