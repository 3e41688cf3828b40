using Blog.Data.Posts;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Site.Http;

namespace Blog.Site.Layout;

/// <summary>A post as readers see it at its address, and as recipients of a preview link see it.</summary>
public sealed record PostArticle
{
    public required string Title { get; init; }

    /// <summary>BCP 47 tag of its language, which is also that of its labels and the layout.</summary>
    public required string Language { get; init; }

    /// <summary>BCP 47 tag of the text itself, which may be more exact (<c>zh-TW</c>); null where it is <see cref="Language"/>.</summary>
    public string? LanguageVariant { get; init; }

    /// <summary>Whether it is a post, which has a date, tags and neighbours; a page has none of them.</summary>
    public required bool IsPost { get; init; }

    /// <summary>When it was, or would be, published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>When the last announced update was made.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Name of its category; null for none.</summary>
    public string? CategoryName { get; init; }

    /// <summary>The category's path; null for none.</summary>
    public string? CategoryPath { get; init; }

    public required int Words { get; init; }

    /// <summary>In whole minutes.</summary>
    public required int Minutes { get; init; }

    public required TableOfContents Contents { get; init; }

    public required RenderedHtml Body { get; init; }

    public IReadOnlyList<(string Name, string Slug)> Tags { get; init; } = [];

    /// <summary>Name of its series; null for none.</summary>
    public string? SeriesName { get; init; }

    /// <summary>What is shown around it; empty if it is not public.</summary>
    public PostSurroundings Around { get; init; } = new();

    /// <summary>Whether to show a notice that it has not been updated for a long time.</summary>
    public bool IsOld { get; init; }

    /// <summary>The author's name; null if it is not shown.</summary>
    public string? AuthorName { get; init; }

    /// <summary>Path of the author's picture; null for none.</summary>
    public string? AuthorPicture { get; init; }

    /// <summary>Its path without the base path, percent-encoded; null until it has a public one.</summary>
    public string? Href { get; init; }

    /// <summary>With the players of the hosts that the owner allows, which the page is then allowed to load.</summary>
    public PostArticle WithPlayers(SiteContext site, HttpContext context)
    {
        var shown = HtmlSanitizer.ShowPlayers(Body, site.PlayerHosts, Language, site.PlayersAfterClick);
        SecurityHeaders.AllowFrames(context, shown.Hosts);
        return this with { Body = shown.Html };
    }

    /// <summary>Creates it from a stored post.</summary>
    /// <param name="post">With category and tags loaded.</param>
    /// <param name="publishedAt">When it is published, if the row has no date.</param>
    public static PostArticle Of(Post post, DateTimeOffset publishedAt) =>
        new()
        {
            Title = post.Title,
            Language = post.Language,
            LanguageVariant = post.LanguageVariant,
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
