using System.Runtime.CompilerServices;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts.Listing;
using Blog.Site;
using Blog.Site.Layout;

namespace Blog.Reading.Feeds.Crawlers;

/// <summary>An address of the sitemap.</summary>
/// <param name="Path">Percent-encoded, without the base path.</param>
/// <param name="Changed">When the last announced change was made; null if unknown.</param>
/// <param name="Alternates">The same page in every language, itself included: BCP 47 tag or <c>x-default</c>, and path.</param>
internal sealed record SitemapUrl(string Path, DateTimeOffset? Changed, IReadOnlyList<(string Language, string Path)> Alternates);

/// <summary>
/// Every public address of the site in a fixed order, read in batches: the lists, then posts and pages, oldest first, so that the parts of
/// a large sitemap remain stable.
/// </summary>
internal sealed class SitemapUrls(BlogDb db, SitemapLists lists, ListedPosts posts, SiteContext site)
{
    /// <summary>
    /// Addresses and links to translations in one file: few enough that it is made in some milliseconds and kept in memory. Search engines
    /// would take 50,000 addresses in 50 MB (sitemaps.org).
    /// </summary>
    private const int MostLinks = 4_000;

    private const int BatchSize = 1000;

    private IReadOnlyList<SitemapUrl>? _known;

    /// <summary>How many addresses go into one file, and how many files that makes.</summary>
    public async Task<(int PerFile, int Files)> PlanAsync(CancellationToken cancellationToken)
    {
        var count = (await ListsAsync(cancellationToken)).Count + (await posts.AllAsync(cancellationToken)).OpenById(posts.Now).Count();
        var perFile = MostLinks / (site.Settings.Languages.Count + 1);
        return (perFile, Math.Max(1, (count + perFile - 1) / perFile));
    }

    /// <summary>The addresses of one file.</summary>
    public async IAsyncEnumerable<SitemapUrl> ReadAsync(int skip, int take, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = await ListsAsync(cancellationToken);
        foreach (var list in all.Skip(skip).Take(take))
        {
            yield return list;
        }

        var left = take - Math.Max(0, Math.Min(take, all.Count - skip));
        var open = await posts.AllAsync(cancellationToken);
        foreach (var batch in open.OpenById(posts.Now).Skip(Math.Max(0, skip - all.Count)).Take(left).Chunk(BatchSize))
        {
            var groups = Array.ConvertAll(batch, post => open.GroupOf(post, posts.Now));
            var ids = batch.Concat(groups.SelectMany(group => group)).Select(post => post.Id).Distinct();
            var addresses = await PublicAddresses.ReadAsync(db, ids, posts.Now, cancellationToken);
            for (var i = 0; i < batch.Length; i++)
            {
                if (addresses.TryGetValue(batch[i].Id, out var address))
                {
                    var changed = DateTimeOffset.FromUnixTimeMilliseconds(batch[i].ChangedAt);
                    yield return new SitemapUrl(address.Href, changed, Alternates(batch[i], groups[i], addresses));
                }
            }
        }
    }

    private async Task<IReadOnlyList<SitemapUrl>> ListsAsync(CancellationToken cancellationToken) =>
        _known ??= await lists.AllAsync(cancellationToken);

    /// <summary>One post for each language, the main one first; a second post in the same language is not a translation.</summary>
    private IReadOnlyList<(string, string)> Alternates(
        PublicPost post,
        IReadOnlyList<PublicPost> group,
        Dictionary<int, PostAddress> addresses
    )
    {
        if (group.Count < 2)
        {
            return [];
        }

        var texts = group
            .Where(member => addresses.ContainsKey(member.Id))
            .DistinctBy(member => member.Language)
            .OrderByDescending(member => member.Language == site.Settings.Main.Tag)
            .ToList();
        return texts.Count < 2 || texts.TrueForAll(member => member.Id != post.Id)
            ? []
            : [.. texts.Select(member => (member.Language, addresses[member.Id].Href)), ("x-default", addresses[texts[0].Id].Href)];
    }
}
