using System.Linq.Expressions;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Suggestions;

/// <summary>
/// Names of tags, categories and series that somebody may see, the most used first. An author sees no name that only drafts of others have:
/// it would tell what they write about.
/// </summary>
public sealed class KnownNames(BlogDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<KnownName>> TagsAsync(Actor actor, CancellationToken cancellationToken)
    {
        var visible = Visible(actor);
        var rows = await db
            .Tags.AsNoTracking()
            .Select(tag => new
            {
                tag.Name,
                Uses = tag.Posts.Count,
                Seen = tag.Posts.AsQueryable().Count(visible),
            })
            .ToListAsync(cancellationToken);
        return Sorted(rows.Where(row => actor.IsOwner || row.Uses == 0 || row.Seen > 0).Select(row => new KnownName(row.Name, row.Seen)));
    }

    /// <summary>
    /// Categories as they are typed: names from the top level down, separated by slashes. The posts below them count too.
    /// </summary>
    public async Task<IReadOnlyList<KnownName>> CategoriesAsync(Actor actor, CancellationToken cancellationToken)
    {
        var visible = Visible(actor);
        var rows = await db
            .Categories.AsNoTracking()
            .Select(category => new
            {
                category.Id,
                category.Name,
                category.ParentId,
                category.Path,
                Uses = category.Posts.Count,
                Seen = category.Posts.AsQueryable().Count(visible),
            })
            .ToDictionaryAsync(category => category.Id, cancellationToken);
        var sums = rows.Values.ToDictionary(
            row => row.Id,
            row =>
            {
                var below = rows.Values.Where(other =>
                    other.Id == row.Id || other.Path.StartsWith(row.Path + "/", StringComparison.Ordinal)
                );
                return (Uses: below.Sum(other => other.Uses), Seen: below.Sum(other => other.Seen));
            }
        );
        return Sorted(
            rows.Values.Select(row => Up(row.Id).Reverse().ToList())
                .Where(chain => actor.IsOwner || chain.TrueForAll(id => sums[id].Uses == 0 || sums[id].Seen > 0))
                .Select(chain => new KnownName(string.Join('/', chain.Select(id => rows[id].Name)), sums[chain[^1]].Seen)
                {
                    Path = rows[chain[^1]].Path,
                })
        );

        IEnumerable<int> Up(int? id)
        {
            for (var depth = 0; id is { } here && depth < rows.Count; depth++)
            {
                yield return here;
                id = rows[here].ParentId;
            }
        }
    }

    /// <summary>Titles of series, the newest first.</summary>
    public async Task<IReadOnlyList<KnownName>> SeriesAsync(Actor actor, CancellationToken cancellationToken)
    {
        var parts = db.Posts.Where(post => post.Series != null);
        var uses = await CountAsync(parts, cancellationToken);
        var seen = await CountAsync(parts.Where(Visible(actor)), cancellationToken);
        var titles = await db
            .Series.AsNoTracking()
            .OrderByDescending(series => series.Id)
            .Select(series => series.Title)
            .ToListAsync(cancellationToken);
        return
        [
            .. titles
                .Where(title => actor.IsOwner || seen.ContainsKey(title) || !uses.ContainsKey(title))
                .Select(title => new KnownName(title, seen.GetValueOrDefault(title))),
        ];
    }

    private static Task<Dictionary<string, int>> CountAsync(IQueryable<Post> parts, CancellationToken cancellationToken) =>
        parts
            .GroupBy(post => post.Series!)
            .Select(group => new { Title = group.Key, Count = group.Count() })
            .ToDictionaryAsync(series => series.Title, series => series.Count, StringComparer.Ordinal, cancellationToken);

    private Expression<Func<Post, bool>> Visible(Actor actor)
    {
        var (now, mine, all) = (clock.GetUtcNow(), actor.AuthorId, actor.IsOwner);
        return post =>
            (post.State != PostState.Trash && (all || post.AuthorId == mine))
            || (post.State == PostState.Published && post.PublishedAt <= now);
    }

    private static IReadOnlyList<KnownName> Sorted(IEnumerable<KnownName> names) =>
        [.. names.OrderByDescending(name => name.Count).ThenBy(name => name.Name, StringComparer.CurrentCulture)];
}

/// <summary>A name that is there already.</summary>
/// <param name="Count">Posts with it, of those that its reader may see.</param>
public sealed record KnownName(string Name, int Count)
{
    /// <summary>The path of a category; null for others.</summary>
    public string? Path { get; init; }
}
