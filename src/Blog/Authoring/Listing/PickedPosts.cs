using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Authoring.Listing;

/// <summary>The ticked rows of a list.</summary>
public sealed class PickedPosts(OpenPosts posts)
{
    /// <summary>Most posts of one act: more than a page of the list holds.</summary>
    public const int Most = 100;

    /// <summary>Reads the ticked boxes of a list.</summary>
    public static IReadOnlyList<Pick> Read(IEnumerable<string?> ticked) => [.. ticked.Select(Pick.Parse).OfType<Pick>().DistinctBy(pick => pick.Id).Take(Most)];

    /// <summary>The picked posts that somebody may write, for a page that asks again.</summary>
    public async Task<IReadOnlyList<Post>> FindAsync(IReadOnlyList<Pick> picks, Actor actor, CancellationToken cancellationToken)
    {
        var ids = picks.Select(pick => pick.Id).ToList();
        return await posts.Of(actor).Where(post => ids.Contains(post.Id)).OrderBy(post => post.Id).ToListAsync(cancellationToken);
    }
}
