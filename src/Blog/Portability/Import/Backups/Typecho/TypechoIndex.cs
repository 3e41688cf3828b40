using System.Net;
using System.Text.Json;

namespace Blog.Portability.Import.Backups.Typecho;

/// <summary>What must be known before the first post is written: settings, names, and which post has which category and tag.</summary>
internal sealed class TypechoIndex
{
    private const int MaxDepth = 8;

    private readonly Dictionary<string, Meta> _metas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _metasOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _edited = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, string>? _routes;

    public Dictionary<string, string> Options { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of people by id.</summary>
    public Dictionary<string, string> Users { get; } = new(StringComparer.Ordinal);

    /// <summary>False for the program's own backup, which has no settings.</summary>
    public bool HasOptions => Options.ContainsKey("siteUrl");

    /// <summary>Seconds from UTC in the settings; null if they do not say.</summary>
    public TimeSpan? Offset =>
        int.TryParse(Options.GetValueOrDefault("timezone"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(seconds) <= 14 * 3600
        && seconds % 60 == 0
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>IANA name of a zone with that offset; null if unknown.</summary>
    public string? ZoneName =>
        Offset switch
        {
            null => null,
            { TotalHours: 8 } => "Asia/Shanghai",
            { TotalHours: 9 } => "Asia/Tokyo",
            { TotalHours: 0 } => "UTC",
            { Minutes: 0 } whole => string.Create(
                CultureInfo.InvariantCulture,
                $"Etc/GMT{(whole < TimeSpan.Zero ? '+' : '-')}{Math.Abs(whole.Hours)}"
            ),
            _ => null,
        };

    /// <summary>The zone of the settings; null if they do not say.</summary>
    public TimeZoneInfo? ZoneOf() => ZoneName is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>The pattern of the addresses of posts, pages, categories or tags.</summary>
    /// <param name="kind"><c>post</c>, <c>page</c>, <c>category</c> or <c>tag</c>.</param>
    public string PatternOf(string kind)
    {
        _routes ??= ReadRoutes(Options.GetValueOrDefault("routingTable"));
        return _routes.GetValueOrDefault(kind + ".url")
            ?? kind switch
            {
                "post" => "/archives/[cid:digital]/",
                "page" => "/[slug].html",
                "category" => "/category/[slug]/",
                _ => "/tag/[slug]/",
            };
    }

    public void Add(string table, Dictionary<string, string?> row)
    {
        string? Of(string name) => row.GetValueOrDefault(name);
        switch (table)
        {
            case "options" when Of("user") is null or "0" or "":
                Options[Of("name") ?? ""] = Of("value") ?? "";
                break;
            case "users" when Of("uid") is { } user:
                Users[user] = WebUtility.HtmlDecode(Of("screenName") ?? Of("name") ?? "");
                break;
            case "metas" when Of("mid") is { } mid:
                _metas[mid] = new Meta(
                    WebUtility.HtmlDecode(Of("name") ?? ""),
                    Uri.UnescapeDataString(Of("slug") ?? ""),
                    Of("type") ?? "",
                    Of("parent") is null or "0" ? null : Of("parent"),
                    Number(Of("order"))
                );
                break;
            case "relationships" when Of("cid") is { } cid && Of("mid") is { } related:
                (_metasOf.TryGetValue(cid, out var list) ? list : _metasOf[cid] = []).Add(related);
                break;
            case "fields" when Of("cid") is { } owner && Of("name") is { } field:
                (_fields.TryGetValue(owner, out var fields) ? fields : _fields[owner] = new(StringComparer.Ordinal))[field] =
                    (
                        Of("str_value") is { Length: > 0 } text ? text
                        : Of("int_value") is { } whole and not "0" ? whole
                        : Of("float_value")
                    ) ?? "";
                break;
            case "contents" when Of("parent") is not (null or "0") && Of("type") is "post_draft" or "page_draft" or "revision":
                _edited.Add(Of("parent")!);
                break;
        }
    }

    /// <summary>Whether there are edits of a post that readers did not see yet.</summary>
    public bool IsEdited(string cid) => _edited.Contains(cid);

    public IReadOnlyDictionary<string, string> FieldsOf(string cid) =>
        _fields.TryGetValue(cid, out var fields) ? fields : new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The categories of a post, the one in its address first.</summary>
    public IReadOnlyList<Meta> CategoriesOf(string cid) =>
        [.. MetasOf(cid, "category").OrderBy(meta => meta.Order).ThenBy(meta => meta.Slug, StringComparer.Ordinal)];

    public IReadOnlyList<Meta> TagsOf(string cid) => [.. MetasOf(cid, "tag")];

    public IEnumerable<Meta> All(string type) => _metas.Values.Where(meta => meta.Type == type);

    /// <summary>A category below its parents, from the top level down.</summary>
    public IReadOnlyList<Meta> PathOf(Meta category)
    {
        var path = new List<Meta> { category };
        while (path[0].Parent is { } parent && path.Count < MaxDepth && _metas.TryGetValue(parent, out var above) && !path.Contains(above))
        {
            path.Insert(0, above);
        }

        return path;
    }

    private IEnumerable<Meta> MetasOf(string cid, string type) =>
        (_metasOf.GetValueOrDefault(cid) ?? [])
            .Distinct(StringComparer.Ordinal)
            .Select(mid => _metas.GetValueOrDefault(mid))
            .OfType<Meta>()
            .Where(meta => meta.Type == type && meta.Name.Length > 0);

    /// <summary>As PHP serializes it up to 1.2, as JSON from 1.3 on; without it, the defaults hold.</summary>
    private static IReadOnlyDictionary<string, string> ReadRoutes(string? written)
    {
        var none = new Dictionary<string, string>(StringComparer.Ordinal);
        if (string.IsNullOrEmpty(written))
        {
            return none;
        }

        if (written[0] != '{')
        {
            return PhpValue.Read(written) ?? none;
        }

        try
        {
            using var table = JsonDocument.Parse(written);
            foreach (var route in table.RootElement.EnumerateObject())
            {
                if (
                    route.Value.ValueKind == JsonValueKind.Object
                    && route.Value.TryGetProperty("url", out var url)
                    && url.ValueKind == JsonValueKind.String
                )
                {
                    none[route.Name + ".url"] = url.GetString()!;
                }
            }
        }
        catch (JsonException)
        {
            // The defaults hold, and the report says so.
        }

        return none;
    }

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>A category or tag.</summary>
/// <param name="Parent">Id of the category above; null for none.</param>
internal sealed record Meta(string Name, string Slug, string Type, string? Parent, int Order);
