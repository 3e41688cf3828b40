using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Site.Layout;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.PostList;

/// <summary>Queries a list of posts: one author's, or everybody's.</summary>
/// <param name="authorId">Whose posts; null for everybody's.</param>
/// <param name="now">The instant that decides what is public.</param>
internal sealed class PostListQuery(BlogDb db, DraftWordCounts wordCounts, int? authorId, DateTimeOffset now)
{
    public const int PerPage = 25;

    /// <summary>Posts that one act on all matching ones may change.</summary>
    public const int Most = SelectedPosts.Most;

    /// <summary>An older draft no longer counts as needing attention.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <summary>The posts whose copies are out of date, for a filter that asks for them.</summary>
    public IReadOnlyCollection<int> OutdatedCopies { get; init; } = [];

    private IQueryable<Post> All => db.Posts.AsNoTracking().Of(authorId);

    /// <summary>The number of posts in each state.</summary>
    public async Task<IReadOnlyDictionary<PostListState, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = await PostCounts.OfAsync(All, now, cancellationToken);
        return new Dictionary<PostListState, int>
        {
            [PostListState.All] = counts.Drafts + counts.Scheduled + counts.Published,
            [PostListState.Draft] = counts.Drafts,
            [PostListState.Scheduled] = counts.Scheduled,
            [PostListState.Published] = counts.Published,
            [PostListState.Trash] = counts.Trash,
        };
    }

    /// <summary>One page of a list, and the number of pages.</summary>
    public async Task<(IReadOnlyList<PostsModel.Row> Rows, Pager Pager)> ReadAsync(
        PostListFilter filter,
        Func<int, string> href,
        CancellationToken cancellationToken
    )
    {
        var posts = Filter(filter);
        var pages = Pager.PagesFor(await posts.CountAsync(cancellationToken), PerPage);
        var number = Math.Min(filter.Number, pages);
        var (first, unsaved) = ((number - 1) * PerPage, await wordCounts.OfAsync(db, posts, cancellationToken));
        var longest = filter.Sort == PostListSort.Length ? await LongestAsync(posts, unsaved, first, cancellationToken) : null;
        var shapes = longest is null
            ? Sort(Shape(posts), filter).Skip(first).Take(PerPage)
            : Shape(posts.Where(post => longest.Contains(post.Id)));
        var rows = await shapes
            .Select(shape => new PostsModel.Row
            {
                Id = shape.Post.Id,
                Version = shape.Post.Version,
                Title =
                    shape.Post.State != PostState.Published && shape.EditTitle != null && shape.EditTitle != ""
                        ? shape.EditTitle
                        : shape.Post.Title,
                Language = shape.Post.Language,
                Kind = shape.Post.Kind,
                Group = shape.Post.TranslationGroup,
                Address = shape.Post.Address,
                State = shape.Post.State,
                PublishedAt = shape.Post.PublishedAt,
                ChangedAt = shape.EditedAt ?? shape.SavedAt ?? shape.Post.UpdatedAt,
                HasEdit = shape.EditedAt != null,
                IsOutdated = shape.IsOutdated,
                Pinned = shape.Post.Pinned,
                Hidden = shape.Post.Hidden,
                Category = shape.Post.Category!.Name,
                WordCount = shape.Post.WordCount,
                Author = shape.Post.Author!.Name,
            })
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            row.WordCount = unsaved.GetValueOrDefault(row.Id, row.WordCount);
        }

        rows = longest is null ? rows : [.. rows.OrderBy(row => longest.IndexOf(row.Id))];
        await AddTranslationsAsync(rows, cancellationToken);
        return (rows, new Pager(number, pages, href(1)) { Address = href });
    }

    /// <summary>
    /// All posts of a list, with the versions it showed, for an act on all of them; the first ones if there are too many.
    /// </summary>
    public async Task<IReadOnlyList<SelectedPost>> AllAsync(PostListFilter filter, CancellationToken cancellationToken) =>
        [
            .. (
                await Filter(filter)
                    .OrderByDescending(post => post.Id)
                    .Take(Most)
                    .Select(post => new { post.Id, post.Version })
                    .ToListAsync(cancellationToken)
            ).Select(post => new SelectedPost(post.Id, post.Version)),
        ];

    /// <summary>
    /// One page of posts by length: that of a draft may be known only from its pending edit, which the database cannot count.
    /// </summary>
    private static async Task<List<int>> LongestAsync(
        IQueryable<Post> posts,
        IReadOnlyDictionary<int, int> unsaved,
        int first,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await posts.Select(post => new { post.Id, post.WordCount }).ToListAsync(cancellationToken))
                .OrderByDescending(post => unsaved.GetValueOrDefault(post.Id, post.WordCount))
                .ThenByDescending(post => post.Id)
                .Skip(first)
                .Take(PerPage)
                .Select(post => post.Id),
        ];

    private IQueryable<Post> Filter(PostListFilter filter)
    {
        var posts = filter.State switch
        {
            PostListState.Draft => All.Drafts(),
            PostListState.Scheduled => All.Scheduled(now),
            PostListState.Published => All.Published(now),
            PostListState.Trash => All.InTrash(),
            _ => All.InTrash(false),
        };
        posts = filter.Kind is { } kind ? posts.Where(post => post.Kind == kind) : posts;
        posts = filter.HasOutdatedCopies ? posts.Where(post => OutdatedCopies.Contains(post.Id)) : posts;
        posts = filter.Tag is { } tag ? posts.Tagged(Slug.From(tag, "tag")) : posts;
        posts = filter.Category is { } path ? posts.Under(path) : posts;
        return posts.In(filter.Language).Mentioning(filter.Words, db.PendingEdits);
    }

    private IQueryable<Worked> Shape(IQueryable<Post> posts)
    {
        var outdated = db.Posts.Outdated(now);
        return posts.Select(post => new Worked
        {
            Post = post,
            EditedAt = db
                .PendingEdits.Where(edit => edit.PostId == post.Id)
                .Select(edit => (DateTimeOffset?)edit.UpdatedAt)
                .FirstOrDefault(),
            EditTitle = db.PendingEdits.Where(edit => edit.PostId == post.Id).Select(edit => edit.Title).FirstOrDefault(),
            SavedAt = db
                .Revisions.Where(revision => revision.PostId == post.Id && revision.Kind != RevisionKind.Import)
                .Max(revision => (DateTimeOffset?)revision.CreatedAt),
            IsOutdated = outdated.Any(other => other.Id == post.Id),
        });
    }

    private IOrderedQueryable<Worked> Sort(IQueryable<Worked> shapes, PostListFilter filter)
    {
        var since = now - Recent;
        return (filter.Sort, filter.State) switch
        {
            (PostListSort.Title, _) => shapes
                .OrderBy(shape => EF.Functions.Collate(shape.Post.Title, "NOCASE"))
                .ThenBy(shape => shape.Post.Id),
            (PostListSort.Usual, PostListState.Scheduled) => shapes.OrderBy(shape => shape.Post.PublishedAt).ThenBy(shape => shape.Post.Id),
            (PostListSort.Published, _) or (PostListSort.Usual, PostListState.Published) => shapes
                .OrderByDescending(shape => shape.Post.PublishedAt)
                .ThenByDescending(shape => shape.Post.Id),
            (PostListSort.Usual, PostListState.All) => shapes
                .OrderBy(shape =>
                    shape.Post.State == PostState.Draft ? ((shape.EditedAt ?? shape.SavedAt ?? shape.Post.UpdatedAt) > since ? 0 : 4)
                    : shape.EditedAt != null ? 1
                    : shape.Post.PublishedAt > now ? 2
                    : shape.IsOutdated ? 3
                    : 4
                )
                .ThenByDescending(shape => shape.EditedAt ?? shape.SavedAt ?? shape.Post.UpdatedAt)
                .ThenByDescending(shape => shape.Post.Id),
            _ => shapes
                .OrderByDescending(shape => shape.EditedAt ?? shape.SavedAt ?? shape.Post.UpdatedAt)
                .ThenByDescending(shape => shape.Post.Id),
        };
    }

    /// <summary>The languages in which the same text is available.</summary>
    private async Task AddTranslationsAsync(List<PostsModel.Row> rows, CancellationToken cancellationToken)
    {
        var groups = rows.Select(row => row.Group).OfType<string>().Distinct().ToList();
        var known = await db
            .Posts.InTrash(false)
            .Where(post =>
                groups.Contains(post.TranslationGroup!)
                && (authorId == null || post.AuthorId == authorId || (post.State == PostState.Published && post.PublishedAt <= now))
            )
            .Select(post => new { post.TranslationGroup, post.Language })
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            row.Languages =
            [
                row.Language,
                .. known
                    .Where(other => other.TranslationGroup == row.Group && other.Language != row.Language)
                    .Select(other => other.Language)
                    .Order(StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>A post with the values it is sorted by.</summary>
    private sealed class Worked
    {
        public required Post Post { get; init; }

        public DateTimeOffset? EditedAt { get; init; }

        public string? EditTitle { get; init; }

        public DateTimeOffset? SavedAt { get; init; }

        public bool IsOutdated { get; init; }
    }
}
