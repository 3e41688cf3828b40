using System.Text.Json;
using Blog.Data.Settings;
using Blog.Portability.Import;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.Import.Offers;

/// <summary>The settings of the old site are offered to an empty blog, and never forced on one in use.</summary>
public sealed class SettingsOfferTests : IAsyncLifetime
{
    private const string Config = """
        title: 山脚下的灯
        subtitle: 写程序
        description: 一个人的笔记
        author: 灯下人
        language: en
        timezone: Asia/Shanghai
        url: https://old.example
        default_category: uncategorized
        per_page: 12
        license: CC BY 4.0
        theme_config:
          menu:
            home: /
            archives: /archives/
            about: /about/
            草稿: /secret/
            以后: /later/
            外: https://elsewhere.example/
            分类: /categories/
            旧: https://old.example/2024/01/02/post/

        """;

    private readonly TemporaryFolder _folder = new();
    private DataHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = new DataHost(_folder.File("data"));
        await _host.StartAsync();
        Write("_config.yml", Config);
        Write("source/_posts/post.md", "---\ntitle: 文\ndate: 2024-01-02\n---\n正文。");
        Write("source/about/index.md", "---\ntitle: 关于\nlang: en\n---\nWords.");
        Write("source/secret/index.md", "---\ntitle: 密\ndraft: true\n---\n字。");
        Write("source/later/index.md", "---\ntitle: 后\ndate: 2099-01-02\n---\n字。");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_empty_blog_takes_them_when_asked_and_only_then()
    {
        var before = await SettingsAsync();
        var dry = await ImportAsync(takes: true, isDryRun: true);
        var offered = await ImportAsync(takes: false, isDryRun: true);
        Assert.Contains("title (en) would become '山脚下的灯', as on the old site", dry.Notes);
        Assert.Contains("menu (en) would become 'About /about/, 旧 /2024/01/02/post/', as on the old site", dry.Notes);
        Assert.Contains("to take the settings of the old site, run the import with --take-settings", offered.Notes);
        Assert.Equal(before.Version, (await SettingsAsync()).Version);

        await ImportAsync(takes: false);
        var untouched = await SettingsAsync();
        Assert.Equal(
            ("博客", "Blog", 8, "zh-CN"),
            (untouched.Main.Title, untouched.Languages[1].Title, untouched.PostsPerPage, untouched.Main.Tag)
        );
        Assert.Null(untouched.LicenceName);

        // The posts of the same folder do not count; what they depend on stays.
        var report = await ImportAsync(takes: true);
        var settings = await SettingsAsync();
        var english = settings.Languages.Single(language => language.Tag == "en");
        Assert.Equal(("山脚下的灯", "写程序", "一个人的笔记"), (english.Title, english.Tagline, english.Description));
        Assert.Equal("山脚下的灯", settings.Main.Title);
        Assert.Equal("", settings.Main.Tagline);
        Assert.Equal(("zh-CN", 12), (settings.Main.Tag, settings.PostsPerPage));
        Assert.Equal(("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"), (settings.LicenceName, settings.LicenceUrl));
        Assert.Equal([new NavigationLink("About", "/about/"), new NavigationLink("旧", "/2024/01/02/post/")], english.Navigation);
        Assert.Contains("main language stays 'zh-CN', which was chosen here; the old site had 'en'", report.Notes);
        Assert.Contains("menu entry '草稿' (/secret/): leads to no page of this blog, left out", report.Notes);
        Assert.Contains("menu entry '以后' (/later/): leads to no page of this blog, left out", report.Notes);
        Assert.Contains("menu entry '外' (https://elsewhere.example/): leads to another site, left out", report.Notes);
        await _host.WithDbAsync(async db =>
        {
            Assert.Equal("灯下人", (await db.Authors.SingleAsync()).Name);
            Assert.Empty(await db.Categories.ToListAsync());
        });

        Assert.DoesNotContain((await ImportAsync(takes: true)).Notes, note => note.Contains("is now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_main_language_decides_the_addresses_of_the_first_run()
    {
        Write("source/_drafts/idea.md", "---\ntitle: Idea\nlang: en\n---\nWords of it.");
        var dry = await ImportAsync(takes: true, isDryRun: true);
        var report = await ImportAsync(takes: true);
        Assert.All(
            [dry, report],
            one => Assert.Equal("/idea", one.Entries.Single(entry => entry.Path.EndsWith("idea.md", StringComparison.Ordinal)).Address)
        );
        var settings = await SettingsAsync();
        Assert.Equal(
            ("en", "About /about/"),
            (settings.Main.Tag, $"{settings.Main.Navigation[0].Text} {settings.Main.Navigation[0].Path}")
        );
        Assert.Equal("Asia/Shanghai", settings.TimeZone);
    }

    [Fact]
    public async Task Samples_do_not_count_and_their_settings_give_way()
    {
        await ReviseAsync(choices => SampleSettings.AddTo(choices, isNew: true));
        await _host.WriteAsync(DataHost.Request("样例") with { ImportKey = "markdown:samples/a.md", ImportHash = "x", IsSample = true });
        await ImportAsync(takes: true);
        var settings = await SettingsAsync();
        Assert.All(settings.Languages, language => Assert.Equal("山脚下的灯", language.Title));
        Assert.Equal("CC BY 4.0", settings.LicenceName);
        Assert.Equal("About", settings.Languages.Single(language => language.Tag == "en").Navigation[0].Text);
    }

    [Fact]
    public async Task What_the_owner_has_set_stays()
    {
        await ReviseAsync(choices =>
            choices with
            {
                PostsPerPage = 20,
                LicenceName = "MIT",
                Languages =
                [
                    .. choices.Languages.Select(language =>
                        language with
                        {
                            Title = "我的",
                            Navigation = [new NavigationLink("友", "/friends")],
                        }
                    ),
                ],
            }
        );
        var report = await ImportAsync(takes: true);
        var settings = await SettingsAsync();
        Assert.All(settings.Languages, language => Assert.Equal(("我的", "友"), (language.Title, language.Navigation.Single().Text)));
        Assert.Equal((20, "MIT"), (settings.PostsPerPage, settings.LicenceName));
        Assert.Equal("写程序", settings.Main.Tagline);
        Assert.Contains("title (en) stays '我的', which was chosen here; the old site had '山脚下的灯'", report.Notes);
        Assert.Contains("posts per page stays '20', which was chosen here; the old site had '12'", report.Notes);
    }

    [Fact]
    public async Task A_blog_in_use_only_learns_what_differs()
    {
        await _host.WriteAsync(DataHost.Request("自己的文章"));
        var before = await SettingsAsync();
        var report = await ImportAsync(takes: true);
        var after = await SettingsAsync();
        var untouched = before.Choices with { TimeZone = "Asia/Shanghai" };
        Assert.Equal(JsonSerializer.Serialize(untouched), JsonSerializer.Serialize(after.Choices));
        Assert.Contains("--take-settings took nothing: this blog has posts of its own", report.Notes);
        Assert.Contains("title (zh-CN) differs: the old site had '山脚下的灯', here it is '博客'", report.Notes);
        Assert.Contains("licence differs: the old site had 'CC BY 4.0', here it is not set", report.Notes);
        await _host.WithDbAsync(async db => Assert.Equal("博客", (await db.Authors.SingleAsync()).Name));
    }

    [Fact]
    public async Task What_the_settings_page_would_refuse_is_named_and_left_out()
    {
        Write(
            "_config.yml",
            $"title: {new string('长', 101)}\nsubtitle: {new string('长', 201)}\nauthor: {new string('长', 101)}\nper_page: 0\nlanguage: fr\n"
                + "license: Own\nlicense_url: 'javascript:alert(1)'\n"
        );
        var report = await ImportAsync(takes: true);
        var settings = await SettingsAsync();
        Assert.Equal(("博客", "", 8), (settings.Main.Title, settings.Main.Tagline, settings.PostsPerPage));
        Assert.Null(settings.LicenceName);
        foreach (
            var start in new[]
            {
                $"title (zh-CN) of the old site, '{new string('长', 100)}', is longer than 100 characters: left out",
                "author of the old site",
                "posts per page of the old site, '0', is no number from 1 to 50: left out",
                "language fr: not one of this blog's, left out",
                "licence of the old site, 'Own', has an address that cannot be linked: left out",
            }
        )
        {
            Assert.Contains(report.Notes, note => note.StartsWith(start, StringComparison.Ordinal));
        }
    }

    private void Write(string path, string text)
    {
        var file = _folder.File("site/" + path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private Task<ImportReport> ImportAsync(bool takes, bool isDryRun = false) =>
        new MarkdownImport(_host.Get<IServiceScopeFactory>(), _host.Get<TimeProvider>()).RunAsync(
            new ImportRequest(_folder.File("site")) { TakeSettings = takes, DryRun = isDryRun },
            null,
            CancellationToken.None
        );

    private Task ReviseAsync(Func<SiteChoices, SiteChoices> change) =>
        _host.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            settings.Revise(change(settings.Choices));
            await db.SaveChangesAsync();
        });

    private async Task<SiteSettings> SettingsAsync()
    {
        SiteSettings? settings = null;
        await _host.WithDbAsync(async db => settings = await db.Settings.AsNoTracking().SingleAsync());
        return settings!;
    }
}
