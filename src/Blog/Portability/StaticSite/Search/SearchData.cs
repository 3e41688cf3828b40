using Blog.Data;
using Blog.Data.Search;
using Blog.Portability.StaticSite.Files;
using Blog.Portability.StaticSite.Snapshot;

namespace Blog.Portability.StaticSite.Search;

/// <summary>
/// The data that the search of the static site loads: the posts in one small file, their titles in blocks, and the words in files by hash.
/// </summary>
/// <remarks>
/// No library: those that run in browsers load one whole index (MiniSearch, Lunr), or need their own program and a dictionary of words to
/// make it (Pagefind), and neither finds a single Han character and <c>C#</c>. The tokens are those of the blog's own search.
/// </remarks>
internal sealed class SearchData(BlogDb db, SiteSnapshot site, ISiteTarget target)
{
    private const string Index = FileKinds.SearchFolder + "index.json";

    /// <summary>So many posts make a file of about 50 KB, which travels as 20.</summary>
    private const int PerShard = 40;

    private const int MostShards = 1024;
    private const int Chunk = 500;

    /// <summary>Above this share of changed posts, reading the old index costs more than making a new one.</summary>
    private const int MostChanged = 4;

    private readonly List<PostFacts> _posts = [.. site.Posts.Values.Where(post => !post.Hidden).OrderBy(post => post.Id)];
    private Dictionary<int, string> _sought = [];
    private byte[]?[] _edited = [];

    /// <summary>Files of words that have to be made anew.</summary>
    private bool[] _isLost = [];

    /// <summary>
    /// Finds out what has changed, and reads the files of the earlier run. Writes nothing, so pages may be written meanwhile.
    /// </summary>
    /// <param name="fileOf">Path of the file of an address.</param>
    /// <param name="all">Whether to make everything anew.</param>
    public async Task PrepareAsync(Func<string, string> fileOf, bool all, CancellationToken cancellationToken)
    {
        _sought = _posts.ToDictionary(post => post.Id, post => Fingerprint.Of(post.Sought, post.TagNames));
        var count = 1;
        while (count < MostShards && count * PerShard < _posts.Count)
        {
            count *= 2;
        }

        (_edited, _isLost) = (new byte[]?[count], new bool[count]);
        var known = all ? null : SearchState.Read(target.NoteOf(fileOf(Index)));
        var gone = known?.Posts.Where(post => _sought.GetValueOrDefault(post.Key) != post.Value).Select(post => post.Key).ToHashSet() ?? [];
        var changed = _sought.Where(post => known?.Posts.GetValueOrDefault(post.Key) != post.Value).Select(post => post.Key).ToList();
        var isSame = known is not null && known.Version == SearchTokens.Version && known.Shards == count;
        if (!isSame || (gone.Count + changed.Count) * MostChanged > _sought.Count)
        {
            Array.Fill(_isLost, value: true);
        }
        else if (gone.Count + changed.Count > 0)
        {
            await EditAsync(fileOf, gone, await ShardsAsync(changed, _ => true, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Writes what has changed.</summary>
    /// <param name="add">Gives an address a file; null if it cannot have one.</param>
    public async Task WriteAsync(Func<string, StaticFile?> add, CancellationToken cancellationToken)
    {
        var index = add(Index);
        if (index is null)
        {
            return; // a post has this address: it is reported
        }

        await WriteShardsAsync(add, cancellationToken);
        await new SearchResults(db).WriteBlocksAsync(site, _posts, target, add, cancellationToken);
        if (add(FileKinds.SearchFolder + "simplified.txt") is { } simplified)
        {
            await using var table = typeof(SearchTokens).Assembly.GetManifestResourceStream("Search/simplified.txt")!;
            using var copy = new MemoryStream();
            await table.CopyToAsync(copy, cancellationToken);
            await target.WriteAsync(simplified, copy.ToArray(), null, null, cancellationToken);
        }

        var state = new SearchState(SearchTokens.Version, _edited.Length, _sought);
        await target.WriteAsync(index, SearchResults.IndexOf(_posts, _edited.Length), null, state.Write(), cancellationToken);
    }

    private static string ShardAt(int number) =>
        FileKinds.SearchFolder + string.Create(CultureInfo.InvariantCulture, $"words/{number}.json");

    private async Task WriteShardsAsync(Func<string, StaticFile?> add, CancellationToken cancellationToken)
    {
        var count = _edited.Length;
        var inputs = string.Create(CultureInfo.InvariantCulture, $"{SearchTokens.Version}/{count}");
        var files = Enumerable.Range(0, count).Select(number => add(ShardAt(number))).ToList();
        for (var number = 0; number < count; number++)
        {
            if (_isLost[number] || files[number] is not { } file)
            {
                continue;
            }

            if (_edited[number] is { } bytes)
            {
                await target.WriteAsync(file, bytes, inputs, null, cancellationToken);
            }
            else
            {
                _isLost[number] = !target.TryKeep(file, inputs);
            }
        }

        if (_isLost.Contains(true))
        {
            var shards = await ShardsAsync(_sought.Keys, number => _isLost[number], cancellationToken);
            for (var number = 0; number < count; number++)
            {
                if (_isLost[number] && files[number] is { } file)
                {
                    await target.WriteAsync(file, shards[number].Write(), inputs, null, cancellationToken);
                }
            }
        }
    }

    /// <summary>Changes the files of the earlier run; one that is missing or damaged has to be made anew.</summary>
    private Task EditAsync(Func<string, string> fileOf, HashSet<int> gone, SearchShard[] added, CancellationToken cancellationToken) =>
        Parallel.ForAsync(
            0,
            added.Length,
            cancellationToken,
            async (i, stop) =>
            {
                if (gone.Count == 0 && added[i].IsEmpty)
                {
                    return;
                }

                if (await target.ReadAsync(fileOf(ShardAt(i)), stop) is { } bytes)
                {
                    _edited[i] = SearchShard.Edit(bytes, gone, added[i]);
                }
                else
                {
                    _isLost[i] = true;
                }
            }
        );

    /// <summary>The words of posts.</summary>
    /// <param name="takes">Whether the words of a file are wanted.</param>
    private async Task<SearchShard[]> ShardsAsync(IEnumerable<int> posts, Func<int, bool> takes, CancellationToken cancellationToken)
    {
        var count = _edited.Length;
        SearchShard[] shards = [.. Enumerable.Range(0, count).Select(_ => new SearchShard())];
        await foreach (var (post, words, inHead) in WordsAsync(posts, cancellationToken))
        {
            foreach (var word in words)
            {
                if (SearchShard.Of(word, count) is var number && takes(number))
                {
                    shards[number].Add(word, post, inHead);
                }
            }
        }

        return shards;
    }

    private async IAsyncEnumerable<(int Post, HashSet<string> Words, bool InHead)> WordsAsync(
        IEnumerable<int> ids,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var some in ids.Chunk(Chunk))
        {
            var posts = await db.RowsAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"SELECT Id, Title, PlainText FROM Posts WHERE Id IN ({string.Join(',', some)}) ORDER BY Id"
                ),
                row => new Text(row.GetInt32(0), row.GetString(1), row.GetString(2)),
                cancellationToken
            );
            var words = new (HashSet<string> Head, HashSet<string> Body)[posts.Count];
            Parallel.For(
                0,
                posts.Count,
                i =>
                {
                    var head = SearchWords.Of(posts[i].Title + "\n" + site.Posts[posts[i].Id].TagNames);
                    var body = SearchWords.Of(posts[i].Plain);
                    body.ExceptWith(head);
                    words[i] = (head, body);
                }
            );
            for (var i = 0; i < posts.Count; i++)
            {
                yield return (posts[i].Id, words[i].Head, true);
                yield return (posts[i].Id, words[i].Body, false);
            }
        }
    }

    private sealed record Text(int Id, string Title, string Plain);
}
