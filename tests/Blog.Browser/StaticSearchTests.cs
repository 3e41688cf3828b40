using Blog.Portability.StaticSite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser;

/// <summary>The search of the static site, sent by a plain file server with the policy of the program.</summary>
public sealed class StaticSearchTests(BrowserFixture fixture, StaticSearchTests.StaticSamples samples)
    : BrowserTest(fixture),
        IClassFixture<StaticSearchTests.StaticSamples>
{
    private readonly Uri _live = fixture.Address;

    protected override Uri Address => samples.Address;

    [Theory]
    [InlineData("/search", "C#", "/async-pitfalls")]
    [InlineData("/search", "锁", null)]
    [InlineData("/search", "数据库", null)]
    [InlineData("/search", "數據庫", null)]
    [InlineData("/en/search", "indexes", null)]
    [InlineData("/en/search", "CACHING", null)]
    public async Task A_question_finds_posts(string page, string question, string? expected)
    {
        var reader = await VisitAsync($"{page}/?q={Uri.EscapeDataString(question)}");
        await Expect(reader.Find("article.hit h2 a").First).ToBeVisibleAsync();
        if (expected is not null)
        {
            await Expect(reader.Find($"article.hit h2 a[href='{expected}']")).ToBeVisibleAsync();
        }

        await Expect(reader.Find("#q")).ToHaveValueAsync(question);
        await reader.FollowAsync(reader.Find("article.hit h2 a").First);
        await Expect(reader.Find("article.post")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Results_come_while_typing_and_a_question_without_results_says_so()
    {
        var reader = await VisitAsync("/search/");
        await reader.Find("#q").FillAsync("sqlite");
        await Expect(reader.Find("article.hit").First).ToBeVisibleAsync();
        await Expect(reader.Find("#found")).ToContainTextAsync("搜索结果");
        await reader.Find("#q").FillAsync("zzzqqq");
        await Expect(reader.Find("#found")).ToContainTextAsync("没有找到与「zzzqqq」有关的文章");
        await Expect(reader.Find("article.hit")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_search_box_of_every_page_leads_to_the_results()
    {
        var reader = await VisitAsync("/");
        await reader.Find("#find").FillAsync("C#");
        await reader.Page.Keyboard.PressAsync("Enter");
        await Expect(reader.Find("article.hit").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_javascript_the_page_links_to_the_live_site()
    {
        var reader = await VisitAsync("/search/", new VisitorOptions { Scripts = false });
        await Expect(reader.Find("noscript a, .head a").First).ToHaveAttributeAsync("href", "http://localhost/search");
    }

    /// <summary>The program also finds words by their beginnings and by other spellings, so it finds as much or more.</summary>
    [Fact]
    public async Task What_the_script_finds_the_program_finds_too()
    {
        var (reader, live) = (await ComeAsync(), await ComeToAsync(_live));
        var found = 0;
        foreach (var question in new[] { "C#", ".NET", "posts", "ＳＱＬ", "锁", "數據庫", "sqlite wal", "缓存 -redis" })
        {
            await reader.GoAsync("/search/?q=" + Uri.EscapeDataString(question));
            await Expect(reader.Find("#found")).Not.ToContainTextAsync("引号"); // the help, until the script has answered
            var own = await HitsAsync(reader);
            var all = new HashSet<string>(StringComparer.Ordinal);
            for (var page = 1; page <= 3 && !all.IsSupersetOf(own); page++) // few: the program answers 30 searches a minute
            {
                await live.GoAsync($"/search?q={Uri.EscapeDataString(question)}&page={page}");
                all.UnionWith(await HitsAsync(live));
            }

            Assert.Subset(all, own.ToHashSet(StringComparer.Ordinal));
            found += own.Length;
        }

        Assert.True(found > 30, $"only {found} hits");
    }

    private static Task<string[]> HitsAsync(Visitor reader) =>
        reader.AskAsync<string[]>("[...document.querySelectorAll('article.hit h2 a')].map(a => a.getAttribute('href'))");

    /// <summary>The static copy of the samples.</summary>
    public sealed class StaticSamples : IAsyncLifetime
    {
        private const string Policy =
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
            + "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; img-src 'self' data:";

        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("blog-static-");
        private WebApplication? _files;

        public Uri Address => new(_files!.Urls.First());

        public async ValueTask InitializeAsync()
        {
            await using var blog = await SampleServer.StartAsync();
            var report = await blog.Services.GetRequiredService<SiteFolderExport>().RunAsync(_folder.FullName, false, null, default);
            Assert.Empty(report.DeadLinks);
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _files = builder.Build();
            _files.Use(
                (context, next) =>
                {
                    context.Response.Headers.ContentSecurityPolicy = Policy;
                    return next(context);
                }
            );
            _files.UseFileServer(
                new FileServerOptions
                {
                    FileProvider = new PhysicalFileProvider(Path.Combine(_folder.FullName, "public")),
                    StaticFileOptions = { ServeUnknownFileTypes = true },
                }
            );
            await _files.StartAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (_files is not null)
            {
                await _files.DisposeAsync();
            }

            _folder.Delete(recursive: true);
        }
    }
}
