using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Moderation;

/// <summary>The comments that a person may decide on: an owner on all posts, an author on their own.</summary>
public sealed class CommentList(BlogDb db, OpenPosts posts)
{
    public const int PerPage = 50;

    public IQueryable<Comment> Of(Actor actor) =>
        db.Comments.AsNoTracking().Where(comment => posts.Of(actor).Any(post => post.Id == comment.PostId));

    /// <summary>Those of some ids that the actor may decide on.</summary>
    public Task<List<int>> AllowedAsync(IReadOnlyCollection<int> ids, Actor actor, CancellationToken cancellationToken) =>
        Of(actor).Where(comment => ids.Contains(comment.Id)).Select(comment => comment.Id).ToListAsync(cancellationToken);

    /// <summary>How many there are in each state, of what a filter leaves.</summary>
    public async Task<IReadOnlyDictionary<CommentState, int>> CountsAsync(
        CommentFilter filter,
        Actor actor,
        CancellationToken cancellationToken
    ) =>
        await Narrow(Of(actor), filter)
            .GroupBy(comment => comment.State)
            .Select(group => new { State = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.State, group => group.Count, cancellationToken);

    /// <summary>A page of them: what waits from the oldest on, everything else from the newest.</summary>
    public async Task<IReadOnlyList<QueuedComment>> PageAsync(
        CommentFilter filter,
        int number,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var found = Narrow(Of(actor), filter).Where(comment => comment.State == filter.State);
        var ordered =
            filter.State == CommentState.Waiting
                ? found.OrderBy(comment => comment.CreatedAt).ThenBy(comment => comment.Id)
                : found.OrderByDescending(comment => comment.StateChangedAt ?? comment.CreatedAt).ThenByDescending(comment => comment.Id);
        return await Rows(ordered.Skip((number - 1) * PerPage).Take(PerPage)).ToListAsync(cancellationToken);
    }

    /// <summary>One of them; null if there is none.</summary>
    public Task<QueuedComment?> FindAsync(int id, Actor actor, CancellationToken cancellationToken) =>
        Rows(Of(actor).Where(comment => comment.Id == id)).SingleOrDefaultAsync(cancellationToken);

    /// <summary>One, whoever asks: for a signed link.</summary>
    public Task<QueuedComment?> FindAsync(int id, CancellationToken cancellationToken) =>
        Rows(db.Comments.AsNoTracking().Where(comment => comment.Id == id)).SingleOrDefaultAsync(cancellationToken);

    private IQueryable<QueuedComment> Rows(IQueryable<Comment> comments) =>
        comments
            .Join(db.Posts, comment => comment.PostId, post => post.Id, (comment, post) => new { comment, post })
            .Select(row => new QueuedComment(
                row.comment,
                row.post.Title,
                row.post.Language,
                row.post.Address,
                db.Comments.Where(parent => parent.Id == row.comment.ParentId).Select(parent => parent.Name).FirstOrDefault(),
                row.comment.WriterHash != null && db.TrustedWriters.Any(writer => writer.Hash == row.comment.WriterHash)
            ));

    private static IQueryable<Comment> Narrow(IQueryable<Comment> comments, CommentFilter filter)
    {
        if (filter.PostId is { } post)
        {
            comments = comments.Where(comment => comment.PostId == post);
        }

        if (filter.Words.Length > 0)
        {
            var pattern = AdminPostQueries.LikePattern(filter.Words);
            comments = comments.Where(comment =>
                EF.Functions.Like(comment.Text, pattern, "\\")
                || EF.Functions.Like(comment.Name!, pattern, "\\")
                || EF.Functions.Like(comment.Email!, pattern, "\\")
                || EF.Functions.Like(comment.Ip!, pattern, "\\")
            );
        }

        return comments;
    }
}

/// <summary>Which comments are listed.</summary>
/// <param name="PostId">Of one post; null for all.</param>
/// <param name="Words">In text, name, mail address or network; empty for all.</param>
public sealed record CommentFilter(CommentState State, int? PostId, string Words)
{
    /// <summary>As a query string.</summary>
    public string ToQuery(int page = 1, string? handler = null)
    {
        var parts = new List<KeyValuePair<string, string?>>();
        if (State != CommentState.Waiting)
        {
            parts.Add(new("state", State.ToString().ToLowerInvariant()));
        }

        if (PostId is { } post)
        {
            parts.Add(new("post", post.ToString(CultureInfo.InvariantCulture)));
        }

        if (Words.Length > 0)
        {
            parts.Add(new("q", Words));
        }

        if (page > 1)
        {
            parts.Add(new("p", page.ToString(CultureInfo.InvariantCulture)));
        }

        if (handler is not null)
        {
            parts.Add(new("handler", handler));
        }

        return QueryString.Create(parts).Value ?? "";
    }

    /// <summary>The filter of a query; what nobody wrote by a link is as if it were absent.</summary>
    public static CommentFilter Of(string? state, int? post, string? words) =>
        new(
            Enum.GetValues<CommentState>()
                .Cast<CommentState?>()
                .FirstOrDefault(known => string.Equals(known!.Value.ToString(), state, StringComparison.OrdinalIgnoreCase))
                ?? CommentState.Waiting,
            post,
            TextLengths.Cut((words ?? "").Trim(), TextLengths.Name)
        );
}

/// <summary>A comment with what one has to know to decide on it.</summary>
/// <param name="Answered">Name of the writer that it answers; null for none.</param>
public sealed record QueuedComment(
    Comment Comment,
    string PostTitle,
    string PostLanguage,
    Data.Addresses.PostAddress Address,
    string? Answered,
    bool IsTrusted
);
