using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Files;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Export;

/// <summary>Reads posts for an export, in the order of their addresses.</summary>
internal sealed class ExportedPosts(BlogDb db, ExportRequest request, TimeZoneInfo zone, DateTimeOffset now)
{
    /// <summary>So many texts are in memory at a time.</summary>
    private const int BatchSize = 100;

    private IQueryable<Post> Wanted =>
        db
            .Posts.AsNoTracking()
            .Where(post =>
                (post.State == PostState.Published && (request.All || request.Scheduled || post.PublishedAt <= now))
                || (post.State == PostState.Draft && (request.All || request.Drafts))
                || (post.State == PostState.Trash && (request.All || request.Trash))
            );

    /// <summary>Addresses by row id.</summary>
    public Task<Dictionary<int, string>> AddressesAsync(CancellationToken cancellationToken) =>
        Wanted
            .Select(post => new { post.Id, post.Address })
            .ToDictionaryAsync(post => post.Id, post => post.Address.Value, cancellationToken);

    /// <summary>Reads all posts.</summary>
    public async IAsyncEnumerable<(Row Row, PostFile File)> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var categories = await CategoryNamesAsync(cancellationToken);
        for (var last = ""; ; )
        {
            var rows = await Rows(Wanted.Where(post => post.AddressKey.CompareTo(last) > 0)).ToListAsync(cancellationToken);
            if (rows.Count == 0)
            {
                yield break;
            }

            last = rows[^1].AddressKey;
            foreach (var row in rows)
            {
                yield return (row, ToFile(row, row.CategoryId is { } id ? categories[id] : []));
            }
        }
    }

    private IQueryable<Row> Rows(IQueryable<Post> posts) =>
        posts
            .OrderBy(post => post.AddressKey)
            .Take(BatchSize)
            .Select(post => new Row
            {
                Id = post.Id,
                AddressKey = post.AddressKey,
                Address = post.Address.Value,
                Kind = post.Kind,
                State = post.State,
                Language = post.LanguageVariant ?? post.Language,
                Title = post.Title,
                Markdown = post.Markdown,
                Description = post.Description,
                Cover = post.Cover,
                CategoryId = post.CategoryId,
                Tags = post.Tags.Select(tag => tag.Name).ToList(),
                Pinned = post.Pinned,
                Hidden = post.Hidden,
                CommentsOpen = post.CommentsOpen,
                Evergreen = post.Evergreen,
                PublishedAt = post.PublishedAt,
                UpdatedAt = post.UpdatedAt,
                TranslationGroup = post.TranslationGroup,
                Series = post.Series,
                OtherFields = post.OtherFields,
                FeedId = post.FeedId,
                CreatedAt = post.CreatedAt,
                IsSample = post.IsSample,
                Author = post.Author!.Name,
                Former = db
                    .Redirects.Where(redirect => redirect.PostId == post.Id && !redirect.Path.Contains("?"))
                    .Select(redirect => redirect.Path)
                    .ToList(),
            });

    private async Task<Dictionary<int, IReadOnlyList<string>>> CategoryNamesAsync(CancellationToken cancellationToken)
    {
        var rows = await db.Categories.AsNoTracking().ToDictionaryAsync(category => category.Id, cancellationToken);
        return rows.ToDictionary(row => row.Key, row => NamesOf(row.Value));

        IReadOnlyList<string> NamesOf(Category category) =>
            category.ParentId is { } parent ? [.. NamesOf(rows[parent]), category.Name] : [category.Name];
    }

    private PostFile ToFile(Row row, IReadOnlyList<string> category) =>
        new()
        {
            Title = row.Title,
            Markdown = row.Markdown,
            BodyLine = 1,
            Language = row.Language,
            NamesLanguage = true,
            IsPage = row.Kind == PostKind.Page,
            IsDraft = row.State != PostState.Published,
            Date = Local(row.PublishedAt),
            Updated = row.UpdatedAt == row.PublishedAt ? null : Local(row.UpdatedAt),
            Address = row.Address,
            Name = NameOf(row.Address),
            Category = category,
            Tags = [.. row.Tags.Order(StringComparer.Ordinal)],
            Description = row.Description,
            Cover = row.Cover,
            IsPinned = row.Pinned,
            IsHidden = row.Hidden,
            CommentsOpen = row.CommentsOpen,
            IsEvergreen = row.Evergreen,
            Aliases = [.. row.Former.Order(StringComparer.Ordinal)],
            TranslationKey = row.TranslationGroup,
            Series = row.Series,
            OtherFields = row.OtherFields,
        };

    private DateTimeOffset? Local(DateTimeOffset? at) => at is { } instant ? TimeZoneInfo.ConvertTime(instant, zone) : null;

    private static string NameOf(string address)
    {
        var last = address.TrimEnd('/');
        return last[(last.LastIndexOf('/') + 1)..];
    }

    /// <summary>What is read of a post: not its HTML, which is made of its text.</summary>
    internal sealed class Row
    {
        public required int Id { get; init; }
        public required string AddressKey { get; init; }
        public required string Address { get; init; }
        public required PostKind Kind { get; init; }
        public required PostState State { get; init; }
        public required string Language { get; init; }
        public required string Title { get; init; }
        public required string Markdown { get; init; }
        public required string? Description { get; init; }
        public required string? Cover { get; init; }
        public required int? CategoryId { get; init; }
        public required IReadOnlyList<string> Tags { get; init; }
        public required bool Pinned { get; init; }
        public required bool Hidden { get; init; }
        public required bool CommentsOpen { get; init; }
        public required bool Evergreen { get; init; }
        public required DateTimeOffset? PublishedAt { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
        public required string? TranslationGroup { get; init; }
        public required string? Series { get; init; }
        public required string? OtherFields { get; init; }
        public required string FeedId { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public required bool IsSample { get; init; }
        public required string Author { get; init; }
        public required IReadOnlyList<string> Former { get; init; }
    }
}
