using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Posts;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Threads;

/// <summary>Reads what readers see of a post's comments.</summary>
public sealed class ThreadReader(BlogDb db, CommentRenderer renderer, SiteContext site)
{
    /// <summary>A chain of answers that are not shown themselves is followed so far.</summary>
    private const int MostHidden = 100;

    /// <summary>A page of a post's comments; the last one where there are fewer.</summary>
    /// <param name="number">One-based.</param>
    public async Task<CommentThread> ReadAsync(Post post, int number, CancellationToken cancellationToken)
    {
        var order = await OrderAsync(post.Id, cancellationToken);
        var pages = Math.Max(1, (order.Count + ThreadOrder.PageSize - 1) / ThreadOrder.PageSize);
        var current = Math.Clamp(number, 1, pages);
        var shown = order.Skip((current - 1) * ThreadOrder.PageSize).Take(ThreadOrder.PageSize).ToList();
        var rows = await RowsAsync(shown.Where(place => place.IsShown).Select(place => place.Id), cancellationToken);
        var before = await NamesAsync(shown, rows, cancellationToken);
        return new CommentThread
        {
            Post = post,
            Count = order.Count(place => place.IsShown),
            Current = current,
            Pages = pages,
            Items =
            [
                .. shown.Select(
                    (place, index) =>
                        rows.TryGetValue(place.Id, out var row) ? Item(post, place, row, Answered(place, index), before) : Empty(place)
                ),
            ],
        };

        // The first of a page may answer what is on the page before, and on the last level a comment does not stand below what it answers.
        int? Answered(PlacedComment place, int index) => place.Level > ThreadOrder.MaxDepth || index == 0 ? place.ParentId : null;
    }

    /// <summary>On which page a comment is that readers see; null if they do not.</summary>
    public async Task<int?> PageOfAsync(int postId, int commentId, CancellationToken cancellationToken)
    {
        var order = await OrderAsync(postId, cancellationToken);
        var index = order.Index().Where(place => place.Item.Id == commentId && place.Item.IsShown).Select(place => (int?)place.Index);
        return index.FirstOrDefault() / ThreadOrder.PageSize + 1;
    }

    private async Task<IReadOnlyList<PlacedComment>> OrderAsync(int postId, CancellationToken cancellationToken)
    {
        var nodes = await db
            .Comments.AsNoTracking()
            .Where(comment => comment.PostId == postId && comment.State == CommentState.Approved)
            .Select(comment => new ThreadNode(comment.Id, comment.ParentId, comment.CreatedAt, true, comment.Pinned))
            .ToListAsync(cancellationToken);
        var known = nodes.Select(node => node.Id).ToHashSet();
        for (var i = 0; i < MostHidden; i++)
        {
            var missing = nodes.Select(node => node.ParentId).OfType<int>().Where(parent => !known.Contains(parent)).Distinct().ToList();
            if (missing.Count == 0)
            {
                break;
            }

            known.UnionWith(missing);
            nodes.AddRange(
                await db
                    .Comments.AsNoTracking()
                    .Where(comment => missing.Contains(comment.Id))
                    .Select(comment => new ThreadNode(comment.Id, comment.ParentId, comment.CreatedAt, false, false))
                    .ToListAsync(cancellationToken)
            );
        }

        return ThreadOrder.Of(nodes, site.Settings.Comments.NewestFirst);
    }

    private async Task<Dictionary<int, Row>> RowsAsync(IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.ToList();
        return await db
            .Comments.AsNoTracking()
            .Where(comment => wanted.Contains(comment.Id) && comment.State == CommentState.Approved)
            .Select(comment => new Row(
                comment.Id,
                comment.Name,
                comment.Website,
                comment.Html,
                comment.Html == null ? comment.Text : "",
                comment.CreatedAt,
                comment.EditedAt != null,
                comment.ByAuthor,
                comment.AuthorId,
                comment.Pinned
            ))
            .ToDictionaryAsync(row => row.Id, cancellationToken);
    }

    /// <summary>Names of the writers that are answered; null where they have none or are not shown.</summary>
    private async Task<Dictionary<int, string?>> NamesAsync(
        List<PlacedComment> shown,
        Dictionary<int, Row> rows,
        CancellationToken cancellationToken
    )
    {
        var names = rows.ToDictionary(row => row.Key, row => row.Value.Name);
        var elsewhere = shown.Select(place => place.ParentId).OfType<int>().Where(parent => !names.ContainsKey(parent)).ToList();
        foreach (
            var other in await db
                .Comments.AsNoTracking()
                .Where(comment => elsewhere.Contains(comment.Id) && comment.State == CommentState.Approved)
                .Select(comment => new { comment.Id, comment.Name })
                .ToListAsync(cancellationToken)
        )
        {
            names[other.Id] = other.Name;
        }

        return names;
    }

    private ThreadItem Item(Post post, PlacedComment place, Row row, int? answered, Dictionary<int, string?> names) =>
        new()
        {
            Id = row.Id,
            Depth = place.Depth,
            Name = row.Name,
            Website = site.Settings.Comments.AsksWebsite ? row.Website : null,
            Html = row.Html ?? renderer.RenderPlainly(row.Text, post.Language).Html,
            At = row.At,
            IsEdited = row.IsEdited,
            IsPinned = row.IsPinned,
            Role =
                row.AuthorId == post.AuthorId || (row.ByAuthor && row.AuthorId is null) ? WriterRole.AuthorOfPost
                : row.ByAuthor ? WriterRole.OtherAuthor
                : WriterRole.Reader,
            Answers = answered is { } parent && names.TryGetValue(parent, out var name) ? (parent, name) : null,
        };

    private static ThreadItem Empty(PlacedComment place) => new() { Id = place.Id, Depth = place.Depth };

    private sealed record Row(
        int Id,
        string? Name,
        string? Website,
        RenderedHtml? Html,
        string Text,
        DateTimeOffset At,
        bool IsEdited,
        bool ByAuthor,
        int? AuthorId,
        bool IsPinned
    );
}

/// <summary>A page of comments.</summary>
public sealed record CommentThread
{
    public required Post Post { get; init; }

    /// <summary>How many comments readers see on all pages.</summary>
    public required int Count { get; init; }

    /// <summary>One-based number of this page.</summary>
    public required int Current { get; init; }

    public required int Pages { get; init; }

    public required IReadOnlyList<ThreadItem> Items { get; init; }
}

/// <summary>A comment as shown; without <see cref="Html"/> only the place of one that is no longer shown.</summary>
public sealed record ThreadItem
{
    public required int Id { get; init; }

    /// <summary>From 1 to 3.</summary>
    public required int Depth { get; init; }

    public string? Name { get; init; }

    public string? Website { get; init; }

    public RenderedHtml? Html { get; init; }

    public DateTimeOffset At { get; init; }

    public bool IsEdited { get; init; }

    public bool IsPinned { get; init; }

    public WriterRole Role { get; init; }

    /// <summary>The comment that it answers and its writer, where its place does not say; null elsewhere.</summary>
    public (int Id, string? Name)? Answers { get; init; }
}

/// <summary>Who wrote a comment.</summary>
public enum WriterRole
{
    Reader,
    AuthorOfPost,

    /// <summary>Another author of the blog.</summary>
    OtherAuthor,
}
