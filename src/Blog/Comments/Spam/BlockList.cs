using Blog.Data;
using Blog.Data.Comments;
using Blog.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace Blog.Comments.Spam;

/// <summary>The networks and words that the owner blocks, read once after each change of them.</summary>
public sealed class BlockList(DatabaseChangeMonitor changes)
{
    private readonly CachedUntilChange<Blocks> _cache = new(changes, nameof(BlogDb.CommentBlocks));

    /// <summary>Whether the owner accepts nothing from a network.</summary>
    /// <param name="network">As <see cref="Data.Security.ClientNetwork"/> writes it.</param>
    public async Task<bool> HasNetworkAsync(BlogDb db, string network, CancellationToken cancellationToken) =>
        (await GetAsync(db, cancellationToken)).Networks.Contains(network);

    /// <summary>The blocked words.</summary>
    public async Task<IReadOnlyList<string>> WordsAsync(BlogDb db, CancellationToken cancellationToken) =>
        (await GetAsync(db, cancellationToken)).Words;

    private ValueTask<Blocks> GetAsync(BlogDb db, CancellationToken cancellationToken) =>
        _cache.GetAsync(async () =>
        {
            var blocks = await db
                .CommentBlocks.AsNoTracking()
                .Select(block => new { block.Kind, block.Value })
                .ToListAsync(cancellationToken);
            var byKind = blocks.ToLookup(block => block.Kind, block => block.Value);
            return new Blocks(byKind[CommentBlockKind.Network].ToHashSet(StringComparer.Ordinal), [.. byKind[CommentBlockKind.Word]]);
        });

    private sealed record Blocks(HashSet<string> Networks, IReadOnlyList<string> Words);
}
