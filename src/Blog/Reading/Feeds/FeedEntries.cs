using AngleSharp.Dom;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Posts.Listing;
using Blog.Data.Settings;
using Blog.Site;
using Blog.Site.Feeds;
using Blog.Site.Layout;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Feeds;

/// <summary>Loads posts as feed entries.</summary>
internal sealed class FeedEntries(ListedPosts posts, SiteContext site)
{
    /// <summary>Enough that a reader who checks once a week misses none, and few enough that a feed of full texts stays small.</summary>
    public const int Count = 20;

    /// <summary>The newest entries.</summary>
    /// <param name="list">Newest first.</param>
    public async Task<IReadOnlyList<FeedEntry>> NewestAsync(PostList list, CancellationToken cancellationToken)
    {
        var newest = list.Range(0, Count);
        var rows = await posts
            .Rows(newest)
            .Include(post => post.Author)
            .Include(post => post.Category)
            .Include(post => post.Tags)
            .AsSplitQuery()
            .ToListAsync(cancellationToken);
        var found = ListedPosts.InOrder(newest, rows, post => post.Id);
        var groups = found.Select(post => post.TranslationGroup).OfType<string>().Distinct().ToList();
        var siblings =
            groups.Count == 0
                ? []
                : await posts
                    .InGroups(groups)
                    .Select(post => new Sibling(post.TranslationGroup!, post.Language, post.Title, post.Address))
                    .ToListAsync(cancellationToken);
        var inGroup = siblings.ToLookup(sibling => sibling.Group, StringComparer.Ordinal);
        return [.. found.Select(post => Entry(post, post.TranslationGroup is null ? [] : inGroup[post.TranslationGroup]))];
    }

    private FeedEntry Entry(Post post, IEnumerable<Sibling> group)
    {
        var href = site.Absolute(post.Address.Href);
        var isWhole = site.Settings.Discovery.FeedContent == FeedContent.Full;
        var published = post.PublishedAt!.Value;
        return new FeedEntry
        {
            Id = post.FeedId,
            Href = href,
            Title = post.Title,
            Language = post.TextLanguage,
            Published = published,
            Updated = post.UpdatedAt > published ? post.UpdatedAt : published,
            Author = post.Author!.Name,
            AuthorPicture = post.Author.Picture is { } picture ? site.Absolute(picture) : null,
            Categories = Categories(post),
            Html = FeedHtml.Of(isWhole ? post.BodyHtml : post.SummaryHtml, href),
            IsWhole = isWhole,
            Description = post.Description,
            Image = post.Cover is { } cover ? Whole(cover, href) : null,
            Translations =
            [
                .. group
                    .Where(sibling => sibling.Language != post.Language)
                    .Select(sibling => new FeedTranslation(sibling.Language, site.Absolute(sibling.Address.Href), sibling.Title)),
            ],
        };
    }

    private List<FeedCategory> Categories(Post post)
    {
        var tags = post.Tags.OrderBy(tag => tag.Id).Select(tag => new FeedCategory(tag.Slug.Value, site.Absolute("/tags"), tag.Name));
        return
        [
            .. post.Category is { } category
                ? tags.Prepend(new FeedCategory(category.Path, site.Absolute("/categories"), category.Name))
                : tags,
            .. post.Series is { } series ? [new FeedCategory(series, site.Absolute("/series"), series)] : Array.Empty<FeedCategory>(),
        ];
    }

    /// <summary>A cover is a path without the base path, or is on another host.</summary>
    private string? Whole(string cover, string href)
    {
        var address = cover.StartsWith('/') && !cover.StartsWith("//", StringComparison.Ordinal) ? site.Absolute(cover) : cover;
        return new Url(new Url(href), address) is { IsInvalid: false, Scheme: "http" or "https" } url ? url.Href : null;
    }

    private sealed record Sibling(string Group, string Language, string Title, PostAddress Address);
}
