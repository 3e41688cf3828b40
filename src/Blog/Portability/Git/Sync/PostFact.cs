using System.Security.Cryptography;
using System.Text;
using Blog.Data;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git.Sync;

/// <summary>What tells whether the file of a post would be another one, without its texts.</summary>
/// <param name="IsWanted">Whether the repository should have it.</param>
/// <param name="Facts">Hash of everything that its file is made of.</param>
internal sealed record PostFact(int Id, int Version, PostState State, bool IsWanted, string Facts)
{
    /// <summary>Of all posts but samples, by row id.</summary>
    /// <param name="withDrafts">Whether drafts and scheduled posts are wanted too.</param>
    public static async Task<Dictionary<int, PostFact>> ReadAsync(
        BlogDb db,
        bool withDrafts,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        var categories = await db
            .Categories.AsNoTracking()
            .Select(one => new
            {
                one.Id,
                one.ParentId,
                one.Name,
            })
            .ToDictionaryAsync(one => one.Id, one => (one.ParentId, one.Name), cancellationToken);
        var tags = await db
            .Posts.SelectMany(post => post.Tags, (post, tag) => new { post.Id, tag.Name })
            .GroupBy(row => row.Id)
            .ToDictionaryAsync(group => group.Key, group => group.Select(row => row.Name).ToList(), cancellationToken);
        var redirects = await db
            .Redirects.AsNoTracking()
            .Where(redirect => redirect.PostId != null)
            .GroupBy(redirect => redirect.PostId!.Value)
            .ToDictionaryAsync(group => group.Key, group => group.Select(redirect => redirect.Path).ToList(), cancellationToken);
        var rows = await db
            .Posts.AsNoTracking()
            .Where(post => !post.IsSample)
            .Select(post => new
            {
                post.Id,
                post.Version,
                post.State,
                post.PublishedAt,
                post.UpdatedAt,
                post.CategoryId,
                post.TranslationGroup,
                post.AddressKey,
            })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(
            row => row.Id,
            row =>
            {
                var parts = new[]
                {
                    string.Create(CultureInfo.InvariantCulture, $"{row.Version} {row.PublishedAt:O} {row.UpdatedAt:O}"),
                    row.State.ToString(),
                    row.AddressKey,
                    row.TranslationGroup ?? "",
                    settings.Zone.Id,
                    string.Join('/', CategoryOf(row.CategoryId)),
                }
                    .Concat((tags.GetValueOrDefault(row.Id) ?? []).Order(StringComparer.Ordinal))
                    .Concat((redirects.GetValueOrDefault(row.Id) ?? []).Order(StringComparer.Ordinal));
                var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
                var isWanted =
                    (row.State == PostState.Published && (withDrafts || row.PublishedAt <= now))
                    || (row.State == PostState.Draft && withDrafts);
                return new PostFact(row.Id, row.Version, row.State, isWanted, Convert.ToHexStringLower(hash.AsSpan(0, 16)));
            }
        );

        IEnumerable<string> CategoryOf(int? id)
        {
            for (; id is { } known; id = categories[known].ParentId)
            {
                yield return categories[known].Name;
            }
        }
    }
}
