using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Blog.Data.Settings;
using Blog.Portability.Import.OldSites;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>Keeps the addresses of the old site's lists, feeds and archives: each redirects to the page that shows the same here.</summary>
internal sealed class OldPageRedirects(BlogDb db, OldSite site, TimeProvider clock)
{
    private const int PagesPerWrite = 500;

    /// <summary>Adds the redirects that are missing; the import may run again.</summary>
    /// <returns>Every old address and where it leads, in order.</returns>
    public async Task<IReadOnlyList<KeptAddress>> KeepAsync(
        IReadOnlyList<ImportItem> items,
        SiteSettings settings,
        TimeZoneInfo zone,
        int? runId,
        bool isDryRun,
        CancellationToken cancellationToken
    )
    {
        var pages = PagesOf(site, items.Where(item => item.Address != default), settings, zone);
        if (isDryRun)
        {
            return await PlanAsync(pages, settings, cancellationToken);
        }

        var kept = new List<KeptAddress>(pages.Count);
        foreach (var some in pages.Chunk(PagesPerWrite)) // a large site has tens of thousands
        {
            kept.AddRange(await db.WriteAsync(() => AddAsync(some, settings, runId, cancellationToken), cancellationToken));
        }

        return kept;
    }

    /// <summary>The old addresses of everything that was no post, each once.</summary>
    public static List<OldPage> PagesOf(OldSite site, IEnumerable<ImportItem> items, SiteSettings settings, TimeZoneInfo zone)
    {
        var posts = items
            .Where(item => !item.Post.IsDraft && (item.Post.IsPage || item.Post.Date is not null))
            .Select(item => new OldPost(item.File, item.Post, EditionOf(item.Language, settings)))
            .ToList();
        return
        [
            .. site.PagesOf(posts, zone)
                .Prepend(new OldPage("/", OldTarget.ToPage(SystemPage.Home)))
                .SelectMany(page => site.Root.Length == 0 ? [page] : new[] { page, page with { Path = site.Root + page.Path } })
                .Select(page => page with { Path = OldPathParser.Canonical(page.Path, settings.EditionCodes) })
                .Where(page => page.Path.Length <= TextLengths.Path && PostAddress.KeyOf(page.Path) != "/" && !IsProtected(page.Path))
                .DistinctBy(page => PostAddress.KeyOf(page.Path)),
        ];
    }

    private static string EditionOf(string language, SiteSettings settings) =>
        settings.Find(language) is { } found && found != settings.Main ? found.Code : "";

    private static bool IsProtected(string path) => ReservedSegments.IsProtected(path[1..].Split('/')[0].ToLowerInvariant());

    /// <summary>A dry run has no tags and categories yet: their addresses are those that the names will get.</summary>
    private async Task<IReadOnlyList<KeptAddress>> PlanAsync(
        List<OldPage> pages,
        SiteSettings settings,
        CancellationToken cancellationToken
    )
    {
        var (tags, categories) = await TaxonomyAsync(cancellationToken);
        return
        [
            .. pages.Select(page => new KeptAddress(
                page.Path,
                page.Target switch
                {
                    { Tag: { } name } => tags.GetValueOrDefault(Slug.From(name, "tag").Value)?.Address
                        ?? "/tags/" + Slug.From(name, "tag").Value,
                    { Category: { } path } => categories.GetValueOrDefault(KeyOf(path))?.Address
                        ?? "/categories/" + string.Join('/', path.Select(name => Slug.From(name, "category").Value)),
                    { Page: var name } => SystemPage.PathOf(name!, settings.EditionCodes) ?? "/",
                }
            )),
        ];
    }

    private async Task<IReadOnlyList<KeptAddress>> AddAsync(
        OldPage[] pages,
        SiteSettings settings,
        int? runId,
        CancellationToken cancellationToken
    )
    {
        var (tags, categories) = await TaxonomyAsync(cancellationToken);
        var known = await RedirectKeys.TakenAsync(db, pages.Select(page => PostAddress.KeyOf(page.Path)), cancellationToken);
        var now = clock.GetUtcNow();
        var kept = new List<KeptAddress>();
        foreach (var page in pages)
        {
            if (Make(page, tags, categories, settings, now) is not { } made)
            {
                continue;
            }

            kept.Add(new KeptAddress(page.Path, made.Now));
            if (PostAddress.KeyOf(page.Path) != PostAddress.KeyOf(made.Now) && known.Add(made.Redirect.PathKey))
            {
                db.Redirects.Add(made.Redirect.Of(runId));
            }
        }

        return kept;
    }

    private static (Redirect Redirect, string Now)? Make(
        OldPage page,
        Dictionary<string, Tag> tags,
        Dictionary<string, Category> categories,
        SiteSettings settings,
        DateTimeOffset now
    )
    {
        var (path, target) = (page.Path, page.Target);
        Redirect WithFeed(Redirect redirect) => target.Page is { } feed ? redirect.ToFeed(feed) : redirect;
        string Address(string list) => SystemPage.FeedFile(target.Page) is { } file ? list + "/" + file : list;
        if (target.Category is { } names && categories.GetValueOrDefault(KeyOf(names)) is { } category)
        {
            return (WithFeed(Redirect.To(category, path, now)), Address(category.Address));
        }

        // A category beyond the first of a post became a tag.
        if ((target.Tag ?? target.Category?[^1]) is { } name)
        {
            return tags.GetValueOrDefault(Slug.From(name, "tag").Value) is { } tag
                ? (WithFeed(Redirect.To(tag, path, now)), Address(tag.Address))
                : null;
        }

        return target.Page is { } system && SystemPage.PathOf(system, settings.EditionCodes) is { } to
            ? (Redirect.ToPage(system, path, now), to)
            : null;
    }

    private async Task<(Dictionary<string, Tag> Tags, Dictionary<string, Category> Categories)> TaxonomyAsync(
        CancellationToken cancellationToken
    )
    {
        var tags = await db.Tags.ToListAsync(cancellationToken);
        var categories = await db.Categories.ToListAsync(cancellationToken);
        return (
            tags.GroupBy(tag => Slug.From(tag.Name, "tag").Value, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal),
            categories.ToDictionary(category => category.Path, StringComparer.Ordinal)
        );
    }

    private static string KeyOf(IReadOnlyList<string> path) => string.Join('/', path.Select(name => Slug.From(name, "category").Value));
}
