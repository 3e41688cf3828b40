using Blog.Data.Addresses;
using Blog.Data.Posts;

namespace Blog.Site.Layout;

/// <summary>A post in a plain list: day and title.</summary>
public sealed record PostRow(string Title, string Language, PostAddress Address, DateTimeOffset PublishedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Projects posts to rows, in their order.</summary>
    public static IQueryable<PostRow> Of(IQueryable<Post> posts) =>
        posts.Select(post => new PostRow(post.Title, post.Language, post.Address, post.PublishedAt!.Value, post.UpdatedAt));
}
