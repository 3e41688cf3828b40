using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Blog.Reading.Lists;
using Blog.Site;
using Blog.Site.Feeds;
using Blog.Site.Layout;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Feeds;

/// <summary>Serves the feeds of the whole site, of a tag and of a category, each in the edition named in its address.</summary>
internal sealed class FeedEndpoints(
    BlogDb db,
    ListedPosts posts,
    FeedEntries entries,
    AddressLookup addresses,
    SiteContext site,
    SiteOptions options
)
{
    /// <summary>All posts of the edition; an empty feed is valid.</summary>
    public async Task<IResult> SiteAsync(HttpContext context, FeedFormat format, CancellationToken cancellationToken)
    {
        using var list = posts.List(await posts.AllAsync(cancellationToken));
        var found = await entries.NewestAsync(list, cancellationToken);
        return Answer(context, format, "", "/", site.Language.Title, found);
    }

    /// <summary>The posts of a tag. Like its page, another spelling or a former name redirects to the current one.</summary>
    /// <param name="slug">The tag in any spelling.</param>
    public async Task<IResult> TagAsync(HttpContext context, FeedFormat format, string slug, CancellationToken cancellationToken)
    {
        var wanted = Slug.From(slug, "tag");
        var path = "/tags/" + wanted.Value;
        var tag = await db.Tags.AsNoTracking().FirstOrDefaultAsync(tag => tag.Slug == wanted, cancellationToken);
        var all = await posts.AllAsync(cancellationToken);
        using var list = posts.List(all, all.Tagged(tag?.Id ?? 0));
        if (tag is null || list.Count == 0)
        {
            return await ElsewhereAsync(context, format, path, cancellationToken);
        }

        var found = await entries.NewestAsync(list, cancellationToken);
        return Answer(context, format, path, path, $"{site.Texts.TaggedWith(tag.Name)} · {site.Language.Title}", found);
    }

    /// <summary>The posts of a category and its descendants.</summary>
    /// <param name="path">The category's path in any spelling, then the feed's own segment.</param>
    public async Task<IResult> CategoryAsync(HttpContext context, FeedFormat format, string path, CancellationToken cancellationToken)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries)[..^1];
        var wanted = string.Join('/', segments.Select(segment => Slug.From(segment, "category").Value));
        var categories = await CategoryTree.ReadAsync(db, cancellationToken);
        var category = categories.At(wanted);
        var all = await posts.AllAsync(cancellationToken);
        using var list = posts.List(all, all.Filed(categories.Under(category)));
        if (category is null || list.Count == 0)
        {
            return await ElsewhereAsync(context, format, "/categories/" + wanted, cancellationToken);
        }

        var found = await entries.NewestAsync(list, cancellationToken);
        return Answer(
            context,
            format,
            "/categories/" + wanted,
            "/categories/" + wanted,
            $"{site.Texts.FiledIn(categories.NamesOf(category))} · {site.Language.Title}",
            found
        );
    }

    private async Task<IResult> ElsewhereAsync(HttpContext context, FeedFormat format, string path, CancellationToken cancellationToken) =>
        await addresses.FindOldAsync(path, site.ListedLanguage, posts.Now, cancellationToken) is { IsInEveryEdition: true } old
            ? CacheableResponses.Moved(context, site.Href(old.Href + "/" + format.File))
            : Results.NotFound();

    private IResult Answer(HttpContext context, FeedFormat format, string folder, string page, string title, IReadOnlyList<FeedEntry> found)
    {
        var href = PostAddress.Encode(folder);
        if (!string.Equals(context.Request.Path.Value, folder + "/" + format.File, StringComparison.Ordinal))
        {
            return CacheableResponses.Moved(context, site.Href(href + "/" + format.File));
        }

        var (settings, assets) = (site.Settings, site.Assets);
        string Address(string path) => site.Absolute(SiteContext.EditionPath(path, site.Edition));
        var feed = new Feed
        {
            Id = Address(href + "/" + FeedFormat.Atom.File),
            Title = title,
            Subtitle = site.Language.Tagline,
            Language = site.Language.Tag,
            Self = Address(href + "/" + format.File),
            Home = Address(PostAddress.Encode(page)),
            Updated = found.Count == 0 ? null : found.Max(entry => entry.Updated),
            Licence = settings.LicenceName is { } licence ? new FeedLicence(licence, settings.LicenceUrl) : null,
            Icon = new Uri(options.PublicUrl, assets.Href("icon-512.png")).AbsoluteUri,
            SmallIcon = new Uri(options.PublicUrl, assets.Href("icon-144.png")).AbsoluteUri,
            Entries = found,
        };
        return CacheableResponses.Document(context, format.Write(feed), format.ContentType, feed.Updated);
    }
}
