using System.Net;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using Blog.Portability;
using Blog.Storage.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Reading.Feeds;

/// <summary>The sample blog, imported once for these tests.</summary>
public sealed class SampleBlogApplication : BlogApplication, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await Services.GetRequiredService<Readiness>().Task;
        await using (var scope = Services.CreateAsyncScope())
        {
            await SampleBlog.SeedAsync(scope.ServiceProvider, CancellationToken.None);
        }

        Clock.Leap(TimeSpan.FromDays(400)); // everything that the samples schedule is public
        await this.SettingsAsync(choices => choices with { Discovery = choices.Discovery with { PublishesMarkdown = true } });
    }
}

public sealed class SampleFeedTests(SampleBlogApplication blog) : IClassFixture<SampleBlogApplication>
{
    [Fact]
    public async Task Every_feed_of_the_page_of_feeds_is_a_feed_with_whole_addresses()
    {
        var feeds = await FeedsAsync();
        Assert.True(feeds.Count > 60, $"{feeds.Count} feeds");
        foreach (var path in feeds)
        {
            var feed = await blog.FeedAsync(path);
            Assert.NotEmpty(feed.Entries);
            Assert.Equal("http://localhost" + path, feed.Self);
            Assert.Equal(feed.Entries.Count, feed.Entries.Select(entry => entry.Id).Distinct().Count());
            foreach (var entry in feed.Entries)
            {
                Assert.All(
                    FeedParsing.Addresses(entry.Html).Append(entry.Href),
                    address => Assert.True(IsWhole(address), $"{path}, {entry.Title}: {address}")
                );
                var body = new HtmlParser().ParseDocument("<!doctype html><body>" + entry.Html).Body!;
                Assert.Empty(body.QuerySelectorAll("script, style, iframe, form, input, button, .anchor, .fold, [style], [tabindex]"));
                Assert.NotEmpty(entry.Html);
            }
        }
    }

    [Fact]
    public async Task Both_languages_have_full_feeds()
    {
        foreach (var file in FeedParsing.Files)
        {
            foreach (var (edition, language) in new[] { ("/zh/", "zh-CN"), ("/en/", "en") })
            {
                var feed = await blog.FeedAsync(edition + file);
                Assert.InRange(feed.Entries.Count, 10, 20);
                Assert.All(feed.Entries, entry => Assert.Equal(language, entry.Language));
                Assert.Contains(feed.Entries, entry => entry.Html.Contains("<math", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task The_formats_say_the_same()
    {
        var atom = await blog.FeedAsync("/feed.xml");
        foreach (var file in FeedParsing.Files.Skip(1))
        {
            var other = await blog.FeedAsync("/" + file);
            Assert.Equal(atom.Entries.Select(Key), other.Entries.Select(Key));
        }

        static (string, string, string, string, string, string, DateTimeOffset, DateTimeOffset, string) Key(ParsedEntry entry) =>
            (
                entry.Id,
                entry.Href,
                entry.Title,
                entry.Html.ReplaceLineEndings("\n"),
                entry.Author,
                entry.Language,
                entry.Published,
                entry.Updated,
                string.Join('|', entry.Categories.Distinct())
            );
    }

    [Fact]
    public async Task Every_address_that_feeds_sitemap_and_llms_print_answers_200()
    {
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in new[] { "/zh/feed.xml", "/en/feed.xml" })
        {
            var feed = await blog.FeedAsync(path);
            addresses.UnionWith([
                feed.Self,
                feed.Home,
                .. feed.Entries.Select(entry => entry.Href),
                .. feed.Entries.SelectMany(entry => FeedParsing.Addresses(entry.Html)),
            ]);
            addresses.UnionWith(
                XDocument
                    .Load(await blog.Reader.GetStreamAsync(path))
                    .Descendants("{http://www.w3.org/2005/Atom}icon")
                    .Select(icon => icon.Value)
            );
        }

        var map = XDocument.Load(await blog.Reader.GetStreamAsync("/sitemap.xml"));
        addresses.UnionWith(map.Descendants().Where(element => element.Name.LocalName == "loc").Select(loc => loc.Value));
        addresses.UnionWith(map.Descendants().Attributes("href").Select(href => href.Value));
        var llms = await blog.Reader.GetStringAsync("/llms.txt");
        addresses.UnionWith(
            System
                .Text.RegularExpressions.Regex.Matches(
                    llms,
                    @"\]\((?<url>http[^)]*)\)",
                    System.Text.RegularExpressions.RegexOptions.NonBacktracking
                )
                .Select(match => match.Groups["url"].Value)
        );
        var wrong = new List<string>();
        foreach (
            var address in addresses
                .Where(address => address.StartsWith("http://localhost/", StringComparison.Ordinal))
                .Select(address => address.Split('#')[0])
                .Distinct()
        )
        {
            using var answer = await blog.Reader.GetAsync(new Uri(address));
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                wrong.Add($"{(int)answer.StatusCode} {address}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(addresses.Count > 150, $"{addresses.Count} addresses");
    }

    [Fact]
    public async Task The_page_of_feeds_speaks_both_languages_and_names_each_link()
    {
        foreach (var (path, title) in new[] { ("/feeds", "订阅"), ("/en/feeds", "Feeds") })
        {
            var page = await blog.PageAsync(path);
            Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
            Assert.Equal("http://localhost" + path, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
            var names = page.QuerySelectorAll("main .rows span > a").Select(a => a.TextContent).ToList();
            Assert.Equal(names.Count, names.Distinct().Count());
        }
    }

    private async Task<List<string>> FeedsAsync()
    {
        var found = new List<string>();
        foreach (var page in new[] { "/feeds", "/en/feeds" })
        {
            found.AddRange((await blog.PageAsync(page)).QuerySelectorAll("main .rows span > a").Select(a => a.GetAttribute("href")!));
        }

        return [.. found.Distinct()];
    }

    private static bool IsWhole(string address) =>
        address.StartsWith("http://", StringComparison.Ordinal)
        || address.StartsWith("https://", StringComparison.Ordinal)
        || address.StartsWith("mailto:", StringComparison.Ordinal);
}
