using System.Text.Json;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Settings;
using Blog.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Redirects;

/// <summary>
/// Caches the stored paths that take precedence over system pages (an imported <c>/archives/2021/</c>), so that a request below a reserved
/// segment needs no query. Loaded on first use and again after each change of posts, redirects or settings.
/// </summary>
/// <remarks>
/// A redirect at the current address of a tag or category is not included: existing pages take precedence. Drafts, trashed and scheduled
/// posts are not included, nor are redirects to them.
/// </remarks>
public sealed class PathOverrides(IServiceScopeFactory scopes, DatabaseChangeMonitor changes, TimeProvider clock)
{
    private readonly CachedUntilChange<Dictionary<string, DateTimeOffset>> _cache = new(
        changes,
        nameof(BlogDb.Posts),
        nameof(BlogDb.Redirects),
        nameof(BlogDb.Settings)
    );

    /// <summary>Whether a public post, or a redirect to a public page, is at a system path.</summary>
    /// <param name="path">Decoded, in any spelling, with the code of an edition.</param>
    public async ValueTask<bool> HoldsAsync(string path, SiteSettings settings, CancellationToken cancellationToken)
    {
        if (path.Length > TextLengths.Path || !ReservedSegments.MayBeOverridden(path, settings.EditionCodes))
        {
            return false;
        }

        var paths = await _cache.GetAsync(() => ReadAsync(settings, cancellationToken));
        return paths.TryGetValue(PostAddress.KeyOf(path), out var from) && from <= clock.GetUtcNow();
    }

    private async Task<Dictionary<string, DateTimeOffset>> ReadAsync(SiteSettings settings, CancellationToken cancellationToken)
    {
        var ranges = RangesOf(settings);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var paths = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (
            var old in await db
                .Redirects.FromSql(
                    $"SELECT r.* FROM json_each({ranges}) AS at CROSS JOIN Redirects AS r ON r.PathKey >= at.key AND r.PathKey < at.value"
                )
                .AsNoTracking()
                .Where(old => old.MediaFileId != null || old.Post!.State == PostState.Published)
                .Select(old => new
                {
                    old.PathKey,
                    old.PostId,
                    From = old.Post!.PublishedAt,
                })
                .ToListAsync(cancellationToken)
        )
        {
            if (!OldPathParser.IsOfTaxonomy(old.PathKey, settings.EditionCodes))
            {
                paths[old.PathKey] = old.PostId is null ? DateTimeOffset.MinValue : old.From ?? DateTimeOffset.MaxValue;
            }
        }

        foreach (
            var post in await db
                .Posts.FromSql(
                    $"SELECT p.* FROM json_each({ranges}) AS at CROSS JOIN Posts AS p ON p.AddressKey >= at.key AND p.AddressKey < at.value"
                )
                .AsNoTracking()
                .Where(post => post.State == PostState.Published)
                .Select(post => new { post.AddressKey, post.PublishedAt })
                .ToListAsync(cancellationToken)
        )
        {
            var from = post.PublishedAt ?? DateTimeOffset.MaxValue;
            paths[post.AddressKey] = paths.TryGetValue(post.AddressKey, out var redirected) && redirected < from ? redirected : from;
        }

        return paths;
    }

    /// <summary>
    /// The first key below each open segment, and the first one after all of them: SQLite finds them in the index of the keys, while it
    /// would go through all posts for the beginning of a text.
    /// </summary>
    private static string RangesOf(SiteSettings settings) =>
        JsonSerializer.Serialize(
            settings
                .EditionCodes.Select(code => $"/{code.ToLowerInvariant()}/")
                .Prepend("/")
                .SelectMany(root => ReservedSegments.Open.Select(segment => root + segment))
                .Distinct(StringComparer.Ordinal)
                .ToDictionary(path => path + "/", path => path + "0", StringComparer.Ordinal) // 0 follows the slash
        );
}
