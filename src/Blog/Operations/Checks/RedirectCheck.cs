using Blog.Data;
using Blog.Data.Addresses;
using Microsoft.EntityFrameworkCore;

namespace Blog.Operations.Checks;

/// <summary>Whether every old address has a target, under the key that requests are looked up by.</summary>
internal sealed class RedirectCheck(BlogDb db) : ICheck
{
    public string Name => "redirects";

    public async Task<CheckResult> RunAsync(bool repair, CancellationToken cancellationToken)
    {
        var redirects = await db.Redirects.AsNoTracking().OrderBy(redirect => redirect.PathKey).ToListAsync(cancellationToken);
        var report = new CheckResult(string.Create(CultureInfo.InvariantCulture, $"{redirects.Count}, each with a target"));
        report.Errors.AddRange(
            redirects
                .Where(redirect =>
                    redirect is { PostId: null, TagId: null, CategoryId: null, SeriesId: null, MediaFileId: null, Page: null }
                )
                .Select(redirect => $"{redirect.Path} has no target")
        );
        report.Errors.AddRange(
            redirects
                .Where(redirect => PostAddress.KeyOf(redirect.Path) != redirect.PathKey)
                .Select(redirect => $"{redirect.Path} is never found: it is stored under {redirect.PathKey}")
        );
        var posts = await db
            .Posts.AsNoTracking()
            .Select(post => new
            {
                post.Title,
                post.Address,
                post.AddressKey,
            })
            .ToListAsync(cancellationToken);
        report.Errors.AddRange(
            posts
                .Where(post => post.Address.Key != post.AddressKey)
                .Select(post => $"'{post.Title}' is never found at {post.Address}: it is stored under {post.AddressKey}")
        );
        var livePosts = posts.ToDictionary(post => post.AddressKey, post => post.Title, StringComparer.Ordinal);
        report.Notes.AddRange(
            redirects
                .Where(redirect => livePosts.ContainsKey(redirect.PathKey))
                .Select(redirect => $"the redirect at {redirect.Path} is inactive: '{livePosts[redirect.PathKey]}' has this address")
        );
        return report;
    }
}
