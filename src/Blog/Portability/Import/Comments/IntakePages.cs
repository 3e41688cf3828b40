using Blog.Data;
using Blog.Data.Comments;
using Blog.Data.Redirects;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import.Comments;

/// <summary>The pages that comments and counts are of, and the posts that those are here.</summary>
internal sealed class IntakePages(IntakeRequest request)
{
    private const string Nowhere = "";

    private readonly Dictionary<string, Entry> _pages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public bool HasUnmapped => _pages.Values.Any(page => page.Post is null);

    /// <summary>Adds the page of a comment.</summary>
    /// <returns>The key of the page.</returns>
    public string Add(SourceComment comment)
    {
        var page = Find(comment.PostKey, comment.Page, comment.PageTitle, comment.Site);
        page.Comments++;
        return page.Key;
    }

    /// <summary>Adds the page of a count, and adds up several of one page.</summary>
    /// <returns>False if it names no page: then it counts nothing.</returns>
    public bool Add(SourceCount count)
    {
        if (count.PostKey is null && PageAddress.Parse(count.Page) is null)
        {
            return false;
        }

        var page = Find(count.PostKey, count.Page, count.PageTitle, count.Site);
        page.Reads = (page.Reads ?? default) + new PageReads(count.Views, count.Visitors, count.Reactions);
        return true;
    }

    /// <summary>Finds the posts by key or address.</summary>
    public async Task MapAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<BlogDb>();
        var lookup = services.GetRequiredService<AddressLookup>();
        var posts = await lookup.FindPostsAsync(_pages.Values.SelectMany(KeysOf), cancellationToken);
        var extra = _pages.Values.Any(page => KeysOf(page).Any(posts.ContainsKey)) ? null : CommonFolder();
        if (extra is not null)
        {
            posts = await lookup.FindPostsAsync(_pages.Values.SelectMany(page => page.Parsed?.KeysBelow(extra) ?? []), cancellationToken);
        }

        var imported = await ByImportKeyAsync(db, cancellationToken);
        foreach (var page in _pages.Values)
        {
            var keys = extra is null ? KeysOf(page) : page.Parsed?.KeysBelow(extra) ?? [];
            page.Post =
                page.PostKey is { } key && imported.TryGetValue(key, out var own) ? own
                : keys.FirstOrDefault(posts.ContainsKey) is { } found ? posts[found]
                : null;
        }

        await ReadTitlesAsync(db, cancellationToken);
    }

    /// <summary>Reads which pages an earlier import or a person mapped.</summary>
    public async Task ReadMappedAsync(IQueryable<FormerPage> rows, BlogDb db, CancellationToken cancellationToken)
    {
        var keys = _pages.Where(page => page.Value.Post is null).Select(page => page.Key).ToList();
        foreach (var some in keys.Chunk(500))
        {
            var mapped = await rows.Where(page => page.PostId != null && some.Contains(page.Key)).ToListAsync(cancellationToken);
            mapped.ForEach(page => _pages[page.Key].Post = page.PostId);
        }

        await ReadTitlesAsync(db, cancellationToken);
    }

    /// <summary>Counts a comment that is written, or would be.</summary>
    public void Count(string key, CommentState state, bool isNew)
    {
        var page = _pages[key];
        page.Added += isNew ? 1 : 0;
        page.States[(int)state]++;
    }

    public IEnumerable<ImportedPage> ToImport() =>
        _pages.Select(page => new ImportedPage(page.Key, page.Value.Address, TitleOf(page.Value.Title), page.Value.Post, page.Value.Reads));

    public IReadOnlyList<IntakePage> Results() =>
        [
            .. _pages
                .Values.OrderBy(page => page.Address, StringComparer.Ordinal)
                .Select(page => new IntakePage(page.Address, TitleOf(page.Title), page.Comments, page.Added)
                {
                    PostId = page.Post,
                    PostTitle = page.PostTitle,
                    PostAddress = page.PostAddress,
                    PostKey = page.File,
                    Reads = page.Reads,
                    States = page.States,
                }),
        ];

    /// <summary>What the report says of the hosts, in English.</summary>
    public IEnumerable<string> Notes()
    {
        foreach (
            var (host, pages) in _hosts.OrderByDescending(host => host.Value.Count).ThenBy(host => host.Key, StringComparer.Ordinal).Skip(1)
        )
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{pages.Count} pages are of {host}: if that is another site, name the one to import with --site"
            );
        }
    }

    private static string? TitleOf(string? title) =>
        new CommentContent { Text = title ?? "" }.Text is { Length: > 0 } text
            ? TextLengths.Cut(text.ReplaceLineEndings(" "), TextLengths.Title)
            : null;

    private IEnumerable<string> KeysOf(Entry page) =>
        page.Parsed is { } parsed ? [.. parsed.Keys, .. request.Roots.SelectMany(parsed.KeysBelow)] : [];

    /// <summary>The folder that all pages are in, where there are several: the old site was in it.</summary>
    private string? CommonFolder()
    {
        var keys = _pages.Values.Where(page => page.Parsed is { Key: not "/" }).Select(page => page.Parsed!.Key).ToList();
        var folders = keys.Select(key => key[1..].Split('/')[0]).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return keys.Count > 1 && folders is [{ Length: > 0 } only] ? "/" + only : null;
    }

    private Entry Find(string? postKey, string? written, string? title, string? site)
    {
        var parsed = PageAddress.Parse(written);
        var key = KeyOf(postKey, parsed);
        if (!_pages.TryGetValue(key, out var page))
        {
            page = new Entry(key, parsed, postKey is not null && request.ImportKeyOf is { } keyOf ? keyOf(postKey) : null, postKey);
            _pages.Add(key, page);
        }

        page.Title ??= title;
        if ((parsed?.Host ?? site) is { } host && host.Contains('.', StringComparison.Ordinal))
        {
            (_hosts.TryGetValue(host, out var known) ? known : _hosts[host] = new HashSet<string>(StringComparer.Ordinal)).Add(key);
        }

        return page;
    }

    private string KeyOf(string? postKey, PageAddress? parsed) =>
        postKey is not null && request.ImportKeyOf is { } keyOf ? Limited(keyOf(postKey)) : parsed?.Key ?? Nowhere;

    private static string Limited(string key) => TextLengths.Cut(key, TextLengths.Path);

    private async Task<Dictionary<string, int>> ByImportKeyAsync(BlogDb db, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var some in _pages.Values.Select(page => page.PostKey).OfType<string>().Distinct(StringComparer.Ordinal).Chunk(500))
        {
            var posts = await db
                .Posts.Where(post => some.Contains(post.ImportKey))
                .Select(post => new { post.ImportKey, post.Id })
                .ToListAsync(cancellationToken);
            posts.ForEach(post => found[post.ImportKey!] = post.Id);
        }

        return found;
    }

    private async Task ReadTitlesAsync(BlogDb db, CancellationToken cancellationToken)
    {
        foreach (var some in _pages.Values.Where(page => page is { Post: not null, PostTitle: null }).Chunk(500))
        {
            var ids = some.Select(page => page.Post!.Value).Distinct().ToList();
            var posts = await db
                .Posts.Where(post => ids.Contains(post.Id))
                .Select(post => new
                {
                    post.Id,
                    post.Title,
                    post.Address,
                })
                .ToDictionaryAsync(post => post.Id, cancellationToken);
            foreach (var page in some)
            {
                (page.PostTitle, page.PostAddress) = (posts[page.Post!.Value].Title, posts[page.Post.Value].Address.Value);
            }
        }
    }

    private sealed class Entry(string key, PageAddress? parsed, string? postKey, string? file)
    {
        public string Key => key;

        public PageAddress? Parsed => parsed;

        public string? PostKey => postKey;

        public string? File => file;

        public string Address => parsed?.Path ?? PostAddress ?? "";

        public string? Title { get; set; }

        public int? Post { get; set; }

        public string? PostTitle { get; set; }

        public string? PostAddress { get; set; }

        public int Comments { get; set; }

        public int Added { get; set; }

        public int[] States { get; } = new int[Enum.GetValues<CommentState>().Length];

        public PageReads? Reads { get; set; }
    }
}
