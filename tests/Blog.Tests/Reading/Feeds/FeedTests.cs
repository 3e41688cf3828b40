using System.Net;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Settings;
using Blog.Data.Taxonomy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Reading.Feeds;

public sealed class FeedTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public static TheoryData<string> Files() => [.. FeedParsing.Files];

    public void Dispose() => _blog.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_feed_contains_full_posts_with_their_metadata(string file)
    {
        var at = _blog.Clock.GetUtcNow().AddDays(-2);
        var post = await _blog.PublishAsync(
            "C++ 的 <vector> & 我",
            "**全文。**\n\n<!-- more -->\n\n后文。",
            with: r => r with { Slug = "x", Tags = ["C++", "数据库"], Category = ["后端", "存储"], PublishAt = at }
        );
        var feed = await _blog.FeedAsync("/" + file);
        Assert.Equal(("博客", "zh-CN", "http://localhost/" + file, "http://localhost/"), (feed.Title, feed.Language, feed.Self, feed.Home));
        var entry = Assert.Single(feed.Entries);
        Assert.Equal(
            (post.FeedId, "http://localhost/x", "C++ 的 <vector> & 我", "zh-CN"),
            (entry.Id, entry.Href, entry.Title, entry.Language)
        );
        Assert.StartsWith("tag:localhost,2026-11-23:", entry.Id, StringComparison.Ordinal);
        Assert.Contains("<strong>全文。</strong>", entry.Html, StringComparison.Ordinal);
        Assert.Contains("后文", entry.Html, StringComparison.Ordinal);
        Assert.Equal(["存储", "C++", "数据库"], entry.Categories);
        Assert.Equal((at, at), (entry.Published, entry.Updated));
        Assert.NotEmpty(entry.Author);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task By_setting_a_feed_contains_summaries(string file)
    {
        await _blog.PublishAsync("题", "前文。\n\n<!-- more -->\n\n后文。");
        await _blog.SettingsAsync(choices => choices with { Discovery = choices.Discovery with { FeedContent = FeedContent.Summary } });
        var text = await _blog.Reader.GetStringAsync("/" + file);
        Assert.DoesNotContain("后文", text, StringComparison.Ordinal);
        Assert.Contains("前文", (await _blog.FeedAsync("/" + file)).Entries.Single().Html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_changed_address_changes_no_id_and_a_change_is_told(string file)
    {
        var post = await _blog.PublishAsync("题", with: r => r with { Slug = "one" });
        var before = (await _blog.FeedAsync("/" + file)).Entries.Single();
        var changed = _blog.Clock.GetUtcNow().AddHours(-1);
        await _blog.ReviseAsync(post, r => r with { Slug = "two", UpdatedAt = changed });
        var after = (await _blog.FeedAsync("/" + file)).Entries.Single();
        Assert.Equal(
            (before.Id, before.Published, changed, "http://localhost/two"),
            (after.Id, after.Published, after.Updated, after.Href)
        );
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_edition_tag_and_category_has_its_own_feed(string file)
    {
        await _blog.PublishAsync("甲", with: r => r with { Tags = ["C#"], Category = ["后端", "数据库"] });
        await _blog.PublishAsync("Beta", language: "en", with: r => r with { Tags = ["C#"], Category = ["后端"] });
        await _blog.PublishAsync("丙");
        var expected = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["/"] = ["丙", "Beta", "甲"],
            ["/zh/"] = ["丙", "甲"],
            ["/en/"] = ["Beta"],
            ["/tags/csharp/"] = ["Beta", "甲"],
            ["/zh/tags/csharp/"] = ["甲"],
            ["/en/tags/csharp/"] = ["Beta"],
            ["/categories/%E5%90%8E%E7%AB%AF/"] = ["Beta", "甲"],
            ["/en/categories/%E5%90%8E%E7%AB%AF/"] = ["Beta"],
            ["/categories/%E5%90%8E%E7%AB%AF/%E6%95%B0%E6%8D%AE%E5%BA%93/"] = ["甲"],
        };
        foreach (var (path, titles) in expected)
        {
            var feed = await _blog.FeedAsync(path + file);
            Assert.Equal(titles, feed.Entries.Select(entry => entry.Title));
            Assert.Equal("http://localhost" + path + file, feed.Self);
            Assert.Equal("http://localhost" + (path == "/" ? path : path.TrimEnd('/')), feed.Home);
            Assert.Equal(path.StartsWith("/en", StringComparison.Ordinal) ? "en" : "zh-CN", feed.Language);
        }

        foreach (
            var path in new[]
            {
                "/tags/none/",
                "/en/categories/%E5%90%8E%E7%AB%AF/%E6%95%B0%E6%8D%AE%E5%BA%93/",
                "/categories/none/",
                "/tags/%EF%BF%BE/",
                "/categories/%EF%BF%BE/",
            }
        )
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync(path + file)).StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_former_name_or_another_spelling_is_sent_to_the_present_one(string file)
    {
        await _blog.PublishAsync("甲", with: r => r with { Tags = ["C#"], Category = ["Db", "Sql"] });
        await RenameTagAsync("C#", "DotNet Lang", "dotnet-lang");
        var moves = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["/tags/csharp/"] = "/tags/dotnet-lang/",
            ["/en/tags/csharp/"] = "", // no English post has it
            ["/zh/tags/csharp/"] = "/zh/tags/dotnet-lang/",
            ["/tags/DotNet-Lang/"] = "/tags/dotnet-lang/",
            ["/categories/DB/Sql/"] = "/categories/db/sql/",
        };
        foreach (var (from, to) in moves)
        {
            var answer = await _blog.Reader.GetAsync(from + file);
            Assert.Equal((from, to.Length == 0 ? HttpStatusCode.NotFound : HttpStatusCode.MovedPermanently), (from, answer.StatusCode));
            Assert.Equal(to.Length == 0 ? null : to + file, answer.Headers.Location?.OriginalString);
        }

        Assert.Equal("/" + file, (await _blog.Reader.GetAsync("/" + file.ToUpperInvariant())).Headers.Location!.OriginalString);
        Assert.Equal(
            "/categories/db/" + file,
            (await _blog.Reader.GetAsync("/categories/db/" + file.ToUpperInvariant())).Headers.Location!.OriginalString
        );
    }

    [Fact]
    public async Task A_feed_has_the_newest_twenty_posts_and_no_page_or_hidden_post()
    {
        var at = _blog.Clock.GetUtcNow().AddDays(-1);
        for (var i = 0; i < 23; i++)
        {
            await _blog.PublishAsync($"题 {i}", with: r => r with { PublishAt = i < 10 ? at : at.AddMinutes(i) });
        }

        await _blog.PublishAsync("页", with: r => r with { Content = r.Content with { Kind = PostKind.Page } });
        await _blog.PublishAsync("藏", with: r => r with { Content = r.Content with { Hidden = true } });
        await _blog.PublishAsync("顶", with: r => r with { PublishAt = at.AddYears(-1), Content = r.Content with { Pinned = true } });
        foreach (var file in FeedParsing.Files)
        {
            Assert.Equal(
                Enumerable.Range(3, 20).Reverse().Select(i => $"题 {i}"),
                (await _blog.FeedAsync("/" + file)).Entries.Select(entry => entry.Title)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_conditional_request_gets_304(string file)
    {
        var post = await _blog.PublishAsync("题");
        foreach (var isCached in new[] { false, true })
        {
            await _blog.ReviseAsync(post, r => r with { Content = r.Content with { Markdown = $"正文 {isCached}。" } }); // the cache is empty
            var first = isCached
                ? await _blog.Reader.GetAsync("/" + file)
                : await _blog.Reader.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/" + file));
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            var (tag, changed) = (first.Headers.ETag!.ToString(), first.Content.Headers.LastModified!.Value);
            Assert.Equal(post.PublishedAt, changed);
            Assert.Equal(HttpStatusCode.NotModified, await AskAsync(file, ("If-None-Match", tag)));
            Assert.Equal(HttpStatusCode.NotModified, await AskAsync(file, ("If-None-Match", "\"other\", W/" + tag)));
            Assert.Equal(
                HttpStatusCode.NotModified,
                await AskAsync(file, ("If-None-Match", tag), ("If-Modified-Since", changed.AddDays(-9).ToString("r")))
            );
            Assert.Equal(HttpStatusCode.NotModified, await AskAsync(file, ("If-Modified-Since", changed.ToString("r"))));
            Assert.Equal(HttpStatusCode.OK, await AskAsync(file, ("If-Modified-Since", changed.AddSeconds(-1).ToString("r"))));
            Assert.Equal(
                HttpStatusCode.OK,
                await AskAsync(file, ("If-None-Match", "\"other\""), ("If-Modified-Since", changed.ToString("r")))
            );
            await _blog.ReviseAsync(post, r => r with { Content = r.Content with { Markdown = $"改过 {isCached}。" } });
            Assert.Equal(HttpStatusCode.OK, await AskAsync(file, ("If-None-Match", tag)));
        }
    }

    [Theory]
    [InlineData("feed.xml", "application/atom+xml; charset=utf-8")]
    [InlineData("rss.xml", "application/rss+xml; charset=utf-8")]
    [InlineData("feed.json", "application/feed+json")]
    public async Task A_feed_has_its_media_type_is_compressed_and_has_no_body_for_HEAD(string file, string type)
    {
        await _blog.PublishAsync("题", string.Concat(Enumerable.Repeat("很长的文字。", 300)));
        foreach (var coding in new[] { "br", "gzip" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/" + file);
            request.Headers.Add("Accept-Encoding", coding);
            var packed = await _blog.Reader.SendAsync(request);
            Assert.Equal(coding, packed.Content.Headers.ContentEncoding.Single());
            Assert.Contains("Accept-Encoding", packed.Headers.Vary);
        }

        var plain = await _blog.Reader.GetAsync("/" + file);
        Assert.Equal(type, plain.Content.Headers.ContentType!.ToString());
        Assert.False(plain.Headers.Contains("Set-Cookie"));
        var head = await _blog.Reader.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/" + file));
        Assert.Equal(
            (HttpStatusCode.OK, type, plain.Headers.ETag),
            (head.StatusCode, head.Content.Headers.ContentType!.ToString(), head.Headers.ETag)
        );
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_scheduled_post_appears_on_time_although_feeds_are_cached(string file)
    {
        await _blog.PublishAsync("早", with: r => r with { Tags = ["C#"] });
        await _blog.PublishAsync("晚", with: r => r with { Tags = ["C#"], PublishAt = _blog.Clock.GetUtcNow().AddSeconds(20) });
        foreach (var path in new[] { "/", "/zh/", "/tags/csharp/" })
        {
            Assert.Equal(["早"], (await _blog.FeedAsync(path + file)).Entries.Select(entry => entry.Title));
        }

        _blog.Clock.Advance(TimeSpan.FromSeconds(20));
        foreach (var path in new[] { "/", "/zh/", "/tags/csharp/" })
        {
            var feed = await _blog.FeedAsync(path + file);
            Assert.Equal(["晚", "早"], feed.Entries.Select(entry => entry.Title));
            Assert.Equal(_blog.Clock.GetUtcNow(), feed.Entries[0].Updated);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Markup_in_fields_breaks_no_feed(string file)
    {
        var words = "]]><x>&amp;&#xFFFE; \uFFFE\uFFFF\u0001\u000B \U0001F600 \"'</title><script>alert(1)</script>";
        await _blog.PublishAsync(
            "题" + words,
            words + "\n\n```\n" + words + "\n```\n\n&#x1;&#xFFFE;&#xD800;",
            with: r => r with { Tags = ["a<b>&\uFFFEc"], Category = ["\"q\"\uFFFF<"], Content = r.Content with { Description = words } }
        );
        await _blog.SettingsAsync(choices =>
            choices with
            {
                LicenceName = "<&\uFFFE>",
                Languages = [choices.Languages[0] with { Title = "<b>&\uFFFE", Tagline = "]]>\u0002" }, choices.Languages[1]],
            }
        );
        var feed = await _blog.FeedAsync("/" + file);
        Assert.Equal("<b>&", feed.Title);
        var entry = Assert.Single(feed.Entries);
        Assert.Contains("\U0001F600", entry.Title, StringComparison.Ordinal);
        Assert.Contains("a<b>&c", entry.Categories);
        Assert.DoesNotContain("<script", entry.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(entry.Html + entry.Title, c => c is '\uFFFE' or '\uFFFF' or '\u0001' or '\u000B');
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task With_a_base_path_and_tls_every_address_is_absolute(string file)
    {
        _blog.Settings["Blog:PublicUrl"] = "https://localhost/blog";
        await _blog.PublishAsync(
            "题",
            "[甲](/a) [乙](b) [丙](#c) [丁](?d) [戊](//e.example/f) ![己](/media/0123456789abcdef0123456789abcdef/g.png)\n\n## c",
            with: r => r with { Address = "/2020/y.html", Content = r.Content with { Cover = "/media/x/cover.png" } }
        );
        var feed = await _blog.FeedAsync("/blog/" + file);
        Assert.Equal(("https://localhost/blog/" + file, "https://localhost/blog/"), (feed.Self, feed.Home));
        Assert.Equal(
            [
                "https://localhost/blog/a",
                "https://localhost/blog/2020/b",
                "https://localhost/blog/2020/y.html#c",
                "https://localhost/blog/2020/y.html?d",
                "https://e.example/f",
                "https://localhost/blog/media/0123456789abcdef0123456789abcdef/g.png",
            ],
            FeedParsing.Addresses(feed.Entries.Single().Html)
        );
        Assert.Equal("https://localhost/blog/en/" + file, (await _blog.FeedAsync("/blog/en/" + file)).Self);
        var text = await _blog.Reader.GetStringAsync("/blog/" + file);
        Assert.DoesNotContain("http://localhost", text, StringComparison.Ordinal);
        Assert.DoesNotContain("localhost/blog/blog", text, StringComparison.Ordinal);
        if (file == "feed.json")
        {
            Assert.Contains("https://localhost/blog/media/x/cover.png", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_translation_is_named_beside_its_post()
    {
        await _blog.PublishAsync("原文", with: r => r with { Slug = "wal", TranslationGroup = "wal" });
        await _blog.PublishAsync("Translation", language: "en", with: r => r with { Slug = "wal", TranslationGroup = "wal" });
        await _blog.PublishAsync(
            "Hidden",
            language: "en",
            with: r => r with { Slug = "wal-fr", Content = r.Content with { Hidden = true }, TranslationGroup = "wal" }
        );
        foreach (var file in FeedParsing.Files)
        {
            var text = await _blog.Reader.GetStringAsync("/zh/" + file);
            Assert.Contains("http://localhost/en/wal", text, StringComparison.Ordinal);
            Assert.DoesNotContain("wal-fr", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_feed_at_the_root_follows_the_home_page_setting()
    {
        await _blog.PublishAsync("甲");
        await _blog.PublishAsync("Beta", language: "en");
        await _blog.SettingsAsync(choices => choices with { HomeScope = HomeScope.MainLanguage });
        foreach (var file in FeedParsing.Files)
        {
            Assert.Equal(["甲"], (await _blog.FeedAsync("/" + file)).Entries.Select(entry => entry.Title));
            Assert.Equal("/" + file, (await _blog.Reader.GetAsync("/zh/" + file)).Headers.Location!.OriginalString);
        }
    }

    [Fact]
    public async Task A_feed_without_posts_is_valid()
    {
        foreach (var file in FeedParsing.Files)
        {
            Assert.Empty((await _blog.FeedAsync("/" + file)).Entries);
            Assert.Null((await _blog.Reader.GetAsync("/" + file)).Content.Headers.LastModified);
        }
    }

    private async Task RenameTagAsync(string name, string newName, string slug)
    {
        await using var scope = _blog.Services.CreateAsyncScope();
        var tag = await scope.ServiceProvider.GetRequiredService<BlogDb>().Tags.AsNoTracking().SingleAsync(t => t.Name == name);
        Assert.Null(
            await scope
                .ServiceProvider.GetRequiredService<TagEditor>()
                .RenameAsync(tag.Id, new Seen(tag.Name, tag.Address), newName, slug, CancellationToken.None)
        );
    }

    private async Task<HttpStatusCode> AskAsync(string file, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/" + file);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _blog.Reader.SendAsync(request);
        if (answer.StatusCode == HttpStatusCode.NotModified)
        {
            Assert.NotNull(answer.Headers.ETag);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }

        return answer.StatusCode;
    }
}
