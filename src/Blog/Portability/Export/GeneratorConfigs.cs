using Blog.Data.Posts.Files;
using Blog.Data.Settings;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Export;

/// <summary>Configurations with which Hexo and Hugo build the same folder, at the same addresses.</summary>
internal static class GeneratorConfigs
{
    public const string HexoName = "_config.yml";
    public const string HugoName = "hugo.yaml";

    /// <summary>Hexo's configuration.</summary>
    /// <param name="home">The public address, without a slash at the end.</param>
    public static string Hexo(
        SiteSettings settings,
        string home,
        string? author,
        IEnumerable<ExportedTag> tags,
        IEnumerable<ExportedCategory> categories
    )
    {
        var yaml = new YamlFrontMatterWriter();
        yaml.Text("title", settings.Main.Title);
        yaml.Text("subtitle", settings.Main.Tagline);
        yaml.Text("description", settings.Main.Description);
        yaml.Text("author", author);
        yaml.Text("language", settings.Main.Tag);
        yaml.Text("timezone", settings.HasTimeZone ? settings.TimeZone : "UTC");
        yaml.Text("url", home);
        yaml.Text("permalink", ":title");
        yaml.Plain("per_page", settings.PostsPerPage.ToString(CultureInfo.InvariantCulture));
        yaml.Plain("future", "false");
        yaml.Plain("render_drafts", "false");
        Map(yaml, "tag_map", tags.Select(tag => (tag.Name, tag.Slug)));
        Map(yaml, "category_map", categories.Select(category => (category.Name, category.Path[(category.Path.LastIndexOf('/') + 1)..])));
        return yaml.ToString();
    }

    /// <summary>Hugo's configuration; its folders are mounted where Hexo has them.</summary>
    public static string Hugo(SiteSettings settings, string home)
    {
        var yaml = new YamlFrontMatterWriter();
        yaml.Text("baseURL", home + "/");
        yaml.Text("title", settings.Main.Title);
        yaml.Text("languageCode", settings.Main.Tag);
        yaml.Text("timeZone", settings.HasTimeZone ? settings.TimeZone : "UTC");
        yaml.Value("hasCJKLanguage", new FrontMatterValue.Text("true"));
        yaml.Value(
            "markup",
            MapOf(
                (
                    "goldmark",
                    MapOf(("renderer", MapOf(("unsafe", new FrontMatterValue.Text("true"))))) // texts may hold HTML, as here
                )
            )
        );
        yaml.Value(
            "module",
            MapOf(
                (
                    "mounts",
                    new FrontMatterValue.List([
                        Mount("source/_posts", "content/posts"),
                        Mount("source/pages", "content/pages"),
                        Mount("source/media", "static/media"),
                        Mount("layouts", "layouts"),
                        Mount("static", "static"),
                        Mount("data", "data/blog"),
                    ])
                )
            )
        );
        return yaml.ToString();
    }

    private static FrontMatterValue.Map Mount(string source, string target) =>
        MapOf(("source", new FrontMatterValue.Text(source)), ("target", new FrontMatterValue.Text(target)));

    private static FrontMatterValue.Map MapOf(params ReadOnlySpan<(string Key, FrontMatterValue Value)> fields)
    {
        var map = new FrontMatterMap();
        foreach (var (key, value) in fields)
        {
            map.Set(key, value);
        }

        return new FrontMatterValue.Map(map);
    }

    private static void Map(YamlFrontMatterWriter yaml, string key, IEnumerable<(string Name, string Slug)> names)
    {
        var map = new FrontMatterMap();
        foreach (var (name, slug) in names)
        {
            if (!map.Has(name))
            {
                map.Set(name, new FrontMatterValue.Text(slug));
            }
        }

        if (map.Count > 0)
        {
            yaml.Value(key, new FrontMatterValue.Map(map));
        }
    }
}
