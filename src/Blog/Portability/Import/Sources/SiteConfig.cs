using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Sources;

/// <summary>The settings of a site as its own configuration gives them, by dotted names (<c>index_generator.per_page</c>).</summary>
public sealed class SiteConfig
{
    private const int MaxBytes = 512 * 1024;

    private readonly FrontMatterMap _fields = new();

    internal SiteConfig() { }

    /// <summary>The file that was read, relative to the site; null if there is none.</summary>
    public string? Name { get; private set; }

    /// <summary>What could not be read, for the report.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Reads one configuration file, or a folder of them (Hugo's <c>config/_default</c>).</summary>
    /// <param name="siteRoot">Absolute path of the site.</param>
    /// <param name="name">The file's path below it, with forward slashes.</param>
    public static SiteConfig Read(string siteRoot, string name)
    {
        var config = new SiteConfig { Name = name };
        config.Add(siteRoot, name, null);
        var folder = Path.GetDirectoryName(name)?.Replace('\\', '/');
        if (!string.IsNullOrEmpty(folder))
        {
            foreach (
                var part in Directory
                    .EnumerateFiles(Path.Combine(siteRoot, folder))
                    .Select(file => Path.GetFileName(file))
                    .Where(part => FormatOf(part) is not null && folder + "/" + part != name)
                    .Order(StringComparer.Ordinal)
                    .Take(50)
            )
            {
                config.Add(siteRoot, folder + "/" + part, Path.GetFileNameWithoutExtension(part)); // permalinks.toml is a table
            }
        }

        return config;
    }

    /// <summary>Settings from a text; none where there is no text, or it cannot be read.</summary>
    /// <param name="name">The file's name, which tells the format.</param>
    internal static SiteConfig OfText(string name, string? text)
    {
        var isList = text is not null && text.TrimStart().StartsWith('-') && !text.TrimStart().StartsWith("---", StringComparison.Ordinal);
        var (fields, _) = text is null
            ? (null, null)
            : FrontMatter.ReadSettings(isList ? "main:\n" + text : text, FormatOf(name) ?? FrontMatterFormat.Yaml, []);
        return fields is null ? new SiteConfig() : Of(fields);
    }

    /// <summary>Settings that are a part of others.</summary>
    internal static SiteConfig Of(FrontMatterMap fields)
    {
        var config = new SiteConfig();
        foreach (var (key, value) in fields)
        {
            config._fields.Set(key, value);
        }

        return config;
    }

    /// <summary>The settings that a backup holds.</summary>
    /// <param name="name">What the report calls it.</param>
    internal static SiteConfig OfBackup(string name, FrontMatterMap fields)
    {
        var config = Of(fields);
        config.Name = name;
        return config;
    }

    /// <summary>A setting of any kind; null if it is missing.</summary>
    internal FrontMatterValue? Value(string path) => Find(path);

    /// <summary>A setting in a table whose own name has dots (Hugo's <c>menus.zh.toml</c>); null if it is missing.</summary>
    internal FrontMatterValue? Value(string table, string name) =>
        _fields.TryGet(table, out var found) && found is FrontMatterValue.Map map && map.Fields.TryGet(name, out var value) ? value : null;

    /// <summary>All settings.</summary>
    public FrontMatterMap All => _fields;

    /// <summary>The text of a setting; null if it is missing or empty.</summary>
    public string? Text(string path) => Find(path) is FrontMatterValue.Text { Value.Length: > 0 } text ? text.Value.Trim() : null;

    /// <summary>The texts of a setting that may be one or a list.</summary>
    public IReadOnlyList<string> Texts(string path) =>
        Find(path) switch
        {
            FrontMatterValue.Text { Value.Length: > 0 } text => [text.Value.Trim()],
            FrontMatterValue.List list => [.. list.Items.OfType<FrontMatterValue.Text>().Select(item => item.Value.Trim())],
            _ => [],
        };

    /// <summary>A table; empty if it is missing.</summary>
    public FrontMatterMap Map(string path) => Find(path) is FrontMatterValue.Map map ? map.Fields : new FrontMatterMap();

    /// <summary>The items of a list; empty if it is missing.</summary>
    public IReadOnlyList<FrontMatterValue> List(string path) => Find(path) is FrontMatterValue.List list ? list.Items : [];

    /// <summary>A switch; null if it is missing or neither.</summary>
    public bool? Flag(string path) =>
        Text(path)?.ToLowerInvariant() switch
        {
            "true" or "yes" or "on" => true,
            "false" or "no" or "off" => false,
            _ => null,
        };

    /// <summary>A whole number that is not negative; null if it is missing or none.</summary>
    public int? Number(string path) =>
        int.TryParse(Text(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private FrontMatterValue? Find(string path)
    {
        var fields = _fields;
        var parts = path.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            if (!fields.TryGet(parts[i], out var value))
            {
                return null;
            }

            if (i == parts.Length - 1)
            {
                return value;
            }

            if (value is not FrontMatterValue.Map map)
            {
                return null;
            }

            fields = map.Fields;
        }

        return null;
    }

    private void Add(string siteRoot, string name, string? table)
    {
        var file = new FileInfo(Path.Combine(siteRoot, name.Replace('/', Path.DirectorySeparatorChar)));
        if (!file.Exists || file.LinkTarget is not null || file.Length is 0 or > MaxBytes) // pipes and devices have no length
        {
            Problems.Add($"{name} is a link, empty or too long: not read");
            return;
        }

        var (fields, error) = FrontMatter.ReadSettings(File.ReadAllText(file.FullName), FormatOf(name) ?? FrontMatterFormat.Yaml, []);
        if (fields is null)
        {
            Problems.Add($"{name}, line {error!.Line.ToString(CultureInfo.InvariantCulture)}: {error.Reason}: not read");
            return;
        }

        foreach (var (key, value) in fields)
        {
            if (table is null)
            {
                _fields.Set(key, value);
            }
        }

        if (table is not null && !_fields.Has(table))
        {
            _fields.Set(table, new FrontMatterValue.Map(fields));
        }
    }

    private static FrontMatterFormat? FormatOf(string name) =>
        Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".toml" => FrontMatterFormat.Toml,
            ".json" => FrontMatterFormat.Json,
            ".yml" or ".yaml" => FrontMatterFormat.Yaml,
            _ => null,
        };
}
