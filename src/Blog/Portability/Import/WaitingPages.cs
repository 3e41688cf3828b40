using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Redirects;
using Blog.Portability.Import.Comments;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>
/// Pages whose comments and counts were imported before their posts: an import that brings a post takes them to it.
/// </summary>
internal sealed class WaitingPages(BlogDb db, AddressLookup addresses, ImportedCommentWriter writer)
{
    /// <summary>More are left to be mapped when their comments are imported again, or by hand.</summary>
    private const int MaxPages = 10_000;

    /// <summary>Gives pages to the posts that have their addresses now.</summary>
    /// <param name="roots">Folders that the old site was in, which pages may have before their addresses.</param>
    /// <returns>What the report says of it.</returns>
    public async Task<IReadOnlyList<string>> MapAsync(IReadOnlyList<string> roots, CancellationToken cancellationToken)
    {
        var waiting = await db
            .FormerPages.AsNoTracking()
            .Where(page => page.PostId == null && page.Address != "")
            .OrderBy(page => page.Id)
            .Take(MaxPages)
            .Select(page => new { page.Id, page.Address })
            .ToListAsync(cancellationToken);
        var keys = waiting
            .Select(page => (page.Id, Parsed: PageAddress.Parse(page.Address)))
            .Where(page => page.Parsed is not null)
            .ToDictionary(
                page => page.Id,
                page => (IReadOnlyList<string>)[.. page.Parsed!.Keys, .. roots.SelectMany(page.Parsed.KeysBelow)]
            );
        var posts = await addresses.FindPostsAsync(keys.Values.SelectMany(some => some), cancellationToken);
        var mapped = 0;
        foreach (var (id, spellings) in keys)
        {
            if (spellings.FirstOrDefault(posts.ContainsKey) is { } found && await writer.MapAsync(id, posts[found], cancellationToken))
            {
                mapped++;
            }
        }

        return mapped == 0
            ? []
            :
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{mapped} pages whose comments or counts were imported before now belong to posts"
                ),
            ];
    }
}
