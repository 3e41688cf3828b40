using Blog.Caching.Pages;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Search;
using Microsoft.EntityFrameworkCore;

namespace Blog.Caching.Eviction;

/// <summary>
/// The pages that a public post is on, or from now on belongs on: its own, those that link to it, and those beside which it has moved.
/// </summary>
internal sealed class PostTraces(BlogDb db, RelatedPosts related, string basePath, DateTimeOffset now)
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

        if (post.PublishedAt is not { } at || post.Kind != PostKind.Post)
        {
            return;
        }

        var published = db.Posts.Published(now);
        var listed = published.Listed().In(post.Language);
        await BesideAsync(listed.Before(at, post.Id).Take(1), cancellationToken);
        await BesideAsync(listed.After(at, post.Id).Take(1), cancellationToken);
        if (post.Series is { } series)
        {
            await BesideAsync(listed.Where(other => other.Series == series), cancellationToken);
        }

        if (post.TranslationGroup is { } group)
        {
            await BesideAsync(published.Where(other => other.TranslationGroup == group), cancellationToken);
        }

        // Posts are related to each other, nearly always: those that this one names will name it.
        var ids = await related.FindAsync(post, now, cancellationToken);
        await BesideAsync(published.Where(other => ids.Contains(other.Id)), cancellationToken);
    }

    /// <summary>Adds where a post was.</summary>
    public void Own(PostAddress address)
    {
        AddPath(address.Value);
        Links.Add(LocalLinks.HashOf(basePath + address.Href));
    }

    private async Task BesideAsync(IQueryable<Post> posts, CancellationToken cancellationToken)
    {
        foreach (var address in await posts.Select(post => post.Address).ToListAsync(cancellationToken))
        {
            Paths.Add(basePath + address.Value);
        }
    }

    private void AddPath(string path)
    {
        Paths.Add(basePath + path);
        Paths.Add(basePath + path.TrimEnd('/') + ".md"); // its source
    }
}
