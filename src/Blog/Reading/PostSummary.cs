using Blog.Data;
using Blog.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading;

/// <summary>A post as the home page lists it.</summary>
public sealed record PostSummary(
    string Title,
    string Language,
    PostAddress Address,
    DateTimeOffset PublishedAt,
    bool Pinned,
    string? CategoryName,
    string? CategoryPath,
    int ReadingMinutes,
    RenderedHtml Summary)
{
    /// <summary>One page of summaries.</summary>
    /// <param name="posts">The posts in their order.</param>
    /// <param name="page">One-based.</param>
    /// <param name="perPage">Summaries on a page.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static Task<List<PostSummary>> PageAsync(IQueryable<Post> posts, int page, int perPage, CancellationToken cancellationToken) => posts
        .Skip((page - 1) * perPage).Take(perPage)
        .Select(post => new PostSummary(
            post.Title,
            post.Language,
            post.Address,
            post.PublishedAt!.Value,
            post.Pinned,
            post.Category!.Name,
            post.Category.Path,
            post.ReadingMinutes,
            post.SummaryHtml))
        .ToListAsync(cancellationToken);
}

/// <summary>A post as a plain list has it: day and title.</summary>
public sealed record PostRow(string Title, string Language, PostAddress Address, DateTimeOffset PublishedAt)
{
    /// <summary>Rows of posts, in their order.</summary>
    public static IQueryable<PostRow> Of(IQueryable<Post> posts) =>
        posts.Select(post => new PostRow(post.Title, post.Language, post.Address, post.PublishedAt!.Value));
}

/// <summary>Rows under one heading: a year, or none.</summary>
public sealed record RowsModel(IReadOnlyList<PostRow> Rows, bool WithYear);
