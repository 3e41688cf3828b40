using System.Runtime.CompilerServices;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

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
internal sealed class SitemapUrls(BlogDb db, SitemapLists lists, SiteContext site, TimeProvider clock)
{
    /// <summary>Maximum number of addresses in one file (sitemaps.org).</summary>
    public const int MostUrls = 50_000;

    private const int MostBytes = 50_000_000; // the limit is 50 MiB
    private const int BatchSize = 1000;
    private const int BytesOfCharacter = 9; // a Han character, percent-encoded
    private const int BytesOfTags = 110; // around each address, including its language

    private IReadOnlyList<SitemapUrl>? _known;

    /// <summary>How many addresses go into one file, and how many files that makes.</summary>
    public async Task<(int PerFile, int Files)> PlanAsync(CancellationToken cancellationToken)
    {
        var total = (await ListsAsync(cancellationToken)).Count + await Open().CountAsync(cancellationToken);
        var longest = Math.Max(
            await Open().MaxAsync(post => (int?)post.AddressKey.Length, cancellationToken) ?? 0,
            PostAddress.MaxLength / 4
        );
        var languages = site.Settings.Languages.Count;
        var bytes =
            (languages > 1 ? languages + 2 : 1) * (site.Absolute("/index.html").Length + (BytesOfCharacter * longest) + BytesOfTags);
        var perFile = total * (long)bytes <= MostBytes ? MostUrls : Math.Min(MostUrls, MostBytes / bytes);
        return (perFile, Math.Max(1, (total + perFile - 1) / perFile));
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
        var rest = Rows(Open()).Skip(Math.Max(0, skip - all.Count));
        for (var lastId = 0; left > 0; )
        {
            var rows = await rest.Take(Math.Min(BatchSize, left)).ToListAsync(cancellationToken);
            if (rows.Count == 0)
            {
                yield break;
            }

            var groups = await GroupsAsync(rows, cancellationToken);
            foreach (var row in rows)
            {
                yield return new SitemapUrl(
                    row.Address.Href,
                    row.UpdatedAt > row.PublishedAt ? row.UpdatedAt : row.PublishedAt,
                    Alternates(row, groups)
                );
            }

            left -= rows.Count;
            lastId = rows[^1].Id;
            rest = Rows(Open().Where(post => post.Id > lastId));
        }
    }

    private static IQueryable<Row> Rows(IQueryable<Post> posts) =>
        posts
            .OrderBy(post => post.Id)
            .Select(post => new Row(post.Id, post.Language, post.Address, post.TranslationGroup, post.PublishedAt!.Value, post.UpdatedAt));

    private IQueryable<Post> Open() => db.Posts.AsNoTracking().Published(clock.GetUtcNow()).Where(post => !post.Hidden);

    private async Task<IReadOnlyList<SitemapUrl>> ListsAsync(CancellationToken cancellationToken) =>
        _known ??= await lists.AllAsync(cancellationToken);

    private async Task<ILookup<string, Row>> GroupsAsync(List<Row> rows, CancellationToken cancellationToken)
    {
        var names = rows.Select(row => row.Group).OfType<string>().Distinct().ToList();
        var members =
            names.Count == 0 ? [] : await Rows(Open().Where(post => names.Contains(post.TranslationGroup!))).ToListAsync(cancellationToken);
        return members.ToLookup(row => row.Group!, StringComparer.Ordinal);
    }

    /// <summary>One post for each language, the main one first; a second post in the same language is not a translation.</summary>
    private IReadOnlyList<(string, string)> Alternates(Row row, ILookup<string, Row> groups)
    {
        if (row.Group is null)
        {
            return [];
        }

        var texts = groups[row.Group]
            .DistinctBy(member => member.Language)
            .OrderByDescending(member => member.Language == site.Settings.Main.Tag)
            .ToList();
        return texts.Count < 2 || texts.TrueForAll(member => member.Id != row.Id)
            ? []
            : [.. texts.Select(member => (member.Language, member.Address.Href)), ("x-default", texts[0].Address.Href)];
    }

    private sealed record Row(
        int Id,
        string Language,
        PostAddress Address,
        string? Group,
        DateTimeOffset PublishedAt,
        DateTimeOffset UpdatedAt
    );
}
