using Blog.Data.Addresses;
using Blog.Data.Posts.Files;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Links;

/// <summary>
/// Finds the imported post that a link means: by its old or new address, by the path of its file, with or without extension, as the page
/// at the old site resolved it.
/// </summary>
/// <param name="folder">The folder, whose files may have any names.</param>
/// <param name="names">Its Markdown files.</param>
public sealed class LinkedPosts(SourceFolder folder, PostNames names)
{
    /// <summary>First segments that hold lists: what comes after one is no post's name.</summary>
    private static readonly HashSet<string> Lists = new(StringComparer.OrdinalIgnoreCase)
    {
        "tag",
        "tags",
        "category",
        "categories",
        "archive",
        "archives",
        "page",
        "author",
        "series",
    };

    private readonly Dictionary<string, string> _byAddress = new(StringComparer.Ordinal);
    private readonly HashSet<string> _imported = new(StringComparer.Ordinal);

    /// <summary>Null where several have the name.</summary>
    private readonly Dictionary<string, string?> _byName = new(StringComparer.Ordinal);

    /// <summary>Makes a post known.</summary>
    /// <param name="addresses">Old and new ones, decoded.</param>
    public void Add(string file, IEnumerable<string> addresses)
    {
        _imported.Add(file);
        AddName(PostFilePath.Of(file).Name, file);
        foreach (var address in addresses)
        {
            _byAddress.TryAdd(PostAddress.KeyOf(address), file);
            AddName(LastOf(address), file);
        }
    }

    /// <summary>The file of the post; null if the link means none.</summary>
    /// <param name="paths">The decoded paths that the link may mean, the likeliest first.</param>
    public string? Find(LinkPlace from, IReadOnlyList<string> paths) =>
        paths.Select(path => Find(from, path)).FirstOrDefault(found => found is not null);

    /// <summary>The only post of the name that an address ends in, where the address itself answers nothing (an earlier pattern).</summary>
    public string? FindByName(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return
            segments.Length > 0
            && segments[..^1].All(segment => segment.All(char.IsAsciiDigit))
            && !Lists.Contains(segments[^1])
            && !segments[^1].All(char.IsAsciiDigit)
            ? _byName.GetValueOrDefault(NameKey(segments[^1]))
            : null;
    }

    /// <summary>The file as the import knows it; null if it is none of the imported posts.</summary>
    /// <param name="path">Absolute.</param>
    public string? OfFile(string path)
    {
        var file = Path.GetRelativePath(folder.Root, path).Replace('\\', '/');
        return _imported.Contains(file) ? file : null;
    }

    private string? Find(LinkPlace from, string path)
    {
        var isFile = PostFilePath.IsMarkdown(path);
        var addresses = path.StartsWith('/') ? [path] : from.Addresses.Select(page => LocalAddress.Resolve(page, path));
        return (isFile ? Imported(names.Find(from.File, path)) : null)
            ?? (path.StartsWith('/') || isFile ? null : Imported(Nearby(from, path)))
            ?? addresses.SelectMany(Spellings).Select(key => _byAddress.GetValueOrDefault(key)).FirstOrDefault(found => found is not null);
    }

    /// <summary>The file beside a post, named without its extension or as the page that is made of it.</summary>
    private string? Nearby(LinkPlace from, string path)
    {
        var at = LocalAddress.Resolve("/" + from.File.Path, path).TrimEnd('/');
        return at.Length > 1 ? names.Find(from.File, at) : null;
    }

    private string? Imported(string? file) => file is not null && _imported.Contains(file) ? file : null;

    private static IEnumerable<string> Spellings(string address)
    {
        var key = PostAddress.KeyOf(address);
        return key.EndsWith(".html", StringComparison.Ordinal) ? [key, key[..^".html".Length]] : [key, key + ".html"];
    }

    private void AddName(string name, string file)
    {
        var key = NameKey(name);
        if (!_byName.TryAdd(key, file) && _byName[key] != file)
        {
            _byName[key] = null;
        }
    }

    private static string LastOf(string address) => address.TrimEnd('/').Split('/')[^1];

    private static string NameKey(string name) =>
        PostAddress.KeyOf("/" + name) is var key && key.EndsWith(".html", StringComparison.Ordinal) ? key[..^".html".Length] : key;
}
