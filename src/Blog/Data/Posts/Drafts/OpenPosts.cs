using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Drafts;

/// <summary>Who writes: an author's own posts, an owner's all.</summary>
/// <param name="AuthorId">Row id of the author that the account writes as.</param>
/// <param name="IsOwner">Whether everybody's posts are theirs to write.</param>
public readonly record struct Actor(int AuthorId, bool IsOwner);

/// <summary>What a page of the editor sends: the draft, and what the page knew when it was loaded.</summary>
public record DraftForm
{
    public PostDraft Draft { get; init; } = new();

    /// <summary>The state that the page was loaded from; null for a new post.</summary>
    public EditVersion? Seen { get; init; }

    /// <summary>The open page; null where it did not say.</summary>
    [MaxLength(TextLengths.Name)]
    public string? DraftKey { get; init; }

    /// <summary>The first field that is longer than it may be, by its name in the form; null where none is.</summary>
    public TooLong? FindTooLong() => Draft.FindTooLong() ?? FieldLengths.FindTooLong(this);
}

/// <summary>A post as the editor has it open: the row, and what was typed since.</summary>
/// <param name="Post">The post, tracked, with category and tags.</param>
/// <param name="Edit">Its pending edit, tracked; null where there is none.</param>
public sealed record OpenPost(Post Post, PendingEdit? Edit)
{
    /// <summary>The state that a page must have seen that takes the place of everything: the post as it is, even where what is typed rests on an older one.</summary>
    public EditVersion Stamp => EditVersion.Of(Post, Edit, null) with { PostVersion = Post.Version };

    /// <summary>Whether what a page sends continues what is stored, so that keeping it overwrites nobody's words.</summary>
    public bool IsContinuedBy(DraftForm form)
    {
        if (form.Seen is not { } seen)
        {
            // A page that began the post, and has not heard of it yet.
            return form.DraftKey is not null
                && Post.DraftKey == form.DraftKey
                && Post.Version == 1
                && (Edit is null || Edit.DraftKey == form.DraftKey);
        }

        var grewFromHere = seen.PostVersion == Post.Version || seen.PostVersion == Edit?.PostVersion;
        return grewFromHere
            && (seen.SeesEditOf(EditVersion.Of(Post, Edit, null)) || (form.DraftKey is not null && Edit?.DraftKey == form.DraftKey));
    }

    /// <summary>Whether it also grew from the post as it is now, so that it can take the post's place.</summary>
    public bool MayBecome(DraftForm form) => IsContinuedBy(form) && (form.Seen is null || form.Seen.PostVersion == Post.Version);

    /// <summary>A form with what no form asks for as it is stored, so that saving does not change it.</summary>
    public DraftForm Complete(DraftForm form) =>
        form with
        {
            Draft = form.Draft with { CommentsOpen = Edit?.Draft.CommentsOpen ?? Post.CommentsOpen },
        };
}

/// <summary>Finds posts for those who may write them: an author's own, an owner's all. Others' are not there.</summary>
public sealed class OpenPosts(BlogDb db)
{
    /// <summary>The posts that somebody may write.</summary>
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

    /// <summary>The draft that a page began, if it got that far.</summary>
    public async Task<int?> FindBegunAsync(string? draftKey, Actor actor, CancellationToken cancellationToken)
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
