using Blog.Caching.Pages;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Posts.Listing;
using Blog.Data.Search;
using Microsoft.EntityFrameworkCore;

namespace Blog.Caching.Eviction;

/// <summary>
/// The pages that a public post is on, or from now on belongs on: its own, those that link to it, and those beside which it has moved.
/// </summary>
/// <param name="editions">The beginnings of the editions' addresses; empty for none.</param>
internal sealed class PostTraces(
    BlogDb db,
    RelatedPosts related,
    PublicPosts posts,
    string basePath,
    IReadOnlyList<string> editions,
    DateTimeOffset now
)
{
    /// <summary>Decoded paths with the base path.</summary>
    public HashSet<string> Paths { get; } = new(StringComparer.Ordinal);

    public HashSet<int> Links { get; } = [];

    /// <summary>Adds a post that is public now or will be.</summary>
    public async Task AddAsync(Post post, CancellationToken cancellationToken)
    {
        Own(post.Address);
        foreach (var old in await db.Redirects.Where(old => old.PostId == post.Id).Select(old => old.Path).ToListAsync(cancellationToken))
        {
            AddPath(old);
            Links.Add(LocalLinks.HashOf(basePath + PostAddress.Encode(old)));
        }

        if (post.PublishedAt is null || post.Kind != PostKind.Post)
        {
            return;
        }

        // A post that shares a tag may name this one as related now, and no longer another.
        foreach (var tag in post.Tags)
        {
            Links.UnionWith(editions.Select(edition => LocalLinks.HashOf(basePath + edition + PostAddress.Encode(tag.Address))));
        }

        var (previous, next) = posts.Neighbours(post, now);
        var beside = posts.SeriesOf(post, now).ToHashSet();
        beside.UnionWith(new[] { previous, next }.OfType<int>());

        // By words, posts are nearly always related to each other: those that this one names will name it.
        beside.UnionWith(await related.FindAsync(post, now, cancellationToken));
        var group = post.TranslationGroup;
        foreach (
            var address in await db
                .Posts.Where(other => beside.Contains(other.Id) || (group != null && other.TranslationGroup == group))
                .Select(other => other.Address)
                .ToListAsync(cancellationToken)
        )
        {
            Paths.Add(basePath + address.Value);
        }
    }

    private void Own(PostAddress address)
    {
        AddPath(address.Value);
        Links.Add(LocalLinks.HashOf(basePath + address.Href));
    }

    private void AddPath(string path)
    {
        Paths.Add(basePath + path);
        Paths.Add(basePath + path.TrimEnd('/') + ".md"); // its source
    }
}
