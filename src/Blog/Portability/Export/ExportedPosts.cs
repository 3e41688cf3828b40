using System.Runtime.CompilerServices;
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
    public async IAsyncEnumerable<(Post Post, PostFile File)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var categories = await CategoryNamesAsync(cancellationToken);
        for (var last = ""; ; )
        {
            var posts = await Wanted
                .Where(post => post.AddressKey.CompareTo(last) > 0)
                .OrderBy(post => post.AddressKey)
                .Take(BatchSize)
                .Include(post => post.Tags)
                .Include(post => post.Author)
                .ToListAsync(cancellationToken);
            if (posts.Count == 0)
            {
                yield break;
            }

            last = posts[^1].AddressKey;
            foreach (var file in await FilesOfAsync(posts, categories, cancellationToken))
            {
                yield return file;
            }
        }
    }

    /// <summary>Reads some posts, in whatever state they are.</summary>
    public async Task<IReadOnlyList<(Post Post, PostFile File)>> ReadAsync(
        IReadOnlyCollection<int> wantedIds,
        CancellationToken cancellationToken
    )
    {
        var posts = await db
            .Posts.AsNoTracking()
            .Where(post => wantedIds.Contains(post.Id))
            .OrderBy(post => post.AddressKey)
            .Include(post => post.Tags)
            .Include(post => post.Author)
            .ToListAsync(cancellationToken);
        return await FilesOfAsync(posts, await CategoryNamesAsync(cancellationToken), cancellationToken);
    }

    private async Task<IReadOnlyList<(Post Post, PostFile File)>> FilesOfAsync(
        List<Post> posts,
        Dictionary<int, IReadOnlyList<string>> categories,
        CancellationToken cancellationToken
    )
    {
        var ids = posts.Select(post => (int?)post.Id).ToList();
        var former = (
            await db
                .Redirects.AsNoTracking()
                .Where(redirect => ids.Contains(redirect.PostId) && !EF.Functions.Like(redirect.Path, "%?%"))
                .Select(redirect => new { redirect.PostId, redirect.Path })
                .ToListAsync(cancellationToken)
        ).ToLookup(redirect => redirect.PostId, redirect => redirect.Path);
        return
        [
            .. posts.Select(post =>
                (
                    post,
                    post.ToContent().ToFile() with
                    {
                        IsDraft = post.State != PostState.Published,
                        Date = Local(post.PublishedAt),
                        Updated = post.UpdatedAt == post.PublishedAt ? null : Local(post.UpdatedAt),
                        Address = post.Address.Value,
                        Name = NameOf(post.Address.Value),
                        Category = post.CategoryId is { } id ? categories[id] : [],
                        Tags = [.. post.Tags.Select(tag => tag.Name).Order(StringComparer.Ordinal)],
                        Aliases = [.. former[post.Id].Order(StringComparer.Ordinal)],
                        TranslationKey = post.TranslationGroup,
                        OtherFields = post.OtherFields,
                    }
                )
            ),
        ];
    }

    private async Task<Dictionary<int, IReadOnlyList<string>>> CategoryNamesAsync(CancellationToken cancellationToken)
    {
        var rows = await db.Categories.AsNoTracking().ToDictionaryAsync(category => category.Id, cancellationToken);
        return rows.ToDictionary(row => row.Key, row => NamesOf(row.Value));

        IReadOnlyList<string> NamesOf(Category category) =>
            category.ParentId is { } parent ? [.. NamesOf(rows[parent]), category.Name] : [category.Name];
    }

    private DateTimeOffset? Local(DateTimeOffset? at) => at is { } instant ? TimeZoneInfo.ConvertTime(instant, zone) : null;

    private static string NameOf(string address)
    {
        var last = address.TrimEnd('/');
        return last[(last.LastIndexOf('/') + 1)..];
    }
}
