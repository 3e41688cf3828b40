using Blog.Data.Posts;
using Blog.Rendering.Output;

namespace Blog.Site.Layout;

/// <summary>A post as readers see it at its address, and as those see it who were sent a preview of it.</summary>
public sealed record PostArticle
{
    public required string Title { get; init; }

    /// <summary>BCP 47 tag of its language, which its labels and the layout around it speak.</summary>
    public required string Language { get; init; }

    /// <summary>A post has a date, tags and neighbours; a page has none of them.</summary>
    public required bool IsPost { get; init; }

    /// <summary>From when on it is, or would be, public.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>When readers were last told that it changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Name of its category; null for none.</summary>
    public string? CategoryName { get; init; }

    /// <summary>The category's path; null for none.</summary>
    public string? CategoryPath { get; init; }

    public required int Words { get; init; }

    /// <summary>Whole minutes.</summary>
    public required int Minutes { get; init; }

    public required TableOfContents Contents { get; init; }

    public required RenderedHtml Body { get; init; }

    /// <summary>Its tags, in their order.</summary>
    public IReadOnlyList<(string Name, string Slug)> Tags { get; init; } = [];

    /// <summary>Name of its series; null for none.</summary>
    public string? SeriesName { get; init; }

    /// <summary>What stands around it; nothing where it is not public.</summary>
    public PostSurroundings Around { get; init; } = new();

    /// <summary>Whether it says that it was not updated for long.</summary>
    public bool IsOld { get; init; }

    /// <summary>Who wrote it; null where that is not said.</summary>
    public string? AuthorName { get; init; }

    /// <summary>Its address below the base path, percent-encoded; null before it has one for readers.</summary>
    public string? Href { get; init; }

    /// <summary>What is stored.</summary>
    /// <param name="post">With category and tags.</param>
    /// <param name="publishedAt">When it is public, where the row does not say.</param>
    public static PostArticle Of(Post post, DateTimeOffset publishedAt) =>
        new()
        {
            Title = post.Title,
            Language = post.Language,
            IsPost = post.Kind == PostKind.Post,
            PublishedAt = post.PublishedAt ?? publishedAt,
            UpdatedAt = post.UpdatedAt,
            SeriesName = post.Series,
            CategoryName = post.Category?.Name,
            CategoryPath = post.Category?.Path,
            Words = post.WordCount,
            Minutes = post.ReadingMinutes,
            Contents = post.Contents,
            Body = post.BodyHtml,
            Tags = [.. post.Tags.OrderBy(tag => tag.Id).Select(tag => (tag.Name, tag.Slug.Value))],
        };
}
