using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Offers;

/// <summary>An entry of the old site's main navigation.</summary>
/// <param name="Text">As readers saw it.</param>
/// <param name="Address">As written: a path, a URL or the name of a file.</param>
internal sealed record MenuEntry(string Text, string Address)
{
    private const int MaxDepth = 3;
    private const int MaxEntries = 100;

    private static readonly string[] TextNames = ["title", "name", "label", "text", "key", "identifier", "id"];
    private static readonly string[] AddressNames = ["url", "link", "path", "href", "pageRef", "page"];

    /// <summary>Names of pages that Hexo's themes translate, in Chinese and English.</summary>
    private static readonly Dictionary<string, (string Chinese, string English)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["home"] = ("首页", "Home"),
        ["index"] = ("首页", "Home"),
        ["archive"] = ("归档", "Archives"),
        ["archives"] = ("归档", "Archives"),
        ["category"] = ("分类", "Categories"),
        ["categories"] = ("分类", "Categories"),
        ["tag"] = ("标签", "Tags"),
        ["tags"] = ("标签", "Tags"),
        ["about"] = ("关于", "About"),
        ["links"] = ("友链", "Links"),
        ["link"] = ("友链", "Links"),
        ["friends"] = ("友链", "Friends"),
        ["projects"] = ("项目", "Projects"),
        ["project"] = ("项目", "Projects"),
        ["books"] = ("书单", "Books"),
        ["movies"] = ("电影", "Movies"),
        ["music"] = ("音乐", "Music"),
        ["photos"] = ("相册", "Photos"),
        ["gallery"] = ("相册", "Gallery"),
        ["schedule"] = ("日程", "Schedule"),
        ["resume"] = ("简历", "Résumé"),
        ["guestbook"] = ("留言", "Guestbook"),
        ["contact"] = ("联系", "Contact"),
        ["sitemap"] = ("站点地图", "Sitemap"),
        ["search"] = ("搜索", "Search"),
    };

    /// <summary>Reads a menu in the forms that generators and their themes have, submenus flattened, entries by their weight.</summary>
    /// <remarks><c>home: / || icon</c> (NexT, Butterfly), lists of maps (Hugo, Jekyll), <c>- About: /about/</c>.</remarks>
    public static IReadOnlyList<MenuEntry> Read(FrontMatterValue? value, string? language)
    {
        var entries = new List<(int Weight, MenuEntry Entry)>();
        Add(value, "", language, entries, 0);
        return [.. entries.OrderBy(entry => entry.Weight).Select(entry => entry.Entry).Take(MaxEntries)];
    }

    private static void Add(FrontMatterValue? value, string key, string? language, List<(int, MenuEntry)> entries, int depth)
    {
        switch (value)
        {
            case FrontMatterValue.Text { Value.Length: > 0 } text when key.Length > 0:
                entries.Add((0, new MenuEntry(Shown(key, language), Head(text.Value))));
                break;
            case FrontMatterValue.List list when depth < MaxDepth:
                foreach (var item in list.Items)
                {
                    AddItem(item, language, entries, depth + 1);
                }

                break;
            case FrontMatterValue.Map map when depth < MaxDepth:
                AddMap(map.Fields, key, language, entries, depth);
                break;
        }
    }

    private static void AddItem(FrontMatterValue item, string? language, List<(int, MenuEntry)> entries, int depth)
    {
        if (item is not FrontMatterValue.Map { Fields: var fields })
        {
            Add(item, "", language, entries, depth);
        }
        else if (fields.Count > 1 && First(fields, AddressNames) is not null)
        {
            AddEntry(fields, "", language, entries, depth);
        }
        else
        {
            foreach (var (name, inner) in fields)
            {
                Add(inner, Head(name), language, entries, depth);
            }
        }
    }

    private static void AddMap(FrontMatterMap fields, string key, string? language, List<(int, MenuEntry)> entries, int depth)
    {
        // "Index: {url: /, icon: fas fa-home}" is an entry; "Link: /link/" beside "About: /about/" are two.
        if (depth > 0 && First(fields, AddressNames) is not null && Slashes(fields) == 1)
        {
            AddEntry(fields, key, language, entries, depth);
            return;
        }

        foreach (var (name, inner) in fields)
        {
            Add(inner, Head(name), language, entries, depth + 1);
        }
    }

    private static void AddEntry(FrontMatterMap fields, string key, string? language, List<(int, MenuEntry)> entries, int depth)
    {
        // An unset weight comes last in Hugo; elsewhere all are unset.
        var weight = int.TryParse(First(fields, ["weight", "order"]), CultureInfo.InvariantCulture, out var number) ? number : 0;
        var (address, text) = (First(fields, AddressNames)!, First(fields, TextNames) ?? key);
        entries.Add((weight == 0 ? int.MaxValue : weight, new MenuEntry(Shown(text.Length > 0 ? text : address, language), Head(address))));
        foreach (var (name, inner) in fields.Where(field => field.Value is not FrontMatterValue.Text))
        {
            Add(inner, name, language, entries, depth + 1);
        }
    }

    private static int Slashes(FrontMatterMap fields) =>
        fields.Count(field => field.Value is FrontMatterValue.Text text && text.Value.Contains('/', StringComparison.Ordinal));

    private static string? First(FrontMatterMap fields, string[] names) =>
        names
            .Select(name =>
                fields.TryGet(name, out var value) && value is FrontMatterValue.Text { Value.Length: > 0 } text ? text.Value : null
            )
            .FirstOrDefault(text => text is not null);

    /// <summary>What stands before the sign of an icon.</summary>
    private static string Head(string text) => text.Split("||")[0].Trim();

    private static string Shown(string key, string? language)
    {
        var name = Head(key);
        return !Known.TryGetValue(name, out var known) || name.Any(char.IsAsciiLetterUpper) ? name
            : language?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) is true ? known.Chinese
            : known.English;
    }
}
