using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Friends;
using Blog.Data.Media;
using Blog.Data.Posts.Listing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Export;

/// <summary>
/// Reads what an export holds besides the posts. Rows that lead to a post which is not exported are left out: they would tell of it.
/// </summary>
/// <param name="addresses">Of the exported posts, by row id.</param>
internal sealed class ExportedTables(BlogDb db, ExportRequest request, IReadOnlyDictionary<int, string> addresses)
{
    /// <summary>The authors.</summary>
    /// <param name="names">Those of the exported posts.</param>
    public async Task<IReadOnlyList<ExportedAuthor>> AuthorsAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        var authors = await db.Authors.AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. authors
                .Where(author => request.All || wanted.Contains(author.Name))
                .Select(author => new ExportedAuthor(author.Name, author.Picture))
                .DistinctBy(author => author.Name, StringComparer.Ordinal)
                .OrderBy(author => author.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The images.</summary>
    /// <param name="used">Ids of those that posts, settings and authors show.</param>
    public async Task<IReadOnlyList<MediaFile>> MediaAsync(HashSet<string> used, CancellationToken cancellationToken) =>
        [
            .. (await db.Media.AsNoTracking().ToListAsync(cancellationToken))
                .Where(file => request.All || used.Contains(file.Id))
                .OrderBy(file => file.Id, StringComparer.Ordinal),
        ];

    /// <summary>The tags of exported posts.</summary>
    public async Task<IReadOnlyList<ExportedTag>> TagsAsync(CancellationToken cancellationToken)
    {
        var tags = await db
            .Tags.AsNoTracking()
            .Select(tag => new
            {
                tag.Slug,
                tag.Name,
                Posts = tag.Posts.Select(post => post.Id).ToList(),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. tags.Where(tag => request.All || tag.Posts.Any(addresses.ContainsKey))
                .Select(tag => new ExportedTag(tag.Slug.Value, tag.Name))
                .OrderBy(tag => tag.Slug, StringComparer.Ordinal),
        ];
    }

    /// <summary>The categories of exported posts, with those above them.</summary>
    public async Task<IReadOnlyList<ExportedCategory>> CategoriesAsync(CancellationToken cancellationToken)
    {
        var categories = await db
            .Categories.AsNoTracking()
            .Select(category => new
            {
                category.Path,
                category.Name,
                Posts = category.Posts.Select(post => post.Id).ToList(),
            })
            .ToListAsync(cancellationToken);
        var used = categories.Where(category => category.Posts.Any(addresses.ContainsKey)).Select(category => category.Path + "/").ToList();
        return
        [
            .. categories
                .Where(category => request.All || used.Any(path => path.StartsWith(category.Path + "/", StringComparison.Ordinal)))
                .Select(category => new ExportedCategory(category.Path, category.Name))
                .OrderBy(category => category.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>The sites of the friends page, in their order; none where the page is off and not everything is wanted.</summary>
    public async Task<IReadOnlyList<Friend>> FriendsAsync(bool isShown, CancellationToken cancellationToken) =>
        request.All || isShown
            ? await db
                .Friends.AsNoTracking()
                .Include(friend => friend.Avatar)
                .OrderBy(friend => friend.Position)
                .ThenBy(friend => friend.Id)
                .ToListAsync(cancellationToken)
            : [];

    /// <summary>The snippets and templates of all authors; none where not everything is wanted.</summary>
    public async Task<IReadOnlyList<ExportedSnippet>> SnippetsAsync(CancellationToken cancellationToken)
    {
        static string? Given(string value) => value.Length == 0 ? null : value;
        return request.All
            ?
            [
                .. (await db.Snippets.AsNoTracking().Include(snippet => snippet.Author).ToListAsync(cancellationToken))
                    .Select(snippet => new ExportedSnippet(snippet.Author!.Name, snippet.Name, snippet.Markdown)
                    {
                        Template = snippet.IsTemplate,
                        Title = Given(snippet.Title),
                        Tags = Given(snippet.Tags),
                        Category = Given(snippet.Category),
                        Language = Given(snippet.Language),
                    })
                    .OrderBy(snippet => snippet.Author, StringComparer.Ordinal)
                    .ThenBy(snippet => snippet.Name, StringComparer.Ordinal),
            ]
            : [];
    }

    /// <summary>The series of exported posts.</summary>
    public async Task<IReadOnlyList<ExportedSeries>> SeriesAsync(CancellationToken cancellationToken) =>
        [
            .. (await SeriesParts.AllAsync(db, cancellationToken))
                .Where(one => request.All || one.Ids.Any(addresses.ContainsKey))
                .Select(one => new ExportedSeries(one.Series.Slug.Value, one.Series.Title, one.Series.Description, one.Series.Language))
                .OrderBy(series => series.Slug, StringComparer.Ordinal),
        ];

    /// <summary>The redirects that no post's file names.</summary>
    public async Task<IReadOnlyList<ExportedRedirect>> RedirectsAsync(
        IEnumerable<MediaFile> media,
        IEnumerable<ExportedTag> tags,
        IEnumerable<ExportedCategory> categories,
        IEnumerable<ExportedSeries> series,
        CancellationToken cancellationToken
    )
    {
        var images = media.ToDictionary(file => file.Id, file => $"/media/{file.Id}/{file.Name}", StringComparer.Ordinal);
        var (slugs, paths) = (
            tags.Select(tag => tag.Slug).ToHashSet(StringComparer.Ordinal),
            categories.Select(category => category.Path).ToHashSet(StringComparer.Ordinal)
        );
        var kept = series.Select(one => one.Slug).ToHashSet(StringComparer.Ordinal);
        var rows = await db
            .Redirects.AsNoTracking()
            .Where(redirect => redirect.PostId == null || EF.Functions.Like(redirect.Path, "%?%"))
            .Include(redirect => redirect.Tag)
            .Include(redirect => redirect.Category)
            .Include(redirect => redirect.Series)
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Where(row =>
                    row.PostId is { } post ? addresses.ContainsKey(post)
                    : row.Tag is not null ? slugs.Contains(row.Tag.Slug.Value)
                    : row.Category is not null ? paths.Contains(row.Category.Path)
                    : row.Series is not null ? kept.Contains(row.Series.Slug.Value)
                    : row.MediaFileId is null || images.ContainsKey(row.MediaFileId)
                )
                .Select(row => new ExportedRedirect(row.Path)
                {
                    Post = row.PostId is { } post ? addresses[post] : null,
                    Tag = row.Tag?.Slug.Value,
                    Category = row.Category?.Path,
                    Series = row.Series?.Slug.Value,
                    Media = row.MediaFileId is { } image ? images[image] : null,
                    Page = row.Page,
                })
                .OrderBy(row => row.From, StringComparer.Ordinal),
        ];
    }

    /// <summary>The pages of earlier systems with their latest counts.</summary>
    public async Task<IReadOnlyList<ExportedPage>> PagesAsync(CancellationToken cancellationToken)
    {
        var counts = (await db.PageCounts.AsNoTracking().ToListAsync(cancellationToken))
            .GroupBy(count => count.FormerPageId)
            .ToDictionary(group => group.Key, group => group.MaxBy(count => count.Id)!);
        var pages = await db.FormerPages.AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. pages
                .Where(IsExported)
                .Select(page =>
                {
                    counts.TryGetValue(page.Id, out var count);
                    return new ExportedPage(page.Source, page.Key, page.Address)
                    {
                        Title = page.Title,
                        Post = page.PostId is { } post ? addresses.GetValueOrDefault(post) : null,
                        Views = count?.Views,
                        Visitors = count?.Visitors,
                        Reactions = count?.Reactions,
                    };
                })
                .Concat((await OwnPagesAsync(cancellationToken)).Values)
                .DistinctBy(page => (page.Source, page.Key))
                .OrderBy(page => page.Source, StringComparer.Ordinal)
                .ThenBy(page => page.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>The comments: an answer stands after what it answers.</summary>
    public async Task<IReadOnlyList<ExportedComment>> CommentsAsync(CancellationToken cancellationToken)
    {
        var rows = await db
            .Comments.AsNoTracking()
            .Where(comment => comment.SourceId != null && (request.All || comment.State == CommentState.Approved))
            .Include(comment => comment.FormerPage)
            .ToListAsync(cancellationToken);
        var own = await OwnPagesAsync(cancellationToken);
        var exported = rows.Where(row => row.FormerPage is { } page ? IsExported(page) : PageOf(row) is not null)
            .ToDictionary(row => row.Id);
        return
        [
            .. exported
                .Values.OrderBy(row => row.Source, StringComparer.Ordinal)
                .ThenBy(KeyOf, StringComparer.Ordinal)
                .ThenBy(Depth)
                .ThenBy(row => row.CreatedAt)
                .ThenBy(row => row.SourceId, StringComparer.Ordinal)
                .Select(row => new ExportedComment(row.Source!, row.SourceId!, KeyOf(row), row.CreatedAt)
                {
                    Parent = row.ParentId is { } parent && exported.TryGetValue(parent, out var above) ? above.SourceId : null,
                    Name = row.Name,
                    Email = request.All ? row.Email : null,
                    Website = row.Website,
                    Kind = row.Kind == default ? null : row.Kind.ToString(),
                    State = row.State == default ? null : row.State.ToString(),
                    ByAuthor = row.ByAuthor,
                    Pinned = row.Pinned,
                    Likes = row.Likes,
                    Edited = row.EditedAt,
                    Language = row.Language,
                    Text = row.Text,
                }),
        ];

        ExportedPage? PageOf(Comment comment) => comment.PostId is { } post ? own.GetValueOrDefault(post) : null;

        string KeyOf(Comment comment) => comment.FormerPage?.Key ?? PageOf(comment)!.Key;

        int Depth(Comment comment)
        {
            var depth = 0;
            for (var one = comment; depth < 1000 && one.ParentId is { } parent && exported.TryGetValue(parent, out one); depth++) { }

            return depth;
        }
    }

    /// <summary>
    /// Posts with comments that were written here, by row id, as pages of this program: their feed ids stay when they move.
    /// </summary>
    private async Task<Dictionary<int, ExportedPage>> OwnPagesAsync(CancellationToken cancellationToken)
    {
        var posts = await db
            .Posts.Where(post =>
                db.Comments.Any(comment =>
                    comment.PostId == post.Id
                    && comment.FormerPageId == null
                    && comment.SourceId != null
                    && (request.All || comment.State == CommentState.Approved)
                )
            )
            .Select(post => new
            {
                post.Id,
                post.FeedId,
                post.Title,
            })
            .ToListAsync(cancellationToken);
        return posts
            .Where(post => addresses.ContainsKey(post.Id))
            .ToDictionary(
                post => post.Id,
                post => new ExportedPage(Comment.OwnSource, post.FeedId, addresses[post.Id])
                {
                    Title = post.Title,
                    Post = addresses[post.Id],
                }
            );
    }

    /// <summary>A page that no post is here tells of nothing that is hidden, but only the owner knows it.</summary>
    private bool IsExported(FormerPage page) => page.PostId is { } post ? addresses.ContainsKey(post) : request.All;
}
