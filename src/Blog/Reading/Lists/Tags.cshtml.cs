using Blog.Caching;
using Blog.Data;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Lists;

/// <summary>All tags of public posts: the most used ones, then all by name.</summary>
[PublicPage]
public sealed class TagsModel(BlogDb db, ListedPosts posts, SiteContext site) : PageModel, IPage
{
    /// <summary>Up to this many tags, a single cloud shows all of them.</summary>
    private const int SingleCloudLimit = 20;

    private const int MostShown = 12;

    /// <summary>Minimum number of tags in a group: one group for each letter would take more room than the names.</summary>
    private const int PerGroup = 6;

    public PageHead Head => PageHead.ForList(site, "/tags", 1, "/tags", site.Texts.Tags, site.Texts.TagsDescription);

    public int Count { get; private set; }

    /// <summary>The most used first; empty if all of them fit in one cloud.</summary>
    public IReadOnlyList<Row> Most { get; private set; } = [];

    /// <summary>All tags by initial letter.</summary>
    public IReadOnlyList<Group> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!this.IsAskedAt("/tags"))
        {
            return this.Moved(site.Href("/tags"));
        }

        var all = await posts.AllAsync(cancellationToken);
        var counts = all.CountByTag(posts.Now, site.ListedLanguage);
        var tags = await db.Tags.AsNoTracking().ToListAsync(cancellationToken);
        var rows = tags.Where(tag => counts.ContainsKey(tag.Id)).Select(tag => new Row(tag.Name, tag.Slug, counts[tag.Id])).ToList();
        Count = rows.Count;
        var byUse = rows.OrderByDescending(row => row.Count).ThenBy(row => row.Name, InitialLetters.Order);
        if (Count > SingleCloudLimit)
        {
            (Most, Groups) = ([.. byUse.Take(MostShown)], ByLetter(rows));
        }
        else if (Count > 0)
        {
            Groups = [new Group("", [.. byUse])];
        }

        return Page();
    }

    /// <summary>Size of a name in the cloud, as a class of the stylesheet.</summary>
    public static string? SizeOf(Row row) =>
        row.Count > 20 ? "w3"
        : row.Count > 8 ? "w2"
        : null;

    private static List<Group> ByLetter(IEnumerable<Row> rows)
    {
        var (groups, open) = (new List<Group>(), new List<(char Letter, Row Row)>());
        foreach (
            var letter in rows.GroupBy(row => InitialLetters.Of(row.Name))
                .OrderBy(letter => letter.Key == InitialLetters.Other ? char.MaxValue : letter.Key)
        )
        {
            if (open.Count >= PerGroup)
            {
                Close();
            }

            open.AddRange(letter.OrderBy(row => row.Name, InitialLetters.Order).Select(row => (letter.Key, row)));
        }

        Close();
        return groups;

        void Close()
        {
            groups.Add(
                new Group(
                    open[0].Letter == open[^1].Letter ? $"{open[0].Letter}" : $"{open[0].Letter} – {open[^1].Letter}",
                    [.. open.Select(one => one.Row)]
                )
            );
            open.Clear();
        }
    }

    /// <summary>A tag and its number of posts.</summary>
    public sealed record Row(string Name, Slug Slug, int Count);

    /// <summary>Tags with adjacent initial letters.</summary>
    /// <param name="Letters">The first, or the first and the last; empty if there is only one group.</param>
    /// <param name="Rows">The tags, by name.</param>
    public sealed record Group(string Letters, IReadOnlyList<Row> Rows);
}
