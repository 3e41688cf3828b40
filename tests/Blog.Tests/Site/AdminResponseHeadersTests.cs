using System.Net;
using Microsoft.Data.Sqlite;

namespace Blog.Tests.Site;

/// <summary>security.md B13 and B14: personal responses are not cached, and public ones contain nothing personal.</summary>
public sealed class AdminResponseHeadersTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();

    public async ValueTask InitializeAsync() =>
        await _blog.PublishAsync("题", with: r => r with { Slug = "x", Tags = ["标签"], Category = ["分类"] });

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task Admin_responses_are_not_stored_and_compressed_only_without_secrets()
    {
        var (owner, author, anybody) = (await SignedIn.OwnerAsync(_blog), await SignedIn.AuthorAsync(_blog), new Visitor(_blog));
        var seen = new SortedSet<int>();
        async Task CheckAsync(int status, Task<HttpResponseMessage> asked)
        {
            using var answer = await asked;
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            if (answer.RequestMessage!.RequestUri!.AbsolutePath is not ("/account/sign-in" or "/account/sign-out" or "/setup"))
            {
                Assert.Empty(answer.Content.Headers.ContentEncoding); // the length of a compressed response reveals secrets in it (BREACH)
            }

            Assert.Contains(
                "; require-trusted-types-for 'script'",
                Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal
            );
            Assert.Contains(
                "script-src 'self';",
                Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal
            );
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
            Assert.False(answer.Headers.Contains("Age"));
            seen.Add(status);
        }

        foreach (var visitor in new[] { owner, author })
        {
            visitor.Client.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");
        }

        foreach (
            var path in new[]
            {
                "/admin",
                "/ADMIN/",
                "/admin/profile",
                "/admin/security",
                "/admin/security/passkeys",
                "/admin/security/authenticator",
                "/admin/security/password",
                "/admin/security/log",
                "/admin/people",
                "/account/confirm",
                "/account/sign-out",
            }
        )
        {
            await CheckAsync(200, owner.GetAsync(path));
            await CheckAsync(200, owner.HeadAsync(path));
        }

        await CheckAsync(200, anybody.GetAsync("/account/sign-in"));
        await CheckAsync(302, anybody.GetAsync("/admin"));
        await CheckAsync(302, owner.GetAsync("/account/sign-in"));
        await CheckAsync(400, owner.PostBareAsync("/admin/profile", Visitor.Form(("Input.Name", "x"))));
        await CheckAsync(400, anybody.PostBareAsync("/account/sign-in", Visitor.Form(("Input.Email", "x"))));
        await CheckAsync(400, anybody.PostBareAsync("/account/sign-in", Visitor.Form(("Input.Email", new string('a', 600_000)))));
        await CheckAsync(403, author.GetAsync("/admin/people"));
        await CheckAsync(
            403,
            owner.PostBareAsync("/admin/profile", Visitor.Form(("Input.Name", "x")), null, ("Origin", "https://evil.example"))
        );
        await CheckAsync(404, owner.GetAsync("/admin/nothing"));
        await CheckAsync(404, anybody.GetAsync("/account/nothing"));
        await CheckAsync(404, anybody.GetAsync("/account/invitation?key=x"));
        await CheckAsync(404, anybody.GetAsync("/setup"));
        await CheckAsync(404, anybody.GetAsync("/preview/x"));
        await CheckAsync(405, owner.Client.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "/admin/people")));
        await CheckAsync(405, owner.PostAsync("/admin"));
        using var script = new HttpRequestMessage(HttpMethod.Get, "/admin");
        script.Headers.Add("Sec-Fetch-Mode", "cors");
        await CheckAsync(401, anybody.Client.SendAsync(script));
        for (var i = 0; i < 10; i++)
        {
            await CheckAsync(200, anybody.SignInAsync($"somebody{i}@example.org", "wrong"));
        }

        await CheckAsync(429, anybody.SignInAsync(SignedIn.OwnerEmail));
        Assert.Equal([200, 302, 400, 401, 403, 404, 405, 429], seen);
    }

    [Fact]
    public async Task The_setup_of_a_new_site_is_not_cached_either()
    {
        using var answer = await new Visitor(_blog).GetAsync("/setup");
        Assert.Equal((HttpStatusCode.Forbidden, "no-store"), (answer.StatusCode, answer.Headers.CacheControl?.ToString()));
    }

    [Fact]
    public async Task A_signed_in_reader_neither_reads_nor_fills_the_cache()
    {
        var (owner, reader) = (await SignedIn.OwnerAsync(_blog), new Visitor(_blog));
        foreach (var path in new[] { "/", "/x", "/tags", "/archives" })
        {
            Assert.False(await IsFromCacheAsync(owner, path));
            Assert.False(await IsFromCacheAsync(owner, path));
            Assert.False(await IsFromCacheAsync(reader, path)); // nothing was there
            await Poll.UntilAsync(() => IsFromCacheAsync(reader, path)); // the change monitor may empty the cache a second time
            Assert.False(await IsFromCacheAsync(owner, path));
        }
    }

    [Fact]
    public async Task A_signed_in_reader_sees_current_pages_and_not_cached_ones()
    {
        var (owner, reader) = (await SignedIn.OwnerAsync(_blog), new Visitor(_blog));
        await reader.PageAsync("/x");
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_blog.DataFolder, "blog.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE Posts SET Title = '改过的题'"; // without the write gate, so that it evicts nothing
            await command.ExecuteNonQueryAsync();
        }

        Assert.Contains("改过的题", (await owner.PageAsync("/x")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Public_pages_name_no_user_link_to_no_admin_page_and_set_no_cookie()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        foreach (var visitor in new[] { owner, new Visitor(_blog), new Visitor(_blog) })
        {
            var (seen, open) = (
                new HashSet<string>(StringComparer.Ordinal),
                new Queue<string>(["/", "/en", "/nothing", "/error/404", "/health/live", "/health/ready", "/page/2", "/assets/none.js"])
            );
            while (open.TryDequeue(out var path))
            {
                if (!seen.Add(path))
                {
                    continue;
                }

                using var answer = await visitor.GetAsync(path);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.True((int)answer.StatusCode < 500, path);
                Assert.False(answer.Headers.Contains("Set-Cookie"), path);
                Assert.DoesNotContain("站长本人", text, StringComparison.Ordinal);
                Assert.DoesNotContain(SignedIn.OwnerEmail, text, StringComparison.Ordinal);
                Assert.DoesNotContain(Visitor.TokenField, text, StringComparison.Ordinal);
                if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                {
                    continue;
                }

                var page = await Visitor.ParsedAsync(answer);
                foreach (var own in page.QuerySelectorAll("nav.own"))
                {
                    Assert.Same(owner, visitor); // a signed-in author's way from a post to its editor; such a page is never kept
                    own.Remove();
                }

                Assert.Empty(page.QuerySelectorAll("a[href^='/admin'], a[href^='/account'], form:not([role=search], .write)"));
                foreach (
                    var address in page.QuerySelectorAll("[href], [src]")
                        .SelectMany(e => new[] { e.GetAttribute("href"), e.GetAttribute("src") })
                        .OfType<string>()
                )
                {
                    if (new Uri(new Uri("http://localhost" + path), address) is { Authority: "localhost" } to)
                    {
                        open.Enqueue(to.PathAndQuery);
                    }
                }
            }

            Assert.True(seen.Count > 15, $"{seen.Count}");
        }
    }

    private static async Task<bool> IsFromCacheAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.Contains("Age");
    }
}
