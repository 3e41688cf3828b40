using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Posts.Listing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Redirects;

/// <summary>Finds the post or redirect at a path, in any spelling.</summary>
public sealed class AddressLookup(BlogDb db, PublicPostIndex index)
{
    /// <summary>Looks up a decoded path.</summary>
    /// <param name="path">The request's path, decoded, without edition handling: addresses are stored whole.</param>
    /// <param name="now">The time for which posts are public.</param>
    public async Task<AddressMatch> FindAsync(string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (path.Length > TextLengths.Path)
        {
            return new AddressMatch(null, null);
        }

        var key = PostAddress.KeyOf(path);
        var found = await db
            .Posts.Published(now)
            .Where(post => post.AddressKey == key)
            .Select(post => new { post.Id, post.Address })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is not null)
        {
            return string.Equals(found.Address.Value, path, StringComparison.Ordinal)
                ? new AddressMatch(found.Id, null)
                : new AddressMatch(null, found.Address.Href);
        }

        if (await FindOldAsync(path, null, now, cancellationToken) is { } old)
        {
            return new AddressMatch(null, old.Href);
        }

        return new AddressMatch(
            null,
            PostEndings.Without(path) is { } post ? await HrefOfPostAsync(post, now, cancellationToken)
                : SmallerPictures.WholeOf(path) is { } picture ? (await FindOldAsync(picture, null, now, cancellationToken))?.Href
                : null
        );
    }

    private async Task<string?> HrefOfPostAsync(string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await FindPostsAsync([PostAddress.KeyOf(path)], cancellationToken);
        return found.Count == 0 ? null : (await PostAsync(found.Values.First(), now, cancellationToken))?.Href;
    }

    /// <summary>
    /// Finds the target of a former address. Existing pages take precedence: a redirect is inactive while a tag, category or post has its
    /// address, and becomes active again when that is removed.
    /// </summary>
    /// <param name="path">Decoded.</param>
    /// <param name="language">The language that the requested edition lists; null for all.</param>
    /// <param name="now">The time for which posts are public.</param>
    /// <returns>Null if there is no target, or if this reader could not see it: otherwise the tag of a draft would be disclosed.</returns>
    public async Task<OldAddress?> FindOldAsync(string path, string? language, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = PostAddress.KeyOf(path);
        var old = await db
            .Redirects.Where(redirect => redirect.PathKey == key)
            .Select(redirect => new
            {
                redirect.PostId,
                redirect.TagId,
                redirect.CategoryId,
                redirect.SeriesId,
                redirect.MediaFileId,
                redirect.Page,
            })
            .FirstOrDefaultAsync(cancellationToken);
        return old switch
        {
            { PostId: { } id } => await PostAsync(id, now, cancellationToken),
            { TagId: { } id, Page: var feed } => FeedOf(await TagAsync(id, language, now, cancellationToken), feed),
            { CategoryId: { } id, Page: var feed } => FeedOf(await CategoryAsync(id, language, now, cancellationToken), feed),
            { SeriesId: { } id } => await SeriesAsync(id, language, now, cancellationToken),
            { MediaFileId: { } id } => await db.Media.AsNoTracking().SingleOrDefaultAsync(file => file.Id == id, cancellationToken)
                is { } file
                ? new OldAddress(file.Path, false)
                : null,
            { Page: { } page } => await PageAsync(page, cancellationToken),
            _ => null,
        };
    }

    /// <summary>
    /// Finds the target of a former address that was told apart by its query (<c>/?p=12</c>), which the path alone does not show.
    /// </summary>
    /// <param name="query">One parameter, as <c>p=12</c>.</param>
    public Task<OldAddress?> FindQueryAsync(string query, DateTimeOffset now, CancellationToken cancellationToken) =>
        query.Length > TextLengths.Path ? Task.FromResult<OldAddress?>(null) : FindOldAsync("/?" + query, null, now, cancellationToken);

    /// <summary>
    /// The posts at addresses, present or former, in every state: for comments and counts that are kept with them. A post has its address
    /// before a redirect does.
    /// </summary>
    /// <param name="keys">As <see cref="PostAddress.KeyOf"/> gives them.</param>
    /// <returns>Row ids by key.</returns>
    public async Task<Dictionary<string, int>> FindPostsAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var some in keys.Distinct(StringComparer.Ordinal).Chunk(500))
        {
            var redirects = await db
                .Redirects.Where(redirect => redirect.PostId != null && some.Contains(redirect.PathKey))
                .Select(redirect => new { redirect.PathKey, redirect.PostId })
                .ToListAsync(cancellationToken);
            var posts = await db
                .Posts.Where(post => some.Contains(post.AddressKey))
                .Select(post => new { post.AddressKey, post.Id })
                .ToListAsync(cancellationToken);
            redirects.ForEach(redirect => found[redirect.PathKey] = redirect.PostId!.Value);
            posts.ForEach(post => found[post.AddressKey] = post.Id);
        }

        return found;
    }

    private static OldAddress? FeedOf(OldAddress? list, string? feed) =>
        list is not null && SystemPage.FeedFile(feed) is { } file ? list with { Href = list.Href + "/" + file } : list;

    private async Task<OldAddress?> PageAsync(string page, CancellationToken cancellationToken)
    {
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        return SystemPage.PathOf(page, settings.EditionCodes, settings.Friends.Path) is { } path
            ? new OldAddress(PostAddress.Encode(path), false)
            : null;
    }

    private async Task<OldAddress?> PostAsync(int id, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db
            .Posts.Published(now)
            .Where(post => post.Id == id)
            .Select(post => new { post.Address })
            .FirstOrDefaultAsync(cancellationToken)
            is { } post
            ? new OldAddress(post.Address.Href, false)
            : null;

    private async Task<OldAddress?> TagAsync(int id, string? language, DateTimeOffset now, CancellationToken cancellationToken) =>
        await index.GetAsync(cancellationToken) is var all && all.Any(now, language, all.Tagged(id))
            ? new OldAddress(
                PostAddress.Encode((await db.Tags.AsNoTracking().SingleAsync(tag => tag.Id == id, cancellationToken)).Address),
                true
            )
            : null;

    private async Task<OldAddress?> SeriesAsync(int id, string? language, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var series = await db.Series.AsNoTracking().SingleAsync(one => one.Id == id, cancellationToken);
        var parts = await db.Posts.Where(post => post.Series == series.Title).Select(post => post.Id).ToListAsync(cancellationToken);
        return await index.GetAsync(cancellationToken) is var all && all.Any(now, language, all.Places(parts))
            ? new OldAddress(PostAddress.Encode(series.Address), true)
            : null;
    }

    private async Task<OldAddress?> CategoryAsync(int id, string? language, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var categories = await db.Categories.AsNoTracking().ToListAsync(cancellationToken);
        if (categories.Find(category => category.Id == id) is not { } category)
        {
            return null;
        }

        var within = categories
            .Where(other => other.Path == category.Path || other.Path.StartsWith(category.Path + "/", StringComparison.Ordinal))
            .Select(other => other.Id)
            .ToHashSet();
        var all = await index.GetAsync(cancellationToken);
        return all.Any(now, language, all.Filed(within)) ? new OldAddress(PostAddress.Encode(category.Address), true) : null;
    }
}

/// <summary>The result for a path: at most one of the two is set.</summary>
/// <param name="PostId">The post at this path.</param>
/// <param name="RedirectTo">The target of a permanent redirect, percent-encoded, relative to the base path.</param>
public sealed record AddressMatch(int? PostId, string? RedirectTo);

/// <summary>The target of a former address.</summary>
/// <param name="Href">Percent-encoded, relative to the base path.</param>
/// <param name="IsInEveryEdition">Whether each edition has its own page for it.</param>
public sealed record OldAddress(string Href, bool IsInEveryEdition);
