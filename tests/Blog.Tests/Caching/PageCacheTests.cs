using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Blog.Caching;
using Blog.Caching.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Caching;

/// <summary>What is kept is sent as what was made: the same headers, the right coding, to nobody whose answer is personal.</summary>
public sealed class PageCacheTests : IAsyncLifetime
{
    private static readonly string[] Codings = ["br", "gzip", "identity"];

    private readonly BlogApplication _blog = new();

    public async ValueTask InitializeAsync()
    {
        _blog.Listen(); // the test server says nothing of the request target, by which a kept page is found first
        await _blog.PublishAsync("题目", string.Concat(Enumerable.Repeat("一段正文。", 200)), with: r => r with { Address = "/x" });
    }

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/x")]
    [InlineData("/en")]
    [InlineData("/tags")]
    [InlineData("/feed.xml")]
    public async Task A_kept_page_has_the_headers_and_the_text_of_a_new_one(string path)
    {
        foreach (var coding in Codings)
        {
            _blog.Services.GetRequiredService<PageStore>().Evict(PageEviction.Everything);
            var (made, kept) = (await AskAsync(path, coding), await AskAsync(path, coding));
            Assert.Null(made.Headers.Age);
            Assert.NotNull(kept.Headers.Age);
            Assert.NotNull(_blog.Services.GetRequiredService<PageStore>().ByTarget(path));
            Assert.Equal(Headers(made), Headers(kept));
            Assert.Equal(await TextAsync(made), await TextAsync(kept));
            Assert.Equal(coding == "identity" ? [] : [coding], kept.Content.Headers.ContentEncoding);
            Assert.Contains("default-src 'none'", Headers(kept)["Content-Security-Policy"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pages_name_what_they_show_for_a_CDN_and_only_for_one()
    {
        await using var behind = new BlogApplication { Settings = { ["Blog:Cdn:MaxAge"] = "60" } };
        var post = await behind.PublishAsync("题目", with: r => r with { Address = "/x", Tags = ["缓存"], Category = ["后端"] });
        var (tag, category) = (0, 0);
        await behind.WithDbAsync(async db => (tag, category) = ((await db.Tags.SingleAsync()).Id, (await db.Categories.SingleAsync()).Id));
        foreach (
            var (path, tags) in new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["/x"] = $"site,post-{post.Id}",
                ["/"] = "site,lists",
                ["/feed.xml"] = "site,lists",
                ["/tags/缓存"] = $"site,lists,tag-{tag}",
                ["/categories/后端"] = $"site,lists,category-{category}",
            }
        )
        {
            for (var i = 0; i < 2; i++) // as it is made, and as it is kept
            {
                using var answer = await behind.Reader.GetAsync(path);
                Assert.Equal([tags], answer.Headers.GetValues("Cache-Tag"));
            }
        }

        using var without = await AskAsync("/x", "br");
        Assert.False(without.Headers.Contains("Cache-Tag"));
    }

    [Fact]
    public async Task The_three_codings_say_the_same_under_three_tags_and_any_of_them_gets_304()
    {
        var answers = new List<HttpResponseMessage>();
        foreach (var coding in Codings)
        {
            answers.Add(await AskAsync("/x", coding));
        }

        Assert.Single((await Task.WhenAll(answers.Select(TextAsync))).Distinct());
        var tags = answers.ConvertAll(answer => answer.Headers.ETag!);
        Assert.Equal(3, tags.Distinct().Count());
        Assert.All(tags, tag => Assert.False(tag.IsWeak));
        foreach (var tag in tags)
        {
            foreach (var coding in Codings)
            {
                using var same = await AskAsync("/x", coding, request => request.Headers.IfNoneMatch.Add(tag));
                Assert.Equal((HttpStatusCode.NotModified, tag), (same.StatusCode, same.Headers.ETag));
                Assert.Equal(["Accept-Encoding"], same.Headers.Vary);
                Assert.Empty(await same.Content.ReadAsByteArrayAsync());
            }
        }

        using var other = await AskAsync("/x", "br", request => request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\"")));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task The_best_compression_replaces_the_quick_one_and_a_tag_stands_for_its_bytes()
    {
        var first = await AskAsync("/x", "br");
        HttpResponseMessage best = first;
        await Poll.UntilAsync(async () => !Equals((best = await AskAsync("/x", "br")).Headers.ETag, first.Headers.ETag));
        Assert.True(best.Content.Headers.ContentLength < first.Content.Headers.ContentLength);
        Assert.Equal(await TextAsync(first), await TextAsync(best));
        using var same = await AskAsync("/x", "br", request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode); // the content is the same
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/x")]
    [InlineData("/feed.xml")]
    public async Task Head_answers_as_get_whether_or_not_the_page_is_kept(string path)
    {
        foreach (var isKept in new[] { false, true })
        {
            if (!isKept)
            {
                _blog.Services.GetRequiredService<PageStore>().Evict(PageEviction.Everything);
            }

            using var head = await AskAsync(path, "identity", request => request.Method = HttpMethod.Head);
            using var get = await AskAsync(path, "identity");
            Assert.Equal(isKept, head.Headers.Age is not null);
            Assert.Equal(Headers(get), Headers(head));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task However_many_ask_at_once_a_page_is_made_once()
    {
        var metrics = _blog.Services.GetRequiredService<CacheMetrics>();
        await AskAsync("/tags", "br"); // the program is warm
        var before = metrics.Misses;
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => AskAsync("/x", "br")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(TextAsync))).Distinct());
        Assert.Equal(1, metrics.Misses - before);
    }

    [Fact]
    public async Task A_personal_request_neither_gets_nor_leaves_a_kept_page()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        foreach (var path in new[] { "/", "/x", "/feed.xml" })
        {
            using var personal = await owner.GetAsync(path);
            Assert.Null(personal.Headers.Age);
            Assert.True(personal.Headers.CacheControl!.NoStore && personal.Headers.CacheControl.Private);
            Assert.Null((await AskAsync(path, "br")).Headers.Age); // nothing was left
            using var again = await owner.GetAsync(path);
            Assert.Null(again.Headers.Age); // nothing is taken
        }
    }

    [Theory]
    [InlineData("Basic", "eDp5")]
    [InlineData("Bearer", "secret")]
    public async Task Credentials_that_nobody_asked_for_cost_nothing_and_keep_the_answer_private(string scheme, string value)
    {
        foreach (var isKept in new[] { false, true })
        {
            using var keyed = await AskAsync(
                "/x",
                "br",
                request => request.Headers.Authorization = new AuthenticationHeaderValue(scheme, value)
            );
            Assert.Equal(isKept, keyed.Headers.Age is not null);
            Assert.True(keyed.Headers.CacheControl!.NoStore && keyed.Headers.CacheControl.Private);
        }

        var other = await AskAsync("/x", "br");
        Assert.NotNull(other.Headers.Age);
        Assert.False(other.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_foreign_host_is_refused_for_a_kept_page_too()
    {
        await AskAsync("/x", "br");
        using var refused = await AskAsync("/x", "br", request => request.Headers.Host = "evil.example");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Original-URL", "/admin")]
    [InlineData("X-HTTP-Method-Override", "POST")]
    [InlineData("Accept-Language", "fr")]
    [InlineData("Cookie", "theme=evil; other=1")]
    [InlineData("Accept", "application/json")]
    public async Task A_header_of_the_first_reader_reaches_no_one(string name, string value)
    {
        var clean = await AskAsync("/x", "br");
        _blog.Services.GetRequiredService<PageStore>().Evict(PageEviction.Everything);
        using var poisoned = await AskAsync("/x", "br", request => request.Headers.TryAddWithoutValidation(name, value));
        var next = await AskAsync("/x", "br");
        Assert.NotNull(next.Headers.Age);
        Assert.Equal(await TextAsync(clean), await TextAsync(next));
        Assert.Equal(Headers(clean).Keys, Headers(next).Keys);
    }

    [Fact]
    public async Task A_query_is_looked_at_before_a_kept_page_is_sent()
    {
        await AskAsync("/", "br");
        await AskAsync("/x", "br");
        using var other = await AskAsync("/x?utm_source=elsewhere", "br");
        Assert.NotNull(other.Headers.Age); // found on the longer way
        using var odd = await AskAsync("/%78", "br");
        Assert.NotNull(odd.Headers.Age);
    }

    [Theory]
    [InlineData(null, "no-cache")]
    [InlineData("120", "public, s-maxage=120, max-age=0, stale-while-revalidate=120, stale-if-error=86400")]
    public async Task A_shared_cache_may_keep_pages_as_long_as_the_operator_says(string? seconds, string expected)
    {
        await using var blog = new BlogApplication { Settings = { ["Blog:Cdn:MaxAge"] = seconds ?? "" } };
        await blog.PublishAsync("题目", with: r => r with { Address = "/x" });
        foreach (var path in new[] { "/", "/x", "/feed.xml", "/x" })
        {
            using var answer = await blog.Reader.GetAsync(path);
            Assert.Equal(expected.Split(", ").Order(), answer.Headers.CacheControl!.ToString().Split(", ").Order());
        }

        using var search = await blog.Reader.GetAsync("/search?q=x");
        Assert.Null(search.Headers.CacheControl?.SharedMaxAge);
    }

    [Fact]
    public async Task Without_memory_nothing_is_kept()
    {
        await using var blog = new BlogApplication { Settings = { ["Blog:Cache:Memory"] = "0" } };
        foreach (var _ in new[] { 1, 2 })
        {
            using var answer = await blog.Reader.GetAsync("/");
            Assert.Equal((HttpStatusCode.OK, null), (answer.StatusCode, answer.Headers.Age));
            Assert.NotNull(answer.Headers.ETag);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string coding, Action<HttpRequestMessage>? with = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd(coding);
        with?.Invoke(request);
        return await _blog.Reader.SendAsync(request);
    }

    private static SortedDictionary<string, string> Headers(HttpResponseMessage answer) =>
        new(
            answer
                .Headers.Concat(answer.Content.Headers)
                .Where(header => header.Key is not ("Age" or "Date" or "Content-Length" or "ETag"))
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.Ordinal),
            StringComparer.Ordinal
        );

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        await using Stream coded = new MemoryStream(bytes);
        await using var plain = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(coded, CompressionMode.Decompress),
            "gzip" => new GZipStream(coded, CompressionMode.Decompress),
            _ => coded,
        };
        using var text = new StreamReader(plain, Encoding.UTF8);
        return await text.ReadToEndAsync();
    }
}
