using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Blog.Tests.Reading.Feeds;

namespace Blog.Tests.Reading;

/// <summary>Every address that any page of the sample blog prints, followed until there are no new ones.</summary>
public sealed class CrawlTests(SampleBlogApplication blog) : IClassFixture<SampleBlogApplication>
{
    private const string Home = "http://localhost";

    [Fact]
    public async Task Every_link_of_every_page_answers_200_and_every_page_has_its_metadata()
    {
        var (seen, open, wrong, pages) = (
            new HashSet<string>(StringComparer.Ordinal),
            new Queue<string>(["/", "/zh", "/en", "/feeds", "/search"]),
            new List<string>(),
            0
        );
        while (open.TryDequeue(out var path))
        {
            if (!seen.Add(path))
            {
                continue;
            }

            using var answer = await blog.Reader.GetAsync(new Uri(Home + path));
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                wrong.Add($"{path} answered {(int)answer.StatusCode}");
            }
            else if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                pages++;
                var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
                wrong.AddRange(ErrorsOf(path, page));
                foreach (var address in Addresses(page))
                {
                    open.Enqueue(address);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(pages > 100 && seen.Count > 250, $"{pages} pages of {seen.Count} addresses");
        Assert.Contains("/sitemap.xml", await blog.Reader.GetStringAsync("/robots.txt"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> ErrorsOf(string path, IHtmlDocument page)
    {
        if (page.QuerySelectorAll("h1").Length != 1)
        {
            yield return $"{path} has {page.QuerySelectorAll("h1").Length} first headings";
        }

        if (page.QuerySelectorAll("meta[name=description]").Length != 1)
        {
            yield return $"{path} has {page.QuerySelectorAll("meta[name=description]").Length} descriptions";
        }

        var canonical = page.QuerySelector("link[rel=canonical]")?.GetAttribute("href");
        if (canonical is not null && canonical != Home + path)
        {
            yield return $"{path} says that it is {canonical}";
        }

        var alternates = page.QuerySelectorAll("link[hreflang]").ToList();
        if (
            alternates.Count > 0
            && (
                alternates.Count(link => link.GetAttribute("hreflang") == "x-default") != 1
                || alternates.TrueForAll(link => link.GetAttribute("href") != canonical)
            )
        )
        {
            yield return $"{path} is not among its own languages";
        }
    }

    private static IEnumerable<string> Addresses(IHtmlDocument page)
    {
        var all = page.QuerySelectorAll("[href], [src]")
            .SelectMany(e => new[] { e.GetAttribute("href"), e.GetAttribute("src") })
            .Concat(
                page.QuerySelectorAll("[srcset]")
                    .SelectMany(e => e.GetAttribute("srcset")!.Split(", ").Select(candidate => (string?)candidate.Split(' ')[0]))
            )
            .Concat(page.QuerySelectorAll("meta[property='og:image'], meta[property='og:url']").Select(e => e.GetAttribute("content")));
        return all.OfType<string>()
            .Select(address => address.StartsWith(Home, StringComparison.Ordinal) ? address[Home.Length..] : address)
            .Where(address => address.StartsWith('/'))
            .Select(address => address.Split('#')[0]);
    }
}
