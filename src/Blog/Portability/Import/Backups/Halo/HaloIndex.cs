using System.Text.Json;
using Blog.Portability.Import.Comments.Systems;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Backups.Halo;

/// <summary>
/// What must be known before the first post is written: names, settings, counters, and the texts that posts are made of, which are in a
/// file.
/// </summary>
internal sealed class HaloIndex(TextSpool texts)
{
    private const long MaxTexts = PostFolder.MaxBytes;
    private const int MaxDepth = 8;

    private static readonly HashSet<string> Wanted = new(StringComparer.Ordinal)
    {
        "posts",
        "singlepages",
        "categories",
        "tags",
        "comments",
        "replies",
        "snapshots",
        "counters",
        "configmaps",
        "users",
    };

    private static readonly string[] SnapshotFields = ["baseSnapshot", "releaseSnapshot", "headSnapshot"];

    private readonly HashSet<string> _neededSnapshots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);
    private long _texts;

    public Dictionary<string, JsonElement> Posts { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonElement> Pages { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonElement> Categories { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonElement> Tags { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, HaloSnapshot> Snapshots { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonElement> Counters { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Users { get; } = new(StringComparer.Ordinal);

    /// <summary>Title, language and address of the site; null if the backup does not hold them.</summary>
    public JsonElement? Basic { get; private set; }

    /// <summary>Number of entries that are damaged.</summary>
    public int Unreadable { get; private set; }

    public static bool Wants(string plural) => Wanted.Contains(plural);

    public static JsonElement Spec(JsonElement one) => Part(one, "spec");

    /// <summary>An object in an object; an undefined one where there is none.</summary>
    public static JsonElement Part(JsonElement one, string name) =>
        one.ValueKind == JsonValueKind.Object && one.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object
            ? part
            : default;

    /// <summary>The texts of an array; none where there is none.</summary>
    public static IReadOnlyList<string> List(JsonElement one, string name) =>
        one.ValueKind == JsonValueKind.Object && one.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];

    public void Add(string plural, string id, JsonElement? data)
    {
        if (data is not { ValueKind: JsonValueKind.Object } one)
        {
            Unreadable++;
            return;
        }

        if (Part(one, "metadata").Text("deletionTimestamp") is not null)
        {
            return;
        }

        switch (plural)
        {
            case "posts" or "singlepages":
                (plural == "posts" ? Posts : Pages)[id] = one;
                _neededSnapshots.UnionWith(SnapshotFields.Select(name => Spec(one).Text(name)).OfType<string>());
                break;
            case "categories":
                Categories[id] = one;
                if (Spec(one).Text("parent") is { } parent)
                {
                    _parents[id] = parent;
                }

                foreach (var child in List(Spec(one), "children"))
                {
                    _parents.TryAdd(child, id);
                }

                break;
            case "tags":
                Tags[id] = one;
                break;
            case "counters":
                Counters[id] = one;
                break;
            case "users":
                Users[id] = Spec(one).Text("displayName") ?? id;
                break;
            case "configmaps" when id == "system" && Part(one, "data").Text("basic") is { } basic:
                Basic = Parse(basic);
                break;
        }
    }

    /// <summary>Keeps a snapshot that a post is made of.</summary>
    public void AddSnapshot(string plural, string id, JsonElement? data)
    {
        if (plural == "snapshots" && data is { } one && _neededSnapshots.Contains(id))
        {
            var (raw, content) = (texts.Add(Spec(one).Text("rawPatch") ?? ""), texts.Add(Spec(one).Text("contentPatch") ?? ""));
            _texts += raw.Length + content.Length;
            if (_texts > MaxTexts)
            {
                throw new BackupException($"the texts of the backup are larger than {MaxTexts >> 30} GB");
            }

            Snapshots[id] = new HaloSnapshot(Spec(one).Text("rawType") ?? "", raw, content);
        }
    }

    /// <summary>Ids of a category and those above it, from the top level down.</summary>
    public IReadOnlyList<string> PathOf(string category)
    {
        var path = new List<string> { category };
        while (
            _parents.TryGetValue(path[0], out var above) && path.Count < MaxDepth && !path.Contains(above) && Categories.ContainsKey(above)
        )
        {
            path.Insert(0, above);
        }

        return path;
    }

    public IReadOnlyList<string> NamesOf(string category) =>
        [.. PathOf(category).Select(id => Spec(Categories[id]).Text("displayName") ?? id)];

    private static JsonElement? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A state of a text: the whole of it, or the changes against the first.</summary>
/// <param name="Type"><c>markdown</c> or <c>html</c> in any case, or what another editor writes.</param>
/// <param name="Raw">As it was written.</param>
/// <param name="Content">The page that was made of it.</param>
internal sealed record HaloSnapshot(string Type, SpooledText Raw, SpooledText Content)
{
    public bool IsMarkdown => Type.Equals("markdown", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether <see cref="Raw"/> can be read; what another editor wrote is only known as a page.</summary>
    public bool IsReadable => IsMarkdown || Type.Equals("html", StringComparison.OrdinalIgnoreCase);
}
