using System.Net;
using Blog.Portability.Import.Backups.WordPress.Exports;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Backups.WordPress;

/// <summary>
/// The menu of a site. An export holds the entries of all menus but not which stood where: the one with the most entries on the first level
/// was that of the header.
/// </summary>
/// <remarks>Source: wp-includes/nav-menu.php (wp_setup_nav_menu_item) of WordPress/WordPress.</remarks>
internal sealed class WordPressMenu
{
    private const int MaxEntries = 500;
    private const int MaxItems = 20_000;

    private readonly List<WordPressMenuEntry> _entries = [];
    private readonly Dictionary<string, (string Title, string Link)> _items = new(StringComparer.Ordinal);

    /// <summary>Takes an entry, or an item that one may lead to.</summary>
    public void Add(WxrItem item)
    {
        if (item.Type != "nav_menu_item")
        {
            if (_items.Count < MaxItems && item.Status == "publish")
            {
                _items.TryAdd(item.Id, (item.Title, item.Link));
            }
        }
        else if (_entries.Count < MaxEntries && item.Status == "publish")
        {
            _entries.Add(
                new WordPressMenuEntry(
                    item.Terms.Find(term => term.Domain == "nav_menu")?.Slug ?? "",
                    WebUtility.HtmlDecode(item.Title),
                    int.TryParse(item.Order, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var order) ? order : 0,
                    item.MetaOf("_menu_item_type") ?? "",
                    item.MetaOf("_menu_item_object") ?? "",
                    item.MetaOf("_menu_item_object_id") ?? "",
                    item.MetaOf("_menu_item_url") ?? ""
                )
            );
        }
    }

    /// <summary>Forgets the items, once the list is made.</summary>
    public void Forget()
    {
        _items.Clear();
        _items.TrimExcess();
    }

    /// <summary>The entries as a list of names and addresses; empty if there is no menu.</summary>
    public FrontMatterValue.List ToList(WordPressIndex index)
    {
        var main = _entries.GroupBy(entry => entry.Menu, StringComparer.Ordinal).MaxBy(menu => menu.Count());
        return new FrontMatterValue.List([
            .. (main ?? Enumerable.Empty<WordPressMenuEntry>())
                .OrderBy(entry => entry.Order)
                .Select(entry => ToMap(entry, index))
                .OfType<FrontMatterValue.Map>(),
        ]);
    }

    private FrontMatterValue.Map? ToMap(WordPressMenuEntry entry, WordPressIndex index)
    {
        var (title, url) = entry.Type switch
        {
            "post_type" => _items.GetValueOrDefault(entry.ObjectId),
            "taxonomy" when entry.Object == "category" && index.Channel.TermSlugs.GetValueOrDefault(entry.ObjectId) is { } slug => (
                index.Channel.Categories.GetValueOrDefault(slug).Name,
                "/category/" + string.Join('/', index.SlugsOfCategory(slug)) + "/"
            ),
            "taxonomy" when entry.Object == "post_tag" && index.Channel.Tags.GetValueOrDefault(entry.ObjectId) is { } slug => (
                Uri.UnescapeDataString(slug),
                $"/tag/{Uri.UnescapeDataString(slug)}/"
            ),
            "custom" => (entry.Title, entry.Url),
            _ => default,
        };
        var name = entry.Title.Length > 0 ? entry.Title : WordPressText.PlainOf(title ?? "");
        if (string.IsNullOrEmpty(url) || name.Length == 0)
        {
            return null;
        }

        var map = new FrontMatterMap();
        map.Set("name", new FrontMatterValue.Text(name));
        map.Set("url", new FrontMatterValue.Text(url));
        return new FrontMatterValue.Map(map);
    }
}

/// <summary>An entry of a menu.</summary>
/// <param name="Menu">Slug of its menu.</param>
/// <param name="Title">Empty for the name of what it leads to.</param>
/// <param name="Type"><c>post_type</c>, <c>taxonomy</c> or <c>custom</c>.</param>
/// <param name="Object">The kind of what it leads to: <c>page</c>, <c>category</c>.</param>
/// <param name="Url">Its address, where it leads to nothing of the site's own.</param>
internal sealed record WordPressMenuEntry(string Menu, string Title, int Order, string Type, string Object, string ObjectId, string Url);
