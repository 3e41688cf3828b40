using System.Net;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Blog.Data;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Reading.Feeds;

public sealed class SitemapTests : IDisposable
{
    private static readonly XNamespace Space = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task The_sitemap_lists_every_public_page_once_and_nothing_else()
    {
        var at = _blog.Clock.GetUtcNow();
        await _blog.PublishAsync(
            "甲",
            with: r => r with { Slug = "a", Tags = ["C#"], Category = ["后端", "数据库"], PublishAt = at.AddDays(-9) }
        );
        await _blog.PublishAsync(
            "Beta",
            language: "en",
            with: r => r with { Slug = "b", Tags = ["C#"], PublishAt = at.AddDays(-5), UpdatedAt = at.AddDays(-2) }
        );
        await _blog.PublishAsync(
            "关于",
            with: r => r with { Slug = "about", Content = r.Content with { Kind = PostKind.Page }, PublishAt = at.AddDays(-3) }
        );
        await _blog.PublishAsync(
            "藏",
            with: r => r with { Slug = "hidden", Tags = ["secret"], Content = r.Content with { Hidden = true } }
        );
        await _blog.PublishAsync("后", with: r => r with { Slug = "later", Tags = ["secret"], PublishAt = at.AddDays(1) });
        await _blog.PublishAsync("稿", with: r => r with { Slug = "draft", Tags = ["secret"], PublishAt = null });
        var found = (await MapAsync("/sitemap.xml"))
            .Descendants(Space + "url")
            .ToDictionary(
                url => url.Element(Space + "loc")!.Value["http://localhost".Length..],
                url => url.Element(Space + "lastmod")?.Value,
                StringComparer.Ordinal
            );
        string Days(int days) => at.AddDays(-days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var backEnd = "/categories/%E5%90%8E%E7%AB%AF";
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["/"] = Days(2),
                ["/zh"] = Days(9),
                ["/en"] = Days(2),
                ["/archives"] = Days(2),
                ["/zh/archives"] = Days(9),
                ["/en/archives"] = Days(2),
                ["/feeds"] = null,
                ["/zh/feeds"] = null,
                ["/en/feeds"] = null,
                ["/tags"] = Days(2),
                ["/zh/tags"] = Days(9),
                ["/en/tags"] = Days(2),
                ["/tags/csharp"] = Days(2),
                ["/zh/tags/csharp"] = Days(9),
                ["/en/tags/csharp"] = Days(2),
                ["/categories"] = Days(9),
                ["/zh/categories"] = Days(9),
                [backEnd] = Days(9),
                ["/zh" + backEnd] = Days(9),
                [backEnd + "/%E6%95%B0%E6%8D%AE%E5%BA%93"] = Days(9),
                ["/zh" + backEnd + "/%E6%95%B0%E6%8D%AE%E5%BA%93"] = Days(9),
                ["/a"] = Days(9),
                ["/en/b"] = Days(2),
                ["/about"] = Days(3),
            }.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            found.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Translations_name_each_other_and_a_default()
    {
        await _blog.PublishAsync("原文", with: r => r with { Slug = "wal", TranslationGroup = "wal" });
        await _blog.PublishAsync("Translation", language: "en", with: r => r with { Slug = "wal", TranslationGroup = "wal" });
        await _blog.PublishAsync(
            "Draft",
            language: "en",
            with: r => r with { Slug = "wal-fr", PublishAt = null, TranslationGroup = "wal" }
        );
        await _blog.PublishAsync("独", with: r => r with { Slug = "alone", TranslationGroup = "alone" });
        var map = await MapAsync("/sitemap.xml");
        string[] pair = ["zh-CN http://localhost/wal", "en http://localhost/en/wal", "x-default http://localhost/wal"];
        Assert.Equal(pair, Alternates(map, "/wal"));
        Assert.Equal(pair, Alternates(map, "/en/wal"));
        Assert.Empty(Alternates(map, "/alone"));
        string[] homes = ["zh-CN http://localhost/", "en http://localhost/en", "x-default http://localhost/"];
        Assert.Equal(homes, Alternates(map, "/"));
        Assert.Equal(homes, Alternates(map, "/en"));
        Assert.Empty(Alternates(map, "/zh"));
    }

    [Fact]
    public async Task Many_posts_make_an_index_of_files_that_are_small_enough_to_be_kept()
    {
        var seed = await _blog.PublishAsync("题", with: r => r with { Slug = "seed", TranslationGroup = "g" });
        await _blog.PublishAsync("Seed", language: "en", with: r => r with { Slug = "seed", TranslationGroup = "g" });
        await _blog.WithDbAsync(db => MultiplyAsync(db, seed.Id, 6_000));
        var index = await MapAsync("/sitemap.xml");
        var parts = index.Descendants(Space + "loc").Select(loc => loc.Value).ToList();
        Assert.Equal(Enumerable.Range(1, parts.Count).Select(part => $"http://localhost/sitemap-{part}.xml"), parts);
        Assert.Equal(5, parts.Count); // 1,333 addresses in each, since the site has two languages
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            using var answer = await _blog.Reader.GetAsync(new Uri(part));
            await Poll.UntilAsync(async () => // that the posts were multiplied is noticed within a second, and evicts what was kept
            {
                using var again = await _blog.Reader.GetAsync(new Uri(part));
                return again.Headers.Age is not null;
            });
            Assert.All(
                (await MapAsync(new Uri(part).AbsolutePath)).Descendants(Space + "loc"),
                loc => Assert.True(seen.Add(loc.Value), loc.Value)
            );
        }

        Assert.True(seen.Count >= 6_002, $"{seen.Count} addresses");
        Assert.Contains("http://localhost/copy-6000", seen);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync($"/sitemap-{parts.Count + 1}.xml")).StatusCode);
    }

    [Fact]
    public async Task A_small_sitemap_has_no_parts_and_HEAD_has_no_body()
    {
        await _blog.PublishAsync("题");
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/sitemap-1.xml")).StatusCode);
        using var head = await _blog.Reader.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/sitemap.xml"));
        Assert.Equal("application/xml; charset=utf-8", head.Content.Headers.ContentType!.ToString());
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task With_a_base_path_the_sitemap_has_absolute_addresses()
    {
        _blog.Settings["Blog:PublicUrl"] = "https://localhost/blog";
        await _blog.PublishAsync("题", with: r => r with { Slug = "x" });
        Assert.All(
            (await MapAsync("/blog/sitemap.xml")).Descendants(Space + "loc"),
            loc => Assert.StartsWith("https://localhost/blog/", loc.Value, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("<url><loc>/x</loc></url>")]
    [InlineData("<url><lastmod>2020-01-01</lastmod></url>")]
    [InlineData("<url><loc>http://localhost/x</loc><lastmod>yesterday</lastmod></url>")]
    [InlineData("<url><loc>http://localhost/中</loc></url>")]
    [InlineData("<url><loc>http://localhost/x</loc><xhtml:link rel=\"alternate\" hreflang=\"\" href=\"http://localhost/y\"/></url>")]
    public void The_schema_rejects_an_invalid_sitemap(string url) =>
        Assert.ThrowsAny<XmlSchemaException>(() =>
            Validated(new StringReader($"<urlset xmlns=\"{Space}\" xmlns:xhtml=\"{Xhtml}\">{url}</urlset>"))
        );

    private static IEnumerable<string> Alternates(XDocument map, string path) =>
        map.Descendants(Space + "url")
            .Single(url => url.Element(Space + "loc")!.Value == "http://localhost" + path)
            .Elements(Xhtml + "link")
            .Select(link => $"{link.Attribute("hreflang")!.Value} {link.Attribute("href")!.Value}");

    private static XDocument Validated(TextReader text)
    {
        var schemas = new XmlSchemaSet();
        foreach (var name in new[] { "sitemap.xsd", "sitemap-alternates.xsd" })
        {
            using var schema = XmlReader.Create(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));
            schemas.Add(null, schema);
        }

        using var reader = XmlReader.Create(
            text,
            new XmlReaderSettings
            {
                ValidationType = ValidationType.Schema,
                Schemas = schemas,
                DtdProcessing = DtdProcessing.Prohibit,
            }
        );
        return XDocument.Load(reader);
    }

    /// <summary>Copies one row many times with SQL, since only reading is tested.</summary>
    private static async Task MultiplyAsync(BlogDb db, int id, int count)
    {
        var columns = db
            .Model.FindEntityType(typeof(Post))!
            .GetProperties()
            .Select(property => property.GetColumnName())
            .Where(name => name != "Id")
            .ToList();
        var values = columns.Select(name =>
            name switch
            {
                "Address" => "'/copy-' || value",
                "AddressKey" => "'/copy-' || value",
                "FeedId" => "'tag:localhost,2026:' || value",
                "TranslationGroup" or "ImportKey" or "DraftKey" => "NULL",
                _ => $"\"{name}\"",
            }
        );
#pragma warning disable EF1002, EF1003 // Column names come from the model, the number from the test.
        await db.Database.ExecuteSqlRawAsync(
            $"WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {count}) "
                + $"INSERT INTO Posts ({string.Join(", ", columns.Select(name => $"\"{name}\""))}) "
                + $"SELECT {string.Join(", ", values)} FROM n, Posts WHERE Id = {id}"
        );
#pragma warning restore EF1002, EF1003
    }

    private async Task<XDocument> MapAsync(string path)
    {
        using var answer = await _blog.Reader.GetAsync(path);
        Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        return Validated(new StringReader(await answer.Content.ReadAsStringAsync()));
    }
}
