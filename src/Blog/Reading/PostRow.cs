using Blog.Data;

namespace Blog.Reading;

/// <summary>A post as a plain list has it: day and title.</summary>
public sealed record PostRow(string Title, string Language, PostAddress Address, DateTimeOffset PublishedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Rows of posts, in their order.</summary>
    public static IQueryable<PostRow> Of(IQueryable<Post> posts) =>
        posts.Select(post => new PostRow(post.Title, post.Language, post.Address, post.PublishedAt!.Value, post.UpdatedAt));
}

/// <summary>Rows under one heading: a year, or none.</summary>
public sealed record RowsModel(IReadOnlyList<PostRow> Rows, bool WithYear);
