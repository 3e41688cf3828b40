using System.Text.Json;
using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Backups.Ghost;

/// <summary>What posts refer to, and where the site was: it is read before the posts. Of people only names are read.</summary>
internal sealed partial class GhostIndex
{
    private static readonly HashSet<string> Tables = new(StringComparer.Ordinal)
    {
        "tags",
        "posts_tags",
        "users",
        "posts_authors",
        "posts_meta",
        "settings",
        "posts",
    };

    /// <summary>The fields that hold the addresses of pictures.</summary>
    private static readonly string[] Written = ["feature_image", "image", "html", "lexical", "mobiledoc", "markdown"];

    private readonly Dictionary<string, GhostTag> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(int Order, string Tag)>> _ofPost = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Name, string Slug)> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(int Order, string User)>> _authors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _homes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _descriptions = new(StringComparer.Ordinal);

    /// <summary>
    /// Where the site was, as most of the pictures in its posts say; null if none does. Ghost writes a mark for it since version 4, and the
    /// address itself before.
    /// </summary>
    public string? Url => _homes.Count == 0 ? null : _homes.MaxBy(home => home.Value).Key;

    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>The public tags by name and slug.</summary>
    public IEnumerable<GhostTag> Tags => _tags.Values;

    /// <summary>The slugs of those who wrote.</summary>
    public IEnumerable<string> AuthorSlugs => _users.Values.Select(user => user.Slug);

    public static bool Wants(string table) => Tables.Contains(table);

    public void Add(string table, JsonElement row)
    {
        switch (table)
        {
            case "posts":
                foreach (
                    var home in Written
                        .SelectMany(field => OwnPicture().Matches(row.Text(field).Replace("\\/", "/", StringComparison.Ordinal)))
                        .Select(found => found.Groups["home"].Value)
                )
                {
                    _homes[home] = _homes.GetValueOrDefault(home) + 1;
                }

                break;
            case "tags" when row.Text("visibility") != "internal" && !row.Text("name").StartsWith('#'):
                _tags.TryAdd(row.Text("id"), new GhostTag(row.Text("name"), row.Text("slug")));
                break;
            case "posts_tags":
                Put(_ofPost, row.Text("post_id"), row.Number("sort_order"), row.Text("tag_id"));
                break;
            case "users":
                _users.TryAdd(row.Text("id"), (row.Text("name"), row.Text("slug")));
                break;
            case "posts_authors":
                Put(_authors, row.Text("post_id"), row.Number("sort_order"), row.Text("author_id"));
                break;
            case "posts_meta" when row.Text("meta_description") is { Length: > 0 } words:
                _descriptions.TryAdd(row.Text("post_id"), words);
                break;
            case "settings":
                Settings.TryAdd(row.Text("key"), row.Text("value"));
                break;
        }
    }

    /// <summary>The public tags of a post, the first one first.</summary>
    public IReadOnlyList<GhostTag> TagsOf(string post) =>
        [
            .. (_ofPost.GetValueOrDefault(post) ?? [])
                .OrderBy(one => one.Order)
                .Select(one => _tags.GetValueOrDefault(one.Tag))
                .OfType<GhostTag>(),
        ];

    /// <summary>Those who wrote a post, the first one first.</summary>
    public IReadOnlyList<(string Name, string Slug)> AuthorsOf(JsonElement post)
    {
        var ids = (_authors.GetValueOrDefault(post.Text("id")) ?? []).OrderBy(one => one.Order).Select(one => one.User).ToList();
        return [.. (ids.Count > 0 ? ids : [post.Text("author_id")]).Where(_users.ContainsKey).Select(id => _users[id])];
    }

    public string DescriptionOf(string post) => _descriptions.GetValueOrDefault(post) ?? "";

    private static void Put(Dictionary<string, List<(int, string)>> table, string post, int order, string value)
    {
        if (!table.TryGetValue(post, out var values))
        {
            table[post] = values = [];
        }

        values.Add((order, value));
    }

    /// <summary>A picture of another host may have such a path too, but not at its root.</summary>
    [GeneratedRegex("(?<home>https?://[^/\"'\\s<>()]+)/content/images/", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex OwnPicture();
}
