using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Redirects;

/// <summary>Asks for the redirects at many paths together.</summary>
internal static class RedirectKeys
{
    private const int KeysPerQuery = 500;

    /// <summary>Which of these keys have a redirect, saved or still to be saved.</summary>
    public static async Task<HashSet<string>> TakenAsync(BlogDb db, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var taken = db.Redirects.Local.Select(redirect => redirect.PathKey).ToHashSet(StringComparer.Ordinal);
        foreach (var chunk in keys.Chunk(KeysPerQuery))
        {
            taken.UnionWith(
                await db
                    .Redirects.Where(redirect => chunk.Contains(redirect.PathKey))
                    .Select(redirect => redirect.PathKey)
                    .ToListAsync(cancellationToken)
            );
        }

        return taken;
    }
}
