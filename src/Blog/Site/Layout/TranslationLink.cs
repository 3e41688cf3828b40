using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Site.Layout;

/// <summary>Where a listed post can be read in another language.</summary>
public sealed record TranslationLink(string Language, PostAddress Address)
{
    /// <summary>The other members of a post's group.</summary>
    public static IReadOnlyList<TranslationLink> Others(ILookup<string, TranslationLink> byGroup, string? group, string language) =>
        group is null ? [] : [.. byGroup[group].Where(other => other.Language != language)];

    /// <summary>The members of translation groups, each group by language.</summary>
    /// <param name="groups">Translation groups; null for a post without translation.</param>
    /// <param name="now">The instant that decides what is public.</param>
    public static async Task<ILookup<string, TranslationLink>> ByGroupAsync(
        BlogDb db,
        IEnumerable<string?> groups,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var wanted = groups.OfType<string>().Distinct().ToList();
        var found =
            wanted.Count == 0
                ? []
                : await db
                    .Posts.InGroups(wanted)
                    .Published(now)
                    .Where(post => !post.Hidden)
                    .OrderBy(post => post.Language)
                    .ThenBy(post => post.Id)
                    .Select(post => new
                    {
                        post.TranslationGroup,
                        post.Language,
                        post.Address,
                    })
                    .ToListAsync(cancellationToken);
        return found.ToLookup(row => row.TranslationGroup!, row => new TranslationLink(row.Language, row.Address), StringComparer.Ordinal);
    }
}
