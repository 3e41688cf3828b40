using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.People;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Own;

/// <summary>Finds comments by the secrets of their writers.</summary>
public sealed class OwnComments(BlogDb db, TimeProvider clock)
{
    /// <summary>How long a writer may change a comment.</summary>
    public static readonly TimeSpan Editable = TimeSpan.FromMinutes(15);

    /// <summary>The comment and its post; null if there is none, or its post is not public.</summary>
    public async Task<(Comment Comment, Post Post)?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > TextLengths.Name)
        {
            return null;
        }

        var hash = SecretToken.HashOf(token);
        var comment = await db
            .Comments.AsNoTracking()
            .SingleOrDefaultAsync(one => one.TokenHash == hash && one.State != CommentState.Trash, cancellationToken);
        var post = comment is null
            ? null
            : await db
                .Posts.AsNoTracking()
                .Published(clock.GetUtcNow())
                .SingleOrDefaultAsync(one => one.Id == comment.PostId, cancellationToken);
        return post is null ? null : (comment!, post);
    }

    /// <summary>Until when its writer may change it; null if that time is over.</summary>
    public DateTimeOffset? EditableUntil(Comment comment) =>
        comment.CreatedAt + Editable > clock.GetUtcNow() ? comment.CreatedAt + Editable : null;
}
