using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.PostList;

/// <summary>The ticked rows of a list.</summary>
public sealed class SelectedPosts(OpenPosts posts)
{
    /// <summary>Maximum number of posts per action: more than a page of the list holds.</summary>
    public const int Most = 100;

    /// <summary>Reads the ticked boxes of a list.</summary>
    public static IReadOnlyList<SelectedPost> Read(IEnumerable<string?> ticked) =>
        [.. ticked.Select(SelectedPost.Parse).OfType<SelectedPost>().DistinctBy(selectedPost => selectedPost.Id).Take(Most)];

    /// <summary>The selected posts that the person may edit, for a confirmation page.</summary>
    public async Task<IReadOnlyList<Post>> FindAsync(IReadOnlyList<SelectedPost> picks, Actor actor, CancellationToken cancellationToken)
    {
        var ids = picks.Select(selectedPost => selectedPost.Id).ToList();
        return await posts.Of(actor).Where(post => ids.Contains(post.Id)).OrderBy(post => post.Id).ToListAsync(cancellationToken);
    }
}
