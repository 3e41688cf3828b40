using System.Net;
using System.Text.RegularExpressions;
using Blog.Data.Settings;

namespace Blog.Tests.Site;

public sealed partial class PublicPageTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/nothing")]
    [InlineData("/health/live")]
    public async Task Every_answer_carries_the_headers(string path)
    {
        var answer = await _blog.Reader.GetAsync(path);
        var csp = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", csp, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", csp, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", csp, StringComparison.Ordinal);
        Assert.DoesNotContain("upgrade-insecure-requests", csp, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_site_behind_tls_says_so()
    {
        _blog.Settings["Blog:PublicUrl"] = "https://blog.example.org";
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "blog.example.org";
        var answer = await _blog.Reader.SendAsync(request);
        Assert.Contains(
            "upgrade-insecure-requests",
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Contains("https://blog.example.org/", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_of_other_hosts_can_be_forbidden()
    {
        await _blog.WithDbAsync(async db =>
        {
            var settings = db.Settings.Single();
            settings.Revise(settings.Choices with { RemoteImages = false });
            await db.SaveChangesAsync();
        });
        Assert.EndsWith(
            "img-src 'self' data:",
            (await _blog.Reader.GetAsync("/")).Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task There_is_no_inline_script_or_style_and_no_other_origin()
    {
        await _blog.PublishAsync(
            "题",
            "$a_b$\n\n```csharp\nvar x = 1;\n```\n\n| a | b |\n|--:|---|\n| 1 | 2 |",
            with: r => r with { Slug = "x" }
        );
        foreach (var path in new[] { "/", "/x", "/archives", "/nothing" })
        {
            var text = await (await _blog.Reader.GetAsync(path)).Content.ReadAsStringAsync();
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(text);
            Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src]):not([type='application/ld+json'])"));
            Assert.All(
                page.QuerySelectorAll("script[src], link[rel=stylesheet], img[src]"),
                e => Assert.StartsWith("/", e.GetAttribute("src") ?? e.GetAttribute("href"), StringComparison.Ordinal)
            );
            Assert.DoesNotContain(
                " on",
                AttributeNames().Matches(text).Select(match => match.Value).FirstOrDefault() ?? "",
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task The_math_stylesheet_is_loaded_only_where_a_formula_stands()
    {
        await _blog.PublishAsync("题", "$a^2$", with: r => r with { Slug = "formula" });
        await _blog.PublishAsync("题", "文", with: r => r with { Slug = "plain" });
        Assert.NotNull((await _blog.PageAsync("/formula")).QuerySelector("link[rel=stylesheet][href*='/math.']"));
        Assert.Null((await _blog.PageAsync("/plain")).QuerySelector("link[rel=stylesheet][href*='/math.']"));
        Assert.Null((await _blog.PageAsync("/")).QuerySelector("link[rel=stylesheet][href*='/comments.']"));
    }

    [Fact]
    public async Task Assets_are_immutable_compressed_and_hold_the_owners_hue()
    {
        var href = (await _blog.PageAsync("/")).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        using var request = new HttpRequestMessage(HttpMethod.Get, href);
        request.Headers.Add("Accept-Encoding", "gzip, br");
        var answer = await _blog.Reader.SendAsync(request);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("br", answer.Content.Headers.ContentEncoding.Single());
        Assert.Contains("--hue: 150", await _blog.Reader.GetStringAsync(href), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, href);
        again.Headers.TryAddWithoutValidation("If-None-Match", answer.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, (await _blog.Reader.SendAsync(again)).StatusCode);
        await _blog.WithDbAsync(async db =>
        {
            var settings = db.Settings.Single();
            settings.Revise(settings.Choices with { Hue = 30 });
            await db.SaveChangesAsync();
        });
        var other = (await _blog.PageAsync("/")).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        Assert.NotEqual(href, other);
        Assert.Contains("--hue: 30", await _blog.Reader.GetStringAsync(other), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/assets/blog.css")).StatusCode);
    }

    [Fact]
    public async Task Pages_for_readers_name_the_rules_of_prefetching_and_private_ones_do_not()
    {
        using var home = await _blog.Reader.GetAsync("/");
        var file = home.Headers.GetValues("Speculation-Rules").Single().Trim('"');
        using var rules = await _blog.Reader.GetAsync(file);
        Assert.Equal("application/speculationrules+json", rules.Content.Headers.ContentType!.MediaType);
        using var json = System.Text.Json.JsonDocument.Parse(await rules.Content.ReadAsStringAsync());
        var where = json.RootElement.GetProperty("prefetch")[0].GetProperty("where").GetProperty("and");
        Assert.Equal("/*", where[0].GetProperty("href_matches").GetString());
        var excluded = where[1].GetProperty("not").GetProperty("href_matches").EnumerateArray().Select(path => path.GetString());
        Assert.Superset(new HashSet<string?> { "/admin*", "/account*", "/search*", "/preview/*" }, excluded.ToHashSet());
        using var again = await _blog.Reader.GetAsync("/");
        Assert.True(again.Headers.Contains("Speculation-Rules")); // kept with the page
        foreach (var path in new[] { "/account/sign-in", "/feed.xml" })
        {
            Assert.False((await _blog.Reader.GetAsync(path)).Headers.Contains("Speculation-Rules"), path);
        }
    }

    [Fact]
    public async Task Public_pages_are_compressed_and_what_varies_says_so()
    {
        await _blog.PublishAsync("题", string.Concat(Enumerable.Repeat("很长的文字。", 300)), with: r => r with { Slug = "x" });
        foreach (var encoding in new[] { "br", "gzip" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/x");
            request.Headers.Add("Accept-Encoding", encoding);
            var answer = await _blog.Reader.SendAsync(request);
            Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.Single());
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        }

        Assert.Empty((await _blog.Reader.GetAsync("/x")).Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task The_site_works_with_a_base_path()
    {
        _blog.Settings["Blog:PublicUrl"] = "http://localhost/blog";
        await _blog.PublishAsync("题", "[a](/x) <!-- more -->", with: r => r with { Slug = "x" });
        var home = await _blog.PageAsync("/blog/");
        Assert.Equal("/blog/x", home.QuerySelector("article.summary h2 a")!.GetAttribute("href"));
        Assert.Equal("/blog/x", home.QuerySelector("article.summary .prose a")!.GetAttribute("href"));
        Assert.Equal("/blog/en", home.QuerySelector(".tools a[hreflang]")!.GetAttribute("href"));
        await _blog.PageAsync("/blog/en");
        Assert.Equal(
            HttpStatusCode.OK,
            (await _blog.Reader.GetAsync(home.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"))).StatusCode
        );
        Assert.Equal("/blog/x", (await _blog.Reader.GetAsync("/blog/X/")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_error_shows_a_number_and_no_stack_trace()
    {
        await _blog.PublishAsync("题");
        await _blog.WithDbAsync(async db =>
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(
                db.Database,
                "ALTER TABLE Posts RENAME TO Gone"
            )
        );
        var answer = await _blog.Reader.GetAsync("/archives");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("错误编号", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sqlite", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task A_saved_post_is_seen_at_once_though_pages_are_cached()
    {
        Assert.Empty((await _blog.PageAsync("/")).QuerySelectorAll("article"));
        var post = await _blog.PublishAsync("题", with: r => r with { Slug = "x" });
        Assert.Single((await _blog.PageAsync("/")).QuerySelectorAll("article"));
        Assert.Contains("正文", (await _blog.PageAsync("/x")).Body!.TextContent, StringComparison.Ordinal);
        await _blog.ReviseAsync(post, r => r with { Content = r.Content with { Markdown = "改过了" } });
        Assert.Contains("改过了", (await _blog.PageAsync("/x")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_a_request_carries_gets_into_a_cached_page()
    {
        await _blog.PublishAsync("题", with: r => r with { Slug = "x" });
        string[] names =
        [
            "X-Forwarded-Host",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Prefix",
            "X-Forwarded-Port",
            "X-Forwarded-Server",
            "X-Forwarded-Scheme",
            "X-Forwarded-Path",
            "X-Original-URL",
            "X-Original-Host",
            "X-Rewrite-URL",
            "X-Override-URL",
            "X-HTTP-Method-Override",
            "X-HTTP-Method",
            "X-Method-Override",
            "X-HTTP-Host-Override",
            "X-Preview",
            "X-Ghost-Preview",
            "X-Host",
            "X-Real-IP",
            "X-Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "X-Requested-With",
            "X-Purpose",
            "Accept-Language",
            "Accept-Encoding",
            "Accept-Charset",
            "Cookie",
            "Origin",
            "Referer",
            "User-Agent",
            "Forwarded",
            "Via",
            "Front-End-Https",
            "X-Wap-Profile",
            "X-Csrf-Token",
            "Range",
            "If-None-Match",
            "X-Debug",
            "X-Amz-Website-Redirect-Location",
            "Sec-Fetch-Site",
        ];
        Assert.True(names.Length >= 40);
        foreach (var path in new[] { "/", "/x", "/tags", "/archives" })
        {
            foreach (var name in names)
            {
                using var poison = new HttpRequestMessage(HttpMethod.Get, path + "?canary=canary");
                poison.Headers.TryAddWithoutValidation(name, "canary");
                await _blog.Reader.SendAsync(poison);
            }

            Assert.DoesNotContain("canary", await _blog.Reader.GetStringAsync(path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Neither_a_query_nor_a_content_type_changes_the_page_that_others_get()
    {
        for (var i = 0; i < 20; i++)
        {
            await _blog.PublishAsync($"题 {i}", with: r => r with { Tags = ["C#"], Category = ["甲"] });
        }

        foreach (var path in new[] { "/", "/page/2", "/tags/csharp", "/categories/%E7%94%B2", "/archives" })
        {
            var expected = await _blog.Reader.GetStringAsync(path);
            foreach (var type in new[] { "multipart/form-data", "application/x-www-form-urlencoded", "application/json" })
            {
                await EvictAsync();
                using var odd = new HttpRequestMessage(HttpMethod.Get, path + "?number=3&slug=x&path=y&code=500&page=2&handler=x")
                {
                    Content = new ByteArrayContent([]),
                };
                odd.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                Assert.Equal(expected, await (await _blog.Reader.SendAsync(odd)).Content.ReadAsStringAsync());
                Assert.Equal(expected, await _blog.Reader.GetStringAsync(path));
            }
        }
    }

    [Theory]
    [InlineData("*", "")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("br;q=0", "")]
    [InlineData("x-brotli, gzip;q=0.5", "gzip")]
    [InlineData("identity", "")]
    [InlineData("gzip, deflate, br", "br")]
    public async Task The_first_request_does_not_choose_the_compression_for_others(string first, string coding)
    {
        await _blog.PublishAsync("题", string.Concat(Enumerable.Repeat("很长的文字。", 300)));
        using var odd = new HttpRequestMessage(HttpMethod.Get, "/");
        odd.Headers.TryAddWithoutValidation("Accept-Encoding", first);
        Assert.Equal(coding, string.Join(',', (await _blog.Reader.SendAsync(odd)).Content.Headers.ContentEncoding));
        Assert.Empty((await _blog.Reader.GetAsync("/")).Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task An_aborted_request_does_not_affect_others()
    {
        await _blog.PublishAsync("题", string.Concat(Enumerable.Repeat("很长的文字。\n\n", 200)));
        for (var round = 0; round < 20; round++)
        {
            await EvictAsync();
            using var hangUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(round));
            var gone = _blog.Reader.GetAsync("/", hangUp.Token);
            var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _blog.Reader.GetAsync("/")));
            Assert.All(others, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
            await Task.WhenAny(gone);
        }
    }

    [Theory]
    [InlineData("/en/tags/nope", "en")]
    [InlineData("/en/page/99", "en")]
    [InlineData("/en/nope", "en")]
    [InlineData("/tags/nope", "zh-CN")]
    public async Task The_not_found_page_of_an_edition_is_in_its_language(string path, string language) =>
        Assert.Contains(
            $"<html lang=\"{language}\">",
            await (await _blog.Reader.GetAsync(path)).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("/zh/tags/%E6%95%B0?x=1", "/tags/%E6%95%B0?x=1")]
    [InlineData("/zh/archives", "/archives")]
    [InlineData("/zh//tags/x", null)]
    public async Task The_main_edition_redirects_within_the_site(string path, string? target)
    {
        await _blog.WithDbAsync(async db =>
        {
            var settings = db.Settings.Single();
            settings.Revise(settings.Choices with { HomeScope = HomeScope.MainLanguage });
            await db.SaveChangesAsync();
        });
        var answer = await _blog.Reader.GetAsync(path);
        Assert.Equal(target, answer.Headers.Location?.OriginalString);
        Assert.Equal(target is null ? HttpStatusCode.NotFound : HttpStatusCode.Found, answer.StatusCode);
    }

    private Task EvictAsync() =>
        _blog.WithDbAsync(async db =>
        {
            var settings = db.Settings.Single();
            settings.Revise(settings.Choices);
            await db.SaveChangesAsync();
        });

    [GeneratedRegex(@"<[a-z][^>]*\son[a-z]+\s*=", RegexOptions.NonBacktracking)]
    private static partial Regex AttributeNames();
}
