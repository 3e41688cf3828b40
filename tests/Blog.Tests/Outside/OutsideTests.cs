using System.Net;
using System.Text.Json;
using Blog.Tests.Accounts;
using Blog.Tests.Data;
using Blog.Tests.Editor.Editing;
using Blog.Tests.Processes;

namespace Blog.Tests.Outside;

/// <summary>What a blog must do wherever it runs, tested only over HTTP. See <see cref="OutsideServer"/> for which server.</summary>
public sealed class OutsideTests(OutsideServer server) : IClassFixture<OutsideServer>
{
    private const string Title = "远处写的";

    [Fact]
    public async Task The_program_runs_without_privileges_on_a_read_only_root()
    {
        if (server.LockedIn is not { } process)
        {
            TestContext.Current.AddWarning("not asked: the server is not the tests' own, or this machine allows no mount namespace");
            return;
        }

        var status = (await File.ReadAllLinesAsync($"/proc/{process}/status"))
            .Select(line => line.Split('\t'))
            .ToDictionary(field => field[0], field => field[1], StringComparer.Ordinal);
        Assert.Equal("0000000000000000", status["CapBnd:"]);
        Assert.Equal("0000000000000000", status["CapEff:"]);
        Assert.Equal("1", status["NoNewPrivs:"]);
        Assert.True(Environment.UserName != "root" || status["Uid:"] != "0", "it runs as root");
        foreach (var path in new[] { "/blog-was-here", (await File.ReadAllTextAsync($"/proc/{process}/cmdline")).Split('\0')[1] + ".new" })
        {
            Assert.ThrowsAny<IOException>(() => File.WriteAllText(Sandbox.Outside(process, path), "x"));
        }
    }

    [Theory]
    [InlineData("health/live")]
    [InlineData("health/ready")]
    public async Task Health_answers_get_and_head(string path)
    {
        using var got = await server.Reader().GetAsync(path);
        using var asked = await server.Reader().HeadAsync(path);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [got.StatusCode, asked.StatusCode]);
        Assert.True(got.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_readers_page_comes_with_a_strict_policy_without_cookies_and_answers_304()
    {
        using var answer = await server.Reader().GetAsync("");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.False(answer.Headers.Contains("Server"));
        if (answer.Headers.ETag is { } tag)
        {
            using var again = new HttpRequestMessage(HttpMethod.Get, "") { Headers = { IfNoneMatch = { tag } } };
            using var unchanged = await server.Reader().Client.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        }
    }

    [Fact]
    public async Task A_post_is_written_found_everywhere_revised_and_trashed()
    {
        var (owner, reader, key) = (server.Owner(), server.Reader(), NewKey());
        var (title, address) = ($"{Title} {key}", $"outside-{key}");
        var draft = (await EditorPage.OpenAsync(owner.Visitor)).With(
            ("Title", title),
            ("Markdown", $"**重点。**{key}\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))"),
            ("Address", "/" + address)
        );
        var saved = await draft.DoAsync("save");
        await NowhereAsync(key, address);

        saved = await saved.DoAsync("publish");
        var page = await reader.PageAsync(address);
        Assert.Equal(title, page.QuerySelector("h1")!.TextContent.Trim());
        Assert.NotNull(page.QuerySelector(".prose strong"));
        Assert.DoesNotContain(page.QuerySelectorAll("script"), script => script.TextContent.Contains("alert", StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll("a[href^='javascript:']"));
        foreach (var list in new[] { "", "archives", "feed.xml", "rss.xml", "feed.json", "search?q=" + key })
        {
            using var answer = await reader.GetAsync(list);
            Assert.True(
                (await answer.Content.ReadAsStringAsync()).Contains(key, StringComparison.Ordinal),
                $"/{list} does not know the post"
            );
        }

        using (var moved = await reader.GetAsync(address + "/"))
        {
            Assert.Equal(HttpStatusCode.MovedPermanently, moved.StatusCode);
        }

        saved = await saved.With(("Markdown", "改过的。" + key)).DoAsync("publish");
        Assert.Contains("改过的。", (await reader.PageAsync(address)).Body!.TextContent, StringComparison.Ordinal);
        using (var thrown = await saved.PressAsync("trash"))
        {
            Assert.Equal(HttpStatusCode.Redirect, thrown.StatusCode);
        }

        await NowhereAsync(key, address);
    }

    [Fact]
    public async Task A_large_picture_is_re_encoded_and_served_safely_and_html_named_as_one_is_refused()
    {
        var owner = server.Owner();
        var photo = TestImages.Photo(2400, 1600, ".png");
        Assert.True(photo.Length > 3_000_000, "too small to be written to a temporary file");
        using var taken = await Uploads.SendAsync(owner, photo, "大图.png");
        var json = await taken.Content.ReadAsStringAsync();
        Assert.True(taken.StatusCode == HttpStatusCode.OK, json);
        using var served = await server
            .Reader()
            .GetAsync(JsonDocument.Parse(json).RootElement.GetProperty("href").GetString()!.TrimStart('/'));
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        Assert.StartsWith("image/", served.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        Assert.Contains("sandbox", string.Join(' ', served.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        using var refused = await Uploads.SendAsync(owner, "<html><script>alert(1)</script>"u8.ToArray(), "a.jpg");
        Assert.InRange((int)refused.StatusCode, 400, 499);
    }

    [Fact]
    public async Task Private_pages_require_sign_in()
    {
        var wrong = new List<string>();
        // One form for each page: a network may send so many a minute. A form is returned to strangers a few times only, and another test
        // looks at that: here they come from a script.
        foreach (
            var row in AccessMatrix
                .Rows.Where(row => row.Need != Need.Open)
                .DistinctBy(row => string.Join(' ', row.Handler.Split(' ').Take(2)))
        )
        {
            var (method, rest) = (row.Handler.Split(' ')[0], row.Handler.Split(' '));
            var path = (row.Ask ?? rest[1]).TrimStart('/') + (rest.Length > 2 ? "?handler=" + rest[2] : "");
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Content = method == "POST" ? new FormUrlEncodedContent([]) : null;
            request.Headers.Add("Sec-Fetch-Mode", method == "POST" ? "cors" : "navigate");
            using var answer = await server.Reader().Client.SendAsync(request);
            if ((int)answer.StatusCode is < 300 or >= 500)
            {
                wrong.Add($"{row.Handler} answered a stranger {(int)answer.StatusCode}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused_and_one_without_its_token_is_given_back()
    {
        var owner = server.Owner();
        var form = owner.Form("别处来的", "文");
        using var foreign = await owner.Visitor.PostBareAsync(
            "admin/posts/new",
            form,
            null,
            ("Origin", "https://evil.example"),
            ("Sec-Fetch-Site", "cross-site")
        );
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        form.Remove(Visitor.TokenField);
        using var bare = await owner.Visitor.PostBareAsync("admin/posts/new", form);
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        using var signedOut = await server.Reader().PostBareAsync("admin/posts/new", form);
        Assert.Equal(HttpStatusCode.Unauthorized, signedOut.StatusCode);
        Assert.Contains("别处来的", await signedOut.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_autosaved_text_is_there_when_the_editor_is_opened_again_and_nowhere_else()
    {
        var (owner, key) = (server.Owner(), NewKey());
        var page = (await EditorPage.OpenAsync(owner.Visitor)).With(
            ("Title", $"{Title} {key}"),
            ("Markdown", $"还没有保存 {key}"),
            ("Address", $"/outside-{key}")
        );
        await page.AutosaveAsync();
        Assert.Equal($"还没有保存 {key}", (await EditorPage.OpenAsync(owner.Visitor, page.Path))["Markdown"]);
        await NowhereAsync(key, $"outside-{key}");
    }

    [Fact]
    public async Task A_folder_of_posts_is_imported_by_the_command_beside_the_serving_program()
    {
        if (server.Own is not { } blog)
        {
            return;
        }

        var (key, site) = (NewKey(), server.NewFolder());
        await File.WriteAllTextAsync(
            Path.Combine(site, $"{key}.md"),
            $"---\ntitle: 搬来的 {key}\ndate: 2026-01-01\nslug: {key}\n---\n\n正文 {key}\n\n![](a.png)\n"
        );
        await File.WriteAllBytesAsync(Path.Combine(site, "a.png"), TestImages.Still(20, 20, ".png"));
        Sandbox.LetRead(site);
        var (code, output, error) = await blog.RunAsync("import", "markdown", site);
        Assert.True(code == 0, output + error);
        string? link = null;
        await Poll.UntilAsync(async () =>
            (
                link = (await server.Reader().PageAsync("archives"))
                    .QuerySelectorAll(".rows a")
                    .FirstOrDefault(row => row.TextContent.Contains(key, StringComparison.Ordinal))
                    ?.GetAttribute("href")
            )
                is not null
        );
        var post = await server.Reader().PageAsync(link!.TrimStart('/'));
        Assert.Contains(
            "搬来的 " + key,
            (await server.Reader().PageAsync("search?q=" + key)).QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        using var picture = await server.Reader().GetAsync(post.QuerySelector(".prose img")!.GetAttribute("src")!.TrimStart('/'));
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
    }

    [Fact]
    public async Task A_stop_ends_with_zero_and_the_next_start_knows_the_session_the_form_the_post_and_the_picture()
    {
        if (server.Own is not { } blog)
        {
            return;
        }

        var (owner, key) = (server.Owner(), NewKey());
        var picture = await UploadAsync(owner);
        var open = (await EditorPage.OpenAsync(owner.Visitor)).With(
            ("Title", $"{Title} {key}"),
            ("Markdown", $"重启之后 {key}"),
            ("Address", $"/outside-{key}")
        );
        Assert.Equal(0, (await blog.StopAsync()).Code);
        Assert.False(
            File.Exists(blog.Database + "-wal") && new FileInfo(blog.Database + "-wal").Length > 0,
            "the write-ahead log was not emptied"
        );
        await blog.StartAsync();

        await open.DoAsync("publish"); // by the cookie and the token of the process before: the keys are the same
        Assert.Contains($"重启之后 {key}", (await server.Reader().PageAsync($"outside-{key}")).Body!.TextContent, StringComparison.Ordinal);
        using var served = await server.Reader().GetAsync(picture);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task A_backup_by_the_command_is_restored_with_posts_pictures_and_account()
    {
        if (server.Own is not { } blog)
        {
            return;
        }

        var (before, after) = (NewKey(), NewKey());
        await PublishAsync(before);
        var picture = await UploadAsync(server.Owner());
        var archive = Path.Combine(blog.DataFolder, $"{before}.zip");
        var (code, _, error) = await blog.RunAsync("backup", archive);
        Assert.True(code == 0, error);
        await PublishAsync(after);
        Assert.Equal(0, (await blog.StopAsync()).Code);

        (code, _, error) = await blog.RunAsync("restore", archive, "--force");
        Assert.True(code == 0, error);
        await blog.StartAsync();
        await server.SignInAsync();
        Assert.Contains(before, (await server.Reader().PageAsync($"outside-{before}")).Body!.TextContent, StringComparison.Ordinal);
        using var gone = await server.Reader().GetAsync($"outside-{after}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var served = await server.Reader().GetAsync(picture);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        Assert.Equal(0, (await blog.RunAsync("check")).Code);
    }

    /// <summary>By the worker that also makes the scheduled ones.</summary>
    [Fact]
    public async Task A_backup_of_the_serving_program_is_made_and_sent()
    {
        var owner = server.Owner().Visitor;
        using (var asked = await owner.PostAsync("admin/backups", handler: "Now"))
        {
            Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        }

        string? link = null;
        await Poll.UntilAsync(async () =>
            (link = (await owner.PageAsync("admin/backups")).QuerySelector("table a[href*='-manual.zip']")?.GetAttribute("href"))
                is not null
        );
        using var sent = await owner.GetAsync(link!.TrimStart('/') + "?handler=File");
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        using var zip = new System.IO.Compression.ZipArchive(await sent.Content.ReadAsStreamAsync());
        Assert.NotNull(zip.GetEntry("blog.db"));
    }

    [Fact]
    public async Task A_wrong_password_and_a_right_one_are_told_apart()
    {
        if (server.Own is null)
        {
            return; // on a foreign server a failed sign-in might lock its owner out for a while
        }

        using var wrong = await server.Reader().SignInAsync(SignedIn.OwnerEmail, "not the password, sorry");
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        using var right = await server.Reader().SignInAsync(SignedIn.OwnerEmail);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task The_setup_is_closed() => Assert.NotEqual(HttpStatusCode.OK, (await server.Reader().GetAsync("setup")).StatusCode);

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("POST")]
    public async Task A_method_that_changes_things_does_nothing_on_a_page(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "");
        using var answer = await server.Reader().Client.SendAsync(request);
        Assert.InRange((int)answer.StatusCode, 400, 405);
    }

    [Fact]
    public async Task Every_address_that_a_page_prints_leads_somewhere()
    {
        var (open, seen, wrong, reader) = (
            new Queue<string>([""]),
            new HashSet<string>(StringComparer.Ordinal),
            new List<string>(),
            server.Reader()
        );
        while (seen.Count < 150 && open.TryDequeue(out var path))
        {
            if (!seen.Add(path))
            {
                continue;
            }

            using var answer = await reader.GetAsync(path);
            if ((int)answer.StatusCode >= 400)
            {
                wrong.Add($"/{path} answered {(int)answer.StatusCode}");
            }
            else if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                foreach (var link in (await Visitor.ParsedAsync(answer)).QuerySelectorAll("[href^='/'], [src^='/']"))
                {
                    open.Enqueue((link.GetAttribute("href") ?? link.GetAttribute("src"))!.Split('#')[0].TrimStart('/'));
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(seen.Count > 15, $"only {seen.Count} addresses");
    }

    /// <summary>A unique word.</summary>
    private static string NewKey() => "q" + Guid.NewGuid().ToString("N")[..12];

    private async Task PublishAsync(string key)
    {
        var page = await EditorPage.OpenAsync(server.Owner().Visitor);
        await page.With(("Title", $"{Title} {key}"), ("Markdown", $"正文 {key}"), ("Address", $"/outside-{key}")).DoAsync("publish");
    }

    /// <summary>Uploads a picture of more than the 64 KB that would stay in memory.</summary>
    /// <returns>Its address.</returns>
    private static async Task<string> UploadAsync(EditorClient owner)
    {
        using var taken = await Uploads.SendAsync(owner, TestImages.Photo(700, 500 + Random.Shared.Next(100), ".png"), "图.png");
        var json = await taken.Content.ReadAsStringAsync();
        Assert.True(taken.StatusCode == HttpStatusCode.OK, json);
        return JsonDocument.Parse(json).RootElement.GetProperty("href").GetString()!.TrimStart('/');
    }

    /// <summary>The post is in no list, no feed, no search result and at no address.</summary>
    private async Task NowhereAsync(string key, string address)
    {
        var reader = server.Reader();
        using var at = await reader.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, at.StatusCode);
        foreach (var list in new[] { "", "archives", "feed.xml", "rss.xml", "feed.json", "sitemap.xml", "search?q=" + key })
        {
            using var answer = await reader.GetAsync(list);
            var text = (await answer.Content.ReadAsStringAsync())
                .Replace("q=" + key, "", StringComparison.Ordinal)
                .Replace($"value=\"{key}\"", "", StringComparison.Ordinal);
            Assert.DoesNotContain($"{Title} {key}", text, StringComparison.Ordinal);
        }
    }
}
