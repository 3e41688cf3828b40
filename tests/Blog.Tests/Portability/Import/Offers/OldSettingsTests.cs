using Blog.Portability.Import.Offers;
using Blog.Portability.Import.Sources;

namespace Blog.Tests.Portability.Import.Offers;

/// <summary>What the configurations of each generator and of common themes say of a site.</summary>
public sealed class OldSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_Hexo_site_says_it_in_its_own_configuration_and_in_that_of_its_theme()
    {
        var old = Read(
            ("source/x.md", ""),
            (
                "_config.yml",
                "title: '灯 & 人'\nsubtitle: 副题\ndescription: 说明\nauthor: 某人\nlanguage: [zh-Hans, en]\nper_page: 12\ntheme: next\n"
            ),
            (
                "_config.next.yml",
                "menu:\n  home: / || fa fa-home\n  about: /about/ || fa fa-user\n"
                    + "  Docs:\n    default: /docs/ || book\n    api: /docs/api/\n"
                    + "creative_commons:\n  license: by-nc-sa\n  post: true\n"
            )
        );
        var language = Assert.Single(old.Languages);
        Assert.Equal(("zh-CN", "灯 & 人", "副题", "说明"), (language.Tag, language.Title, language.Tagline, language.Description));
        Assert.Equal(("某人", "12"), (old.Author, old.PostsPerPage));
        Assert.Equal(("CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"), (old.LicenceName, old.LicenceUrl));
        Assert.Equal(["首页 /", "关于 /about/", "default /docs/", "api /docs/api/"], Shown(language));
    }

    [Theory]
    [InlineData("menu:\n  Link: /link/ || fas fa-link\n  About: /about/\n", "Link /link/", "About /about/")]
    [InlineData("menu:\n  清单||fas fa-list:\n    音乐: /music/ || fas fa-music\n    电影: /movies/\n", "音乐 /music/", "电影 /movies/")]
    [InlineData(
        "menu:\n  Index:\n    url: /\n    icon: fas fa-home\n  关于:\n    url: /about\n    icon: fas fa-user\n",
        "Index /",
        "关于 /about"
    )]
    [InlineData(
        "navbar:\n  menu:\n    - { key: 'about', link: '/about/', icon: 'icon-user' }\n    - {key: x, name: 友人, link: /f/}\n",
        "关于 /about/",
        "友人 /f/"
    )]
    [InlineData("menu:\n- 关于: /about/\n- Link: /link/\n", "关于 /about/", "Link /link/")]
    [InlineData("theme_config:\n  menu:\n    首页: /\n", "首页 /")]
    [InlineData("menu: true\n")]
    public void Menus_of_Hexo_themes_are_read_in_all_their_forms(string config, params string[] entries) =>
        Assert.Equal(entries, Shown(Read(("source/x.md", ""), ("_config.yml", "title: x\nlanguage: zh-CN\n" + config)).Languages[0]));

    [Theory]
    [InlineData("creative_commons:\n  license: by-nc-sa\n  sidebar: false\n  post: false\n", null, null)]
    [InlineData("creative_commons: by-nc\n", "CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/")]
    [InlineData("post_copyright:\n  enable: false\n  license: CC BY 4.0\n", null, null)]
    [InlineData(
        "post_copyright:\n  enable: true\n  license: CC BY-NC-SA 3.0\n  license_url: https://creativecommons.org/licenses/by-nc-sa/3.0/\n",
        "CC BY-NC-SA 3.0",
        "https://creativecommons.org/licenses/by-nc-sa/3.0/"
    )]
    [InlineData(
        "post_copyright:\n  license: '<a href=\"https://creativecommons.org/licenses/by-nd/4.0/\" rel=\"x\">署名</a>'\n",
        "CC BY-ND 4.0",
        "https://creativecommons.org/licenses/by-nd/4.0/"
    )]
    [InlineData("license: CC0\n", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")]
    [InlineData("license: MIT\nlicense_url: ''\n", "MIT", null)]
    [InlineData("copyright:\n  license: 版权 &copy; 所有\n", "版权 © 所有", null)]
    [InlineData("license: true\n", null, null)]
    public void A_licence_is_read_where_the_theme_showed_it(string config, string? name, string? url)
    {
        var old = Read(("source/x.md", ""), ("_config.yml", "title: x\n" + config));
        Assert.Equal((name, url), (old.LicenceName, old.LicenceUrl));
    }

    [Fact]
    public void A_Hugo_site_says_it_for_each_language()
    {
        var old = Read(
            ("content/x.md", ""),
            (
                "hugo.toml",
                """
                title = "全站"
                defaultContentLanguage = "zh"
                paginate = 7
                [params]
                subtitle = "副题"
                author = { name = "某人", email = "a@b.example" }
                license = "[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)"
                [[menu.main]]
                name = "后"
                url = "/late/"
                weight = 20
                [[menu.main]]
                name = "先"
                pageRef = "/early"
                weight = 10
                [languages.en]
                title = "Site"
                [languages.en.params]
                description = "About it"
                [[languages.en.menus.main]]
                name = "About"
                url = "/about/"
                [languages.zh]
                languageCode = "zh-Hans"
                """
            )
        );
        Assert.Equal(
            [("zh-CN", "全站", "副题", null), ("en", "Site", null, "About it")],
            old.Languages.Select(one => (one.Tag, one.Title, one.Tagline, one.Description))
        );
        Assert.Equal(["先 /early", "后 /late/"], Shown(old.Languages[0]));
        Assert.Equal(["About /about/"], Shown(old.Languages[1]));
        Assert.Equal(("某人", "7", "CC BY-SA 4.0"), (old.Author, old.PostsPerPage, old.LicenceName));
    }

    [Fact]
    public void A_Hugo_site_may_say_it_in_a_folder_of_files()
    {
        var old = Read(
            ("content/x.md", ""),
            ("config/_default/hugo.toml", "title = 'Site'\ncopyright = '© 2024 Wren'\n"),
            ("config/_default/menus.en.toml", "[[main]]\nname = 'About'\nurl = 'about/'\n"),
            ("config/_default/languages.toml", "[en]\nlanguageName = 'English'\n[en.params]\ndescription = 'Words'\n"),
            ("config/_default/params.yaml", "author: Wren\n")
        );
        Assert.Equal(["About about/"], Shown(Assert.Single(old.Languages)));
        Assert.Equal(("Words", "Wren", null), (old.Languages[0].Description, old.Author, old.LicenceName));
    }

    [Theory]
    [InlineData("_config.yml", "header_pages: [about.md, talks.md]\n", " about.md", " talks.md")]
    [InlineData(
        "_data/navigation.yml",
        "main:\n  - title: About\n    url: /about/\n  - title: 外\n    url: https://x.example\n",
        "About /about/",
        "外 https://x.example"
    )]
    [InlineData(
        "_data/menu.yml",
        "- name: About\n  link: /about.html\n- name: Talks\n  link: /talks/\n",
        "About /about.html",
        "Talks /talks/"
    )]
    [InlineData("_data/navigation.yml", "- { title: A, url: /a/, sublinks: [ { title: B, url: /b/ } ] }\n", "A /a/", "B /b/")]
    [InlineData("_config.yml", "navigation:\n- {text: About, url: /about/}\n", "About /about/")]
    public void Menus_of_Jekyll_sites_are_read_in_all_their_forms(string file, string content, params string[] entries)
    {
        const string Config = "title: Site\ntagline: Line\ndescription: Words\nauthor: {name: Wren}\npaginate: 5\n";
        var old = file == "_config.yml" ? Read((file, Config + content)) : Read(("_config.yml", Config), (file, content));
        Assert.Equal(entries, Shown(old.Languages[0]));
        Assert.Equal(("Site", "Line", "Words"), (old.Languages[0].Title, old.Languages[0].Tagline, old.Languages[0].Description));
        Assert.Equal(("Wren", "5"), (old.Author, old.PostsPerPage));
    }

    [Fact]
    public void Nothing_outside_the_site_is_read()
    {
        File.WriteAllText(_folder.File("secret.yml"), "menu:\n  Geheim: /x/\n");
        var old = Read(("source/x.md", ""), ("_config.yml", "title: x\ntheme: ../../secret\n"));
        Assert.Empty(old.Languages[0].Menu);
        File.CreateSymbolicLink(_folder.File("site/_config.next.yml"), _folder.File("secret.yml"));
        Assert.Empty(Read(("_config.yml", "title: x\ntheme: next\n")).Languages[0].Menu);
    }

    private OldSettings Read(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var file = _folder.File("site/" + path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        return OldSettingsReader.Read(SourceFolder.Open(_folder.File("site")))!;
    }

    private static IEnumerable<string> Shown(OldLanguage language) => language.Menu.Select(entry => $"{entry.Text} {entry.Address}");
}
