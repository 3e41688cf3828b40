using System.Text.Json;
using Blog.Data;
using Blog.Data.Search;
using Blog.Portability.StaticSite.Files;
using Blog.Portability.StaticSite.Snapshot;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.StaticSite.Search;

/// <summary>
/// The data that the search of the static site loads: the posts in one small file, their titles in blocks, and the words in files by hash.
/// </summary>
/// <remarks>
/// No library: those that run in browsers load one whole index (MiniSearch, Lunr), or need their own program and a dictionary of words to
/// make it (Pagefind), and neither finds a single Han character and <c>C#</c>. The tokens are those of the blog's own search.
/// </remarks>
internal sealed class SearchData(BlogDb db)
{
    private const string Index = FileKinds.SearchFolder + "index.json";
    private const int PerBlock = 200;

    /// <summary>So many posts make a file of about 50 KB, which travels as 20.</summary>
    private const int PerShard = 40;

    private const int MostShards = 1024;
    private const int Chunk = 500;

    /// <summary>Above this share of changed posts, reading the old index costs more than making a new one.</summary>
    private const int MostChanged = 4;

    /// <summary>Writes what has changed.</summary>
    /// <param name="add">Gives an address a file; null if it cannot have one.</param>
    /// <param name="all">Whether to make everything anew.</param>
    public async Task WriteAsync(
        SiteSnapshot site,
        ISiteTarget target,
        Func<string, StaticFile?> add,
        bool all,
        CancellationToken cancellationToken
    )
    {
        var posts = site.Posts.Values.Where(post => !post.Hidden).OrderBy(post => post.Id).ToList();
        var sought = posts.ToDictionary(
            post => post.Id,
            post => Fingerprint.Of(post.Sought, string.Join('\n', post.Tags.Select(id => site.Tags[id].Name)))
        );
        var shards = 1;
        while (shards < MostShards && shards * PerShard < posts.Count)
        {
            shards *= 2;
        }

        var index = add(Index);
        if (index is null)
        {
            return; // a post has this address: it is reported
        }

        var known = all ? null : State.Read(target.NoteOf(index.Path));
        await WriteShardsAsync(target, add, shards, known, sought, cancellationToken);
        await WriteBlocksAsync(site, posts, target, add, cancellationToken);
        if (add(FileKinds.SearchFolder + "simplified.txt") is { } simplified)
        {
            await using var table = typeof(SearchTokens).Assembly.GetManifestResourceStream("Search/simplified.txt")!;
            using var copy = new MemoryStream();
            await table.CopyToAsync(copy, cancellationToken);
            await target.WriteAsync(simplified, copy.ToArray(), null, null, cancellationToken);
        }

        var state = new State(SearchTokens.Version, shards, sought);
        await target.WriteAsync(index, IndexOf(posts, shards), null, JsonSerializer.Serialize(state), cancellationToken);
    }

    private async Task WriteShardsAsync(
        ISiteTarget target,
        Func<string, StaticFile?> add,
        int count,
        State? known,
        Dictionary<int, string> sought,
        CancellationToken cancellationToken
    )
    {
        var inputs = string.Create(CultureInfo.InvariantCulture, $"{SearchTokens.Version}/{count}");
        var files = Enumerable
            .Range(0, count)
            .Select(number => add(FileKinds.SearchFolder + string.Create(CultureInfo.InvariantCulture, $"words/{number}.json")))
            .ToList();
        var gone = known?.Posts.Where(post => sought.GetValueOrDefault(post.Key) != post.Value).Select(post => post.Key).ToHashSet() ?? [];
        var changed = sought.Where(post => known?.Posts.GetValueOrDefault(post.Key) != post.Value).Select(post => post.Key).ToList();
        var isSame = known is not null && known.Version == SearchTokens.Version && known.Shards == count;
        var isLost = new bool[count]; // to be made anew
        if (!isSame || (gone.Count + changed.Count) * MostChanged > sought.Count)
        {
            Array.Fill(isLost, value: true);
        }
        else
        {
            var added = await ShardsAsync(changed, count, _ => true, cancellationToken);
            var edited = await EditAsync(target, files, gone, added, isLost, cancellationToken);
            for (var number = 0; number < count; number++)
            {
                if (isLost[number] || files[number] is not { } file)
                {
                    continue;
                }

                if (edited[number] is { } bytes)
                {
                    await target.WriteAsync(file, bytes, inputs, null, cancellationToken);
                }
                else
                {
                    isLost[number] = !target.TryKeep(file, inputs);
                }
            }
        }

        if (isLost.Contains(true))
        {
            var shards = await ShardsAsync(sought.Keys, count, number => isLost[number], cancellationToken);
            for (var number = 0; number < count; number++)
            {
                if (isLost[number] && files[number] is { } file)
                {
                    await target.WriteAsync(file, shards[number].Write(), inputs, null, cancellationToken);
                }
            }
        }
    }

    /// <summary>The files of the earlier run with what changed; null for one that stays as it is.</summary>
    /// <param name="isLost">Is set for those that are missing or damaged.</param>
    private static async Task<byte[]?[]> EditAsync(
        ISiteTarget target,
        List<StaticFile?> files,
        HashSet<int> gone,
        SearchShard[] added,
        bool[] isLost,
        CancellationToken cancellationToken
    )
    {
        var edited = new byte[]?[files.Count];
        await Parallel.ForAsync(
            0,
            files.Count,
            cancellationToken,
            async (i, stop) =>
            {
                if (files[i] is not { } file || (gone.Count == 0 && added[i].IsEmpty))
                {
                    return;
                }

                if (await target.ReadAsync(file.Path, stop) is { } bytes)
                {
                    edited[i] = SearchShard.Edit(bytes, gone, added[i]);
                }
                else
                {
                    isLost[i] = true;
                }
            }
        );
        return edited;
    }

    /// <summary>The words of posts.</summary>
    /// <param name="takes">Whether the words of a file are wanted.</param>
    private async Task<SearchShard[]> ShardsAsync(
        IEnumerable<int> posts,
        int count,
        Func<int, bool> takes,
        CancellationToken cancellationToken
    )
    {
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
            var posts = await db
                .Posts.AsNoTracking()
                .Where(post => some.Contains(post.Id))
                .OrderBy(post => post.Id)
                .Select(post => new
                {
                    post.Id,
                    post.Title,
                    post.PlainText,
                    Tags = post.Tags.Select(tag => tag.Name).ToList(),
                })
                .ToListAsync(cancellationToken);
            var words = new (HashSet<string> Head, HashSet<string> Body)[posts.Count];
            Parallel.For(
                0,
                posts.Count,
                i =>
                {
                    var head = SearchWords.Of(posts[i].Title + "\n" + string.Join('\n', posts[i].Tags));
                    var body = SearchWords.Of(posts[i].PlainText);
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

    /// <summary>What results show, in blocks by row id, so that a new post changes one block.</summary>
    private async Task WriteBlocksAsync(
        SiteSnapshot site,
        IEnumerable<PostFacts> posts,
        ISiteTarget target,
        Func<string, StaticFile?> add,
        CancellationToken cancellationToken
    )
    {
        foreach (var block in posts.GroupBy(post => post.Id / PerBlock))
        {
            var path = FileKinds.SearchFolder + string.Create(CultureInfo.InvariantCulture, $"posts/{block.Key}.json");
            var inputs = new Fingerprint().AddAll(block.Select(post => post.Whole + post.Row + site.CategoryOf(post))).ToString();
            if (add(path) is { } file && !target.TryKeep(file, inputs))
            {
                await target.WriteAsync(file, await BlockAsync(site, [.. block], cancellationToken), inputs, null, cancellationToken);
            }
        }
    }

    private async Task<byte[]> BlockAsync(SiteSnapshot site, List<PostFacts> posts, CancellationToken cancellationToken)
    {
        var ids = posts.ConvertAll(post => post.Id);
        var texts = await db
            .Posts.AsNoTracking()
            .Where(post => ids.Contains(post.Id))
            .Select(post => new { post.Id, Text = post.Description ?? post.PlainText.Substring(0, SearchHighlighter.Width + 1) })
            .ToDictionaryAsync(post => post.Id, post => post.Text, cancellationToken);
        using var bytes = new MemoryStream();
        using (var json = Json(bytes))
        {
            json.WriteStartObject();
            foreach (var post in posts)
            {
                json.WriteStartArray(post.Id.ToString(CultureInfo.InvariantCulture));
                json.WriteStringValue(post.Address.Href);
                json.WriteStringValue(post.Title);
                json.WriteStringValue(post.Language);
                json.WriteStringValue(site.ChainOf(post.CategoryId).LastOrDefault()?.Name ?? "");
                json.WriteStringValue(SearchHighlighter.Beginning(texts.GetValueOrDefault(post.Id, "")));
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>All posts with their day and language, so that hits can be put in order before their titles are loaded.</summary>
    private static byte[] IndexOf(List<PostFacts> posts, int shards)
    {
        var languages = posts.Select(post => post.Language).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var groups = posts
            .Where(post => post.Group is not null)
            .GroupBy(post => post.Group, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .OrderBy(group => group.Min(post => post.Id));
        using var bytes = new MemoryStream();
        using (var json = Json(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("shards", shards);
            json.WriteNumber("block", PerBlock);
            Write("languages", languages, json.WriteStringValue);
            Write("ids", posts.Select((post, i) => i == 0 ? post.Id : post.Id - posts[i - 1].Id), json.WriteNumberValue);
            Write("days", posts.Select(post => post.Day.DayNumber), json.WriteNumberValue);
            json.WriteString("language", string.Concat(posts.Select(post => languages.IndexOf(post.Language))));
            json.WriteStartArray("groups");
            foreach (var group in groups)
            {
                json.WriteStartArray();
                foreach (var post in group)
                {
                    json.WriteNumberValue(post.Id);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            void Write<T>(string name, IEnumerable<T> values, Action<T> write)
            {
                json.WriteStartArray(name);
                foreach (var value in values)
                {
                    write(value);
                }

                json.WriteEndArray();
            }
        }

        return bytes.ToArray();
    }

    private static Utf8JsonWriter Json(Stream stream) =>
        new(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>What the index of the earlier run holds.</summary>
    /// <param name="Version">Of the tokens.</param>
    /// <param name="Posts">What each post was indexed from, by row id.</param>
    private sealed record State(int Version, int Shards, Dictionary<int, string> Posts)
    {
        public static State? Read(string? text) => text is null ? null : JsonSerializer.Deserialize<State>(text);
    }
}
