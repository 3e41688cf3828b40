using System.Text.RegularExpressions;
using Blog.Data.Addresses;
using Blog.Portability.Import.Sources;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Backups.Ghost;

/// <summary>The addresses of a Ghost site: by the routes that it was given, and the redirects to them.</summary>
/// <remarks>Source: ghost/core/core/frontend/services/routing and lib/redirects of TryGhost/Ghost.</remarks>
internal sealed partial class GhostAddresses
{
    private const string Usual = "/{slug}/";

    private static readonly string[] Codes = ["301", "302"];

    private readonly List<(string Route, string Permalink, string Filter)> _collections = [];
    private readonly Dictionary<string, List<string>> _redirects = new(StringComparer.Ordinal);

    /// <param name="routes">routes.yaml; null for none.</param>
    /// <param name="redirects">redirects.yaml or .json; null for none.</param>
    /// <param name="setting">The pattern that a site before Ghost 2 had in its settings; empty for none.</param>
    public GhostAddresses(string? routes, string? redirects, string setting)
    {
        foreach (var (route, value) in SiteConfig.OfText("routes.yaml", routes).Map("collections"))
        {
            if (value is FrontMatterValue.Map map)
            {
                _collections.Add((route, TextOf(map, "permalink") ?? Usual, TextOf(map, "filter") ?? ""));
            }
        }

        if (_collections.Count == 0)
        {
            _collections.Add(("/", setting.Length > 0 ? OldToken().Replace(setting, "{${name}}") : Usual, ""));
        }

        ReadRedirects(redirects);
    }

    /// <summary>The addresses of its lists.</summary>
    public IEnumerable<string> Lists => _collections.Select(one => one.Route);

    /// <summary>Number of redirects that led to no post.</summary>
    public int Unused => _redirects.Values.Sum(from => from.Count);

    /// <summary>The address of a picture without the size that Ghost makes of it on request.</summary>
    public static string WithoutSize(string address) => Size().Replace(address, "/content/images/");

    /// <summary>The addresses of a post or page, the likeliest first.</summary>
    public List<string> Of(GhostEntry entry)
    {
        var addresses = new List<string>();
        var collection = _collections.FirstOrDefault(one => Fits(one.Filter, entry));
        var address =
            entry.IsPage ? $"/{entry.Slug}/"
            : collection.Permalink is { } pattern ? Expand(pattern, entry)
            : null;
        if (address is not null)
        {
            addresses.Add(address);
            addresses.Add(address.TrimEnd('/') + "/amp/");
            if (_redirects.Remove(PostAddress.KeyOf(address), out var former))
            {
                addresses.AddRange(former);
            }
        }

        return addresses;
    }

    private static string? Expand(string pattern, GhostEntry entry)
    {
        var isUnknown = false;
        var address = Token()
            .Replace(
                pattern,
                match =>
                {
                    var value = match.Groups["name"].Value switch
                    {
                        "slug" => entry.Slug,
                        "id" => entry.Id,
                        "uuid" => entry.Uuid,
                        "year" => entry.Date?.ToString("yyyy", CultureInfo.InvariantCulture),
                        "month" => entry.Date?.ToString("MM", CultureInfo.InvariantCulture),
                        "day" => entry.Date?.ToString("dd", CultureInfo.InvariantCulture),
                        "primary_tag" => entry.Tags.Count > 0 ? entry.Tags[0].Slug : "all",
                        "primary_author" or "author" => entry.Author,
                        _ => null,
                    };
                    isUnknown |= string.IsNullOrEmpty(value);
                    return value ?? "";
                }
            );
        return isUnknown ? null : address;
    }

    /// <summary>Whether a post is in a collection; a condition that is not known excludes all.</summary>
    private static bool Fits(string filter, GhostEntry entry) =>
        filter.Trim().Length == 0
        || filter
            .Split(',', StringSplitOptions.TrimEntries)
            .Any(any => any.Split('+', StringSplitOptions.TrimEntries).All(one => Says(one, entry)));

    private static bool Says(string condition, GhostEntry entry)
    {
        if (condition.Split(':', 2, StringSplitOptions.TrimEntries) is not [var field, var value])
        {
            return false;
        }

        var isNot = value.StartsWith('-');
        var wanted = value.TrimStart('-').Trim('\'', '"', '[', ']');
        bool? fits = field switch
        {
            "tag" or "tags" => entry.Tags.Any(tag => tag.Slug == wanted),
            "primary_tag" => entry.Tags.Count > 0 && entry.Tags[0].Slug == wanted,
            "author" or "primary_author" or "authors" => entry.Author == wanted,
            "featured" => entry.IsFeatured == (wanted == "true"),
            _ => null,
        };
        return fits is { } found && found != isNot;
    }

    /// <summary>The list of a JSON file, or the two tables of a YAML file. Patterns that mean more than one address are left out.</summary>
    private void ReadRedirects(string? text)
    {
        if (text is null)
        {
            return;
        }

        if (text.TrimStart().StartsWith('['))
        {
            var config = SiteConfig.OfText("redirects.json", "{\"list\":" + text + "}");
            foreach (var one in config.List("list").OfType<FrontMatterValue.Map>())
            {
                Add(TextOf(one, "from"), TextOf(one, "to"));
            }

            return;
        }

        var tables = SiteConfig.OfText("redirects.yaml", text);
        foreach (var (from, to) in Codes.SelectMany(code => tables.Map(code)))
        {
            Add(from, to is FrontMatterValue.Text words ? words.Value : null);
        }
    }

    private void Add(string? from, string? to)
    {
        var source = (from ?? "").Trim().TrimStart('^').TrimEnd('$').Replace("\\/", "/", StringComparison.Ordinal);
        source = source.EndsWith("/?", StringComparison.Ordinal) ? source[..^1] : source;
        if (
            to is null
            || !to.StartsWith('/')
            || source.Length < 2
            || source[0] != '/'
            || source.IndexOfAny(['*', '(', '[', '|', '?', '+', '\\']) >= 0
        )
        {
            return;
        }

        var key = PostAddress.KeyOf(Uri.UnescapeDataString(to.Split('?', '#')[0]));
        if (!_redirects.TryGetValue(key, out var sources))
        {
            _redirects[key] = sources = [];
        }

        sources.Add(Uri.UnescapeDataString(source));
    }

    private static string? TextOf(FrontMatterValue.Map map, string key) =>
        map.Fields.TryGet(key, out var value) && value is FrontMatterValue.Text { Value.Length: > 0 } text ? text.Value.Trim() : null;

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex(":(?<name>[a-z_]+)", RegexOptions.NonBacktracking)]
    private static partial Regex OldToken();

    [GeneratedRegex("/content/images/size/[^/]+/(format/[^/]+/)?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Size();
}

/// <summary>What the address of a post depends on.</summary>
/// <param name="Tags">Its public tags, the first one first.</param>
/// <param name="Author">The slug of its first author; empty for none.</param>
internal sealed record GhostEntry(
    string Id,
    string Uuid,
    string Slug,
    bool IsPage,
    bool IsFeatured,
    DateTimeOffset? Date,
    IReadOnlyList<GhostTag> Tags,
    string Author
);

/// <summary>A tag.</summary>
internal sealed record GhostTag(string Name, string Slug);
