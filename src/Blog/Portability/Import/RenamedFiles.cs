using Blog.Data.Addresses;
using Blog.Data.Posts;

namespace Blog.Portability.Import;

/// <summary>A post of an earlier import.</summary>
/// <param name="Id">Row id.</param>
/// <param name="Key">Identifies its file.</param>
/// <param name="Hash">Hash of what it was made of.</param>
internal sealed record KnownPost(
    int Id,
    string Key,
    string Hash,
    PostState State,
    string Language,
    string Title,
    DateTimeOffset? PublishedAt,
    PostAddress Address,
    bool IsSample
);

/// <summary>
/// Finds the post of a file that was renamed or moved since an earlier import, among the posts whose file is gone: by its content, by its
/// title and date, or by the address that it states. Each is found once.
/// </summary>
internal sealed class RenamedFiles(IEnumerable<KnownPost> gone)
{
    private readonly List<KnownPost> _gone = [.. gone.Where(post => !post.IsSample)];
    private readonly HashSet<int> _found = [];
    private Dictionary<string, KnownPost>? _byHash;
    private Dictionary<(string Title, string Language, DateTimeOffset At), KnownPost>? _byTitle;
    private Dictionary<string, KnownPost>? _byAddress;

    /// <summary>The post; null if the file is a new one.</summary>
    public KnownPost? Find(ImportItem item, string hash)
    {
        if (_gone.Count == 0)
        {
            return null;
        }

        _byHash ??= By(post => post.Hash);
        _byTitle ??= By(post => (post.Title, post.Language, post.PublishedAt ?? default));
        _byAddress ??= By(post => post.Address.Key);
        KnownPost? found = null;
        return
            (
                _byHash.TryGetValue(hash, out found)
                || (item.Post.Date is { } date && _byTitle.TryGetValue((item.Post.Title, item.Language, date), out found))
                || (item.Post.Address is { } address && _byAddress.TryGetValue(PostAddress.KeyOf(address), out found))
            ) && _found.Add(found.Id)
            ? found
            : null;
    }

    private Dictionary<T, KnownPost> By<T>(Func<KnownPost, T> key)
        where T : notnull => _gone.GroupBy(key).ToDictionary(group => group.Key, group => group.First());
}
