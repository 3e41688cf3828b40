using System.Security.Cryptography;
using System.Text;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Redirects;

namespace Blog.Portability.Import.Comments;

/// <summary>
/// The address of a page as a comment system wrote it down: with or without host, percent-encoded once, twice or not at all, with a query
/// that counts or not.
/// </summary>
internal sealed class PageAddress
{
    private const int MaxKey = 400;
    private const string Index = "/index.php";

    /// <summary>Parameters that tell pages apart; all others (<c>utm_source</c>, <c>replytocom</c>) do not.</summary>
    private static readonly string[] Telling = ["p", "page_id", "attachment_id", "post", "id", "cid"];

    private readonly List<string> _keys = [];

    private PageAddress(string? host, string path, string? query)
    {
        Host = host;
        Path = query ?? path;
        if (query is not null)
        {
            Add(query);
        }
        else
        {
            AddSpellings(path);
            Add(Uri.UnescapeDataString(path));
            Add(WithoutHost(path));
        }

        Key = PostAddress.KeyOf(Path) is { Length: <= MaxKey } key ? key : PostAddress.KeyOf(Path)[..MaxKey] + "#" + Hash(Path);
    }

    /// <summary>Host, with its port if it has one; null for a path.</summary>
    public string? Host { get; }

    /// <summary>Decoded; with its query where that tells pages apart.</summary>
    public string Path { get; }

    /// <summary>Of all spellings of one address the same.</summary>
    public string Key { get; }

    /// <summary>As which a post may have it, the likeliest first; in the form of <see cref="PostAddress.KeyOf"/>.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>Reads an address; null if there is none.</summary>
    public static PageAddress? Parse(string? written)
    {
        var text = TextLengths.Cut(new string([.. (written ?? "").Where(c => !char.IsControl(c))]).Trim(), TextLengths.Line);
        if (text.Length == 0)
        {
            return null;
        }

        text = text.StartsWith("//", StringComparison.Ordinal) ? "http:" + text : text;
        var isWhole =
            Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
        var host = isWhole ? url!.IdnHost + (url.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{url.Port}")) : null;
        var path = OldPathParser.Decode(text);
        path = "/" + path.TrimStart('/');
        var query =
            text.Split('#')[0] is var whole && whole.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? whole[(at + 1)..] : "";
        return new PageAddress(host?.ToLowerInvariant(), path, QueryOf(path, query));
    }

    /// <summary>The same without the folder that the old site was in, or null if it was not in it.</summary>
    /// <param name="root">As <c>/blog</c>.</param>
    public IReadOnlyList<string> KeysBelow(string root) =>
        root.Length == 0
            ? []
            : [.. _keys.Where(key => key.StartsWith(root + "/", StringComparison.Ordinal)).Select(key => key[root.Length..])];

    private static string? QueryOf(string path, string query)
    {
        if (path is not ("/" or "/index.php" or "/index.html") && !path.EndsWith("/index.php", StringComparison.Ordinal))
        {
            return null;
        }

        var one = query.Split('&').FirstOrDefault(pair => Telling.Contains(pair.Split('=')[0], StringComparer.OrdinalIgnoreCase));
        return one is null || !one.Contains('=', StringComparison.Ordinal) ? null : "/?" + Uri.UnescapeDataString(one);
    }

    private void AddSpellings(string path)
    {
        Add(path);
        var key = PostAddress.KeyOf(path);
        if (key.StartsWith(Index + "/", StringComparison.Ordinal))
        {
            Add(key[Index.Length..]); // a server without address rewriting
        }

        foreach (var end in new[] { "/index.htm", Index, "/amp" })
        {
            if (key.EndsWith(end, StringComparison.Ordinal))
            {
                Add(key[..^end.Length]);
            }
        }

        Add(key.EndsWith(".html", StringComparison.Ordinal) ? key[..^".html".Length] : key + ".html");
    }

    private void Add(string path)
    {
        var key = PostAddress.KeyOf(path);
        if (key.Length <= TextLengths.Path && !_keys.Contains(key, StringComparer.Ordinal))
        {
            _keys.Add(key);
        }
    }

    /// <summary>Some write the host without <c>http://</c>.</summary>
    private static string WithoutHost(string path)
    {
        var segments = path[1..].Split('/', 2);
        return segments is [var first, var rest] && first.Contains('.', StringComparison.Ordinal) ? "/" + rest : path;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
