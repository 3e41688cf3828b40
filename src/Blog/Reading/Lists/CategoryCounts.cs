using System.Runtime.InteropServices;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Lists;

/// <summary>How many posts each category and its descendants contain; a post and its translations count once.</summary>
internal sealed class CategoryCounts
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    private CategoryCounts() { }

    /// <summary>Counts; posts without category are ignored.</summary>
    public static async Task<CategoryCounts> ReadAsync(IQueryable<Post> posts, CancellationToken cancellationToken)
    {
        var rows = await posts
            .Where(post => post.Category != null)
            .Select(post => new { post.Category!.Path, post.TranslationGroup })
            .ToListAsync(cancellationToken);
        var (counts, seen) = (new CategoryCounts(), new HashSet<(string Path, string Group)>());
        foreach (var row in rows)
        {
            for (var path = row.Path; ; path = path[..path.LastIndexOf('/')])
            {
                if (row.TranslationGroup is not { } group || seen.Add((path, group)))
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(counts._counts, path, out _)++;
                }

                if (!path.Contains('/', StringComparison.Ordinal))
                {
                    break;
                }
            }
        }

        return counts;
    }

    public int Of(string path) => _counts.GetValueOrDefault(path);
}
