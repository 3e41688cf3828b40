using Blog.Data.Posts.Files;
using Blog.Portability.Import.Sources;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Offers;

/// <summary>Reads what a site says of itself from its configuration, that of its theme and its data files.</summary>
internal static class OldSettingsReader
{
    private static readonly string[] MenuFiles = ["navigation", "menu", "nav", "header"];
    private static readonly string[] DataExtensions = [".yml", ".yaml", ".json"];
    private static readonly string[] LicencePlaces = ["creative_commons", "post_copyright", "copyright", "licenses", "license"];

    /// <summary>Null for a folder without a configuration.</summary>
    public static OldSettings? Read(SourceFolder folder) =>
        folder.Config.Name is null
            ? null
            : folder.Tool switch
            {
                SiteGenerator.Hexo => OfHexo(folder),
                SiteGenerator.Hugo => OfHugo(folder),
                SiteGenerator.Jekyll => OfJekyll(folder),
                SiteGenerator.Unknown => null,
                _ => OfBackup(folder),
            };

    private static OldSettings OfHexo(SourceFolder folder)
    {
        var config = folder.Config;
        var theme = config.Text("theme") ?? "";
        var texts = new SourceTexts(folder);
        SiteConfig File(string path) => SiteConfig.OfText(path, texts.Read(path));
        var places = new[]
        {
            File($"_config.{theme}.yml"),
            SiteConfig.Of(config.Map("theme_config")),
            File($"source/_data/{theme}.yml"),
            File("source/_data/next.yml"),
            File($"themes/{theme}/_config.yml"),
            config,
        };
        var tag = PostFileLanguage.Normalize(folder.LanguageName);
        var menu = places.SelectMany(place => new[] { place.Value("menu"), place.Value("navbar.menu"), place.Value("menubar.items") });
        var licence = places.Select(HexoLicence).FirstOrDefault(found => found is not null) ?? (null, null);
        return new OldSettings
        {
            Languages =
            [
                new OldLanguage(tag)
                {
                    Title = config.Text("title"),
                    Tagline = config.Text("subtitle"),
                    Description = config.Text("description"),
                    Menu = menu.Select(value => MenuEntry.Read(value, tag)).FirstOrDefault(entries => entries.Count > 0) ?? [],
                },
            ],
            Author = config.Text("author"),
            LicenceName = licence.Name,
            LicenceUrl = licence.Url,
            PostsPerPage = config.Text("index_generator.per_page") ?? config.Text("per_page"),
        };
    }

    private static OldSettings OfBackup(SourceFolder folder) =>
        new()
        {
            Languages =
            [
                new OldLanguage(PostFileLanguage.Normalize(folder.LanguageName))
                {
                    Title = folder.Config.Text("title"),
                    Tagline = folder.Config.Text("subtitle"),
                    Description = folder.Config.Text("description"),
                    Menu = MenuEntry.Read(folder.Config.Value("menu"), null),
                },
            ],
            Author = folder.Config.Text("author"),
            PostsPerPage = folder.Config.Text("per_page"),
        };

    /// <summary>A licence that the theme showed: one that is only named beside a switch that is off was never given.</summary>
    private static (string? Name, string? Url)? HexoLicence(SiteConfig place)
    {
        foreach (var name in LicencePlaces)
        {
            var isOff = place.Flag(name + ".enable") is false || place.Flag(name) is false;
            var isHidden =
                name == "creative_commons"
                && place.Map(name).Count > 0
                && place.Flag(name + ".post") is not true
                && place.Flag(name + ".sidebar") is not true;
            if (isOff || isHidden)
            {
                continue;
            }

            var words = place.Text(name + ".license") ?? place.Text(name + ".name") ?? (name == "copyright" ? null : place.Text(name));
            var licence = LicenceReader.Read(
                words,
                place.Text(name + ".license_url") ?? place.Text(name + ".url") ?? place.Text(name + "_url")
            );
            if (licence.Name is not null)
            {
                return licence;
            }
        }

        return null;
    }

    private static OldSettings OfHugo(SourceFolder folder)
    {
        var config = folder.Config;
        var main = config.Text("defaultContentLanguage") ?? (config.Map("languages").FirstOrDefault().Key ?? "");
        var codes = config.Map("languages").Select(entry => entry.Key).OrderByDescending(code => code == main).DefaultIfEmpty("").ToList();
        var (licence, url) = LicenceReader.Read(
            First(config, "params.license", "params.licence", "params.article.license.default", "params.footer.license", "params.cc.name")
                ?? Licence(config.Text("copyright")),
            First(config, "params.licenseURL", "params.license_url", "params.cc.link")
        );
        return new OldSettings
        {
            Languages = [.. codes.Select(code => HugoLanguage(folder, code, isMain: code == codes[0]))],
            Author =
                First(config, "params.author.name", "params.author", "author.name", "author")
                ?? First(config, $"languages.{main}.params.author.name", $"languages.{main}.params.author"),
            LicenceName = licence,
            LicenceUrl = url,
            PostsPerPage = First(config, "pagination.pagerSize", "paginate"),
        };
    }

    private static OldLanguage HugoLanguage(SourceFolder folder, string code, bool isMain)
    {
        var config = folder.Config;
        var own = SiteConfig.Of(config.Map("languages." + code));
        var tag = PostFileLanguage.Normalize(First(own, "locale", "languageCode") ?? (code.Length > 0 ? code : folder.LanguageName));
        string? Text(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if ((own.Text(name) ?? (isMain ? config.Text(name) : null)) is { } text)
                {
                    return text;
                }
            }

            return null;
        }

        var menus = new[]
        {
            own.Value("menus.main"),
            own.Value("menu.main"),
            config.Value($"menus.{code}", "main"),
            config.Value($"menu.{code}", "main"),
        };
        var shared = new[] { config.Value("menus.main"), config.Value("menu.main") };
        return new OldLanguage(tag, code.Length > 0 ? code : null)
        {
            Title = own.Text("title") ?? config.Text("title"),
            Tagline = Text(
                "params.subtitle",
                "params.tagline",
                "params.slogan",
                "params.sidebar.subtitle",
                "params.header.subtitle",
                "subtitle"
            ),
            Description = Text("params.description", "description"),
            Menu = menus.Concat(shared).Select(value => MenuEntry.Read(value, tag)).FirstOrDefault(entries => entries.Count > 0) ?? [],
        };
    }

    private static OldSettings OfJekyll(SourceFolder folder)
    {
        var (config, texts) = (folder.Config, new SourceTexts(folder));
        var tag = PostFileLanguage.Normalize(folder.LanguageName);
        var data = MenuFiles.SelectMany(name =>
        {
            var file = DataExtensions
                .Select(extension => $"_data/{name}{extension}")
                .Select(path => SiteConfig.OfText(path, texts.Read(path)))
                .FirstOrDefault(read => read.All.Count > 0);
            return new[] { file?.Value("main"), file?.Value("header"), file is null ? null : new FrontMatterValue.Map(file.All) };
        });
        var menu = new[] { config.Value("navigation"), config.Value("nav"), config.Value("menu"), config.Value("header_links") }
            .Concat(data)
            .Select(value => MenuEntry.Read(value, tag))
            .FirstOrDefault(entries => entries.Count > 0);
        var (licence, url) = LicenceReader.Read(
            First(config, "license.name", "license", "licence.name", "licence") ?? Licence(config.Text("copyright")),
            First(config, "license.url", "licence.url", "license_url")
        );
        return new OldSettings
        {
            Languages =
            [
                new OldLanguage(tag)
                {
                    Title = First(config, "title", "name"),
                    Tagline = First(config, "tagline", "subtitle"),
                    Description = config.Text("description"),
                    Menu = menu ?? [.. config.Texts("header_pages").Select(file => new MenuEntry("", file))],
                },
            ],
            Author = First(config, "author.name", "author"),
            LicenceName = licence,
            LicenceUrl = url,
            PostsPerPage = config.Text("paginate") ?? config.Text("pagination.per_page"),
        };
    }

    private static string? First(SiteConfig config, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (config.Text(name) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>A line of copyright says a licence only where it names one; "© 2024 Wren" does not.</summary>
    private static string? Licence(string? copyright) =>
        copyright is not null && LicenceReader.Read(copyright, null).Url is not null ? copyright : null;
}
