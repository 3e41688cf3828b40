using Blog.Data;
using Blog.Data.Addresses;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import;

/// <summary>
/// The addresses that no post may get as its new one, because something else was there: another post or list of the old site, or what a
/// redirect of this blog leads to. A post at such an address would be shown to everybody who follows the old link.
/// </summary>
internal sealed class HeldAddresses
{
    private readonly Dictionary<string, ImportItem> _posts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lists;
    private readonly Dictionary<string, int> _redirects;
    private readonly ILookup<int, string> _redirectsOf;

    private HeldAddresses(IEnumerable<ImportItem> items, IEnumerable<string> lists, Dictionary<string, int> redirects)
    {
        _lists = lists.Select(PostAddress.KeyOf).ToHashSet(StringComparer.Ordinal);
        (_redirects, _redirectsOf) = (redirects, redirects.ToLookup(redirect => redirect.Value, redirect => redirect.Key));
        foreach (var item in items)
        {
            foreach (var old in item.OldAddresses)
            {
                _posts.TryAdd(PostAddress.KeyOf(old), item);
            }
        }
    }

    /// <param name="items">The files of the import.</param>
    /// <param name="lists">Decoded old addresses of what was no post.</param>
    public static async Task<HeldAddresses> ReadAsync(
        IServiceProvider services,
        IReadOnlyList<ImportItem> items,
        IEnumerable<string> lists,
        CancellationToken cancellationToken
    )
    {
        var redirects = await services
            .GetRequiredService<BlogDb>()
            .Redirects.Select(redirect => new { redirect.PathKey, PostId = redirect.PostId ?? 0 })
            .ToDictionaryAsync(redirect => redirect.PathKey, redirect => redirect.PostId, StringComparer.Ordinal, cancellationToken);
        return new HeldAddresses(items, lists, redirects);
    }

    /// <summary>All of them, in the form of <see cref="PostAddress.KeyOf"/>.</summary>
    public IEnumerable<string> Keys => _posts.Keys.Concat(_lists).Concat(_redirects.Keys);

    /// <summary>Those that this file's post may have: its own old ones, and the ones that it has or had here.</summary>
    public IEnumerable<string> Of(ImportItem item)
    {
        var own = item.OldAddresses.Select(PostAddress.KeyOf);
        if (item.ExistingId is { } id)
        {
            own = own.Append(item.Address.Key).Concat(_redirectsOf[id]);
        }

        return own.Where(key => !IsOfAnother(key, item)).ToList();
    }

    private bool IsOfAnother(string key, ImportItem item) =>
        (_posts.TryGetValue(key, out var owner) && owner != item)
        || (_redirects.TryGetValue(key, out var post) && post != item.ExistingId && key != item.Address.Key);
}
