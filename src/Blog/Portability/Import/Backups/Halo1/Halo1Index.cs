using System.Text.Json;
using Blog.Portability.Import.Comments.Systems;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Backups.Halo1;

/// <summary>What must be known before the first post is written. The texts are in a file, since posts come before their texts.</summary>
/// <param name="zone">The zone that the author named; null for none.</param>
internal sealed class Halo1Index(TextSpool texts, TimeZoneInfo? zone)
{
    public const string PatchLogs = "content_patch_logs";

    /// <summary>The first version of a text is whole; the others are changes against it.</summary>
    private const string BaseVersion = "1";

    private const int MaxDepth = 8;
    private const int MaxMenu = 100;

    private static readonly HashSet<string> Tables = new(StringComparer.Ordinal)
    {
        "options",
        "categories",
        "tags",
        "post_categories",
        "post_tags",
        "post_metas",
        "sheet_metas",
        "posts",
        "sheets",
        "contents",
        "user",
        "menus",
    };

    private readonly Dictionary<string, Halo1Category> _categories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Halo1Tag> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _categoriesOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _tagsOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Key, string Value)>> _metas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Halo1Content> _contents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Halo1Patch> _patches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SpooledText> _bases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _heads = new(StringComparer.Ordinal);
    private readonly List<(long Priority, string Name, string Url)> _menu = [];

    public Dictionary<string, string> Options { get; } = new(StringComparer.Ordinal);

    /// <summary>The name of the one person who writes; null if the export does not say.</summary>
    public string? Author { get; private set; }

    /// <summary>Ids of posts.</summary>
    public HashSet<string> Posts { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids of pages.</summary>
    public HashSet<string> Pages { get; } = new(StringComparer.Ordinal);

    public IEnumerable<Halo1Category> Categories => _categories.Values;

    public IEnumerable<Halo1Tag> Tags => _tags.Values;

    public IReadOnlyList<(string Name, string Url)> Menu =>
        [.. _menu.OrderBy(entry => entry.Priority).Take(MaxMenu).Select(entry => (entry.Name, entry.Url))];

    /// <summary>The zone of the old server.</summary>
    public TimeZoneInfo Zone { get; } = HaloZone.Of(zone);

    /// <summary>Whether the author named it.</summary>
    public bool HasZone => zone is not null;

    public static bool Wants(string table) => Tables.Contains(table);

    public void Add(string table, JsonElement row)
    {
        var id = row.Text("id") ?? "";
        switch (table)
        {
            case "options" when row.Text("key") is { } key:
                Options.TryAdd(key, row.Text("value") ?? "");
                break;
            case "categories":
                _categories.TryAdd(id, CategoryOf(id, row));
                break;
            case "tags":
                _tags.TryAdd(id, new Halo1Tag(row.Text("name") ?? "", SlugOf(row)));
                break;
            case "post_categories":
                Put(_categoriesOf, row.Text("postId"), row.Text("categoryId"));
                break;
            case "post_tags":
                Put(_tagsOf, row.Text("postId"), row.Text("tagId"));
                break;
            case "post_metas" or "sheet_metas" when row.Text("key") is { } key && row.Text("value") is { } value:
                Put(_metas, row.Text("postId"), (key, value));
                break;
            case "posts" or "sheets":
                (table == "posts" ? Posts : Pages).Add(id);
                break;
            case "contents":
                AddContent(id, row);
                break;
            case "user":
                Author ??= row.Text("nickname");
                break;
            case "menus" when row.Text("name") is { } name && row.Text("url") is { } url:
                _menu.Add((row.Number("priority"), name, url));
                break;
        }
    }

    /// <summary>Keeps a version of a text, if one that is wanted is made of it.</summary>
    public void AddPatch(JsonElement row)
    {
        var (id, post, text) = (row.Text("id") ?? "", row.Text("postId") ?? "", row.Text("originalContentDiff") ?? "");
        var isBase = row.Text("version") == BaseVersion;
        if (isBase && _contents.TryGetValue(post, out var content) && content.Head is not null)
        {
            _bases.TryAdd(post, texts.Add(text));
        }

        if (_heads.Contains(id))
        {
            _patches.TryAdd(id, new Halo1Patch(post, isBase, texts.Add(text)));
        }
    }

    /// <summary>The texts of a post; null if the export holds none (before 1.5 the post itself does).</summary>
    public Halo1Content? ContentOf(string post) => _contents.GetValueOrDefault(post);

    /// <summary>
    /// The text as its author last left it; null if that cannot be put together. The published one is in <see cref="Halo1Content.Text"/>.
    /// </summary>
    public string? HeadOf(string post)
    {
        if (ContentOf(post)?.Head is not { } head || !_patches.TryGetValue(head, out var patch) || patch.Post != post)
        {
            return null;
        }

        var text = patch.Text.Read();
        return patch.IsBase ? text
            : _bases.TryGetValue(post, out var first) ? LineChanges.Apply(first.Read(), text)
            : null;
    }

    /// <summary>Whether the export holds the version that its author last left a text in.</summary>
    public bool HasPatch(string post) => ContentOf(post)?.Head is { } head && _patches.ContainsKey(head);

    /// <summary>The categories of a post.</summary>
    public IReadOnlyList<Halo1Category> CategoriesOf(string post) =>
        [.. (_categoriesOf.GetValueOrDefault(post) ?? []).Select(id => _categories.GetValueOrDefault(id)).OfType<Halo1Category>()];

    public IReadOnlyList<string> TagsOf(string post) =>
        [.. (_tagsOf.GetValueOrDefault(post) ?? []).Select(id => _tags.GetValueOrDefault(id)?.Name).OfType<string>()];

    /// <summary>What themes keep with a post.</summary>
    public IReadOnlyList<(string Key, string Value)> MetasOf(string post) => _metas.GetValueOrDefault(post) ?? [];

    /// <summary>A category and those above it, from the top level down.</summary>
    public IReadOnlyList<Halo1Category> PathOf(Halo1Category category)
    {
        var path = new List<Halo1Category> { category };
        while (path.Count < MaxDepth && _categories.TryGetValue(path[0].Parent, out var above) && !path.Contains(above))
        {
            path.Insert(0, above);
        }

        return path;
    }

    /// <summary>Whether readers had to give a password: a category's holds for those below it.</summary>
    public bool IsProtected(Halo1Category category) => PathOf(category).Any(one => one.HasPassword);

    private void AddContent(string id, JsonElement row)
    {
        var (head, published) = (row.Text("headPatchLogId"), row.Text("patchLogId"));
        if (head is not null)
        {
            _heads.Add(head);
        }

        _contents.TryAdd(
            id,
            new Halo1Content(
                texts.Add(row.Text("originalContent") ?? ""),
                texts.Add(row.Text("originalContent") is null ? row.Text("content") ?? "" : ""),
                head,
                IsEdited: head is not null && published is not null && head != published
            )
        );
    }

    private static Halo1Category CategoryOf(string id, JsonElement row) =>
        new(id, row.Text("name") ?? "", SlugOf(row), row.Text("parentId") ?? "0", HasPassword: row.Text("password") is not null);

    /// <summary>Renamed in 1.3.</summary>
    private static string SlugOf(JsonElement row) => row.Text("slug") ?? row.Text("slugName") ?? "";

    private static void Put<T>(Dictionary<string, List<T>> table, string? key, T? value)
    {
        if (key is null || value is null)
        {
            return;
        }

        if (!table.TryGetValue(key, out var values))
        {
            table[key] = values = [];
        }

        values.Add(value);
    }
}

/// <summary>A category.</summary>
/// <param name="Parent">Id of the one above; <c>0</c> for none.</param>
internal sealed record Halo1Category(string Id, string Name, string Slug, string Parent, bool HasPassword);

/// <summary>A tag.</summary>
internal sealed record Halo1Tag(string Name, string Slug);

/// <summary>The texts of a post.</summary>
/// <param name="Text">What was published, as it was written.</param>
/// <param name="Html">The page that was made of it, where it is all there is.</param>
/// <param name="Head">Id of the last version; null for none.</param>
/// <param name="IsEdited">Whether it was changed after it was published.</param>
internal sealed record Halo1Content(SpooledText Text, SpooledText Html, string? Head, bool IsEdited);

/// <summary>A version of a text: whole, or the changes against the first.</summary>
internal sealed record Halo1Patch(string Post, bool IsBase, SpooledText Text);
