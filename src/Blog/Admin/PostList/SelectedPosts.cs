using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.PostList;

/// <summary>The ticked rows of a list.</summary>
public sealed class SelectedPosts(OpenPosts posts)
{
    /// <summary>Maximum number of posts per action.</summary>
    public const int Most = 1000;

    /// <summary>Posts whose selection an address can carry.</summary>
    public const int MostInAddress = 100;

    /// <summary>Reads the ticked boxes of a list; the one in its head stands for all posts that match, separated by spaces.</summary>
    public static IReadOnlyList<SelectedPost> Read(IEnumerable<string?> ticked) =>
        [
            .. ticked
                .SelectMany(box => (box ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(SelectedPost.Parse)
                .OfType<SelectedPost>()
                .DistinctBy(selectedPost => selectedPost.Id)
                .Take(Most),
        ];

    /// <summary>The value of one box that stands for several posts.</summary>
    public static string Join(IEnumerable<SelectedPost> picks) => string.Join(' ', picks);

    /// <summary>The selected posts that the person may edit, for a confirmation page.</summary>
    public async Task<IReadOnlyList<Post>> FindAsync(IReadOnlyList<SelectedPost> picks, Actor actor, CancellationToken cancellationToken)
    {
        var ids = picks.Select(selectedPost => selectedPost.Id).ToList();
        return await posts.Of(actor).Where(post => ids.Contains(post.Id)).OrderBy(post => post.Id).ToListAsync(cancellationToken);
    }
}
