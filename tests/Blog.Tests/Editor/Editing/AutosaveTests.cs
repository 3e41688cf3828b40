using System.Net;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Editor.Editing;

/// <summary>Nothing that was typed is lost, and no text is overwritten silently.</summary>
public sealed class AutosaveTests : IAsyncLifetime
{
    private readonly TinyDisk _disk = new();
    private readonly EditorBlog _blog;
    private SignedIn _author = null!;

    public AutosaveTests() => _blog = new EditorBlog(_disk);

    public async ValueTask InitializeAsync() => _author = await SignedIn.AuthorAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task Anything_typed_is_autosaved_and_restored()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(
            ("Title", ""),
            ("Markdown", "半句\n"),
            ("Address", "/admin//"),
            ("Language", "tlh"),
            ("PublishAt", "soon"),
            ("Cover", "javascript:x"),
            ("Tags", "，，"),
            ("TranslationOf", "99")
        );
        var body = await page.AutosaveAsync();
        Assert.Equal($"/admin/posts/{body.GetProperty("id").GetInt32()}", page.Path);
        var again = await EditorPage.OpenAsync(_author, page.Id);
        Assert.Equal(
            ("半句\r\n", "/admin//", "soon", "javascript:x", "，，"),
            (again["Markdown"], again["Address"], again["PublishAt"], again["Cover"], again["Tags"])
        );
        Assert.Contains("草稿", body.GetProperty("status").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_first_autosave_makes_one_draft_even_ten_at_once()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "一稿"), ("Markdown", "甲"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => page.AskAsync("Save")));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Single(answers.Select(answer => answer.Body.GetProperty("id").GetInt32()).Distinct());
        page["Markdown"] = "甲乙"; // the response was lost, and the author continued
        Assert.Equal(200, (await page.AskAsync("Save")).Status);
        await page.DoAsync("save");
        await _blog.WithDbAsync(async db => Assert.Equal("甲乙", (await db.Posts.SingleAsync()).Markdown));
    }

    [Fact]
    public async Task New_posts_without_title_do_not_compete_for_an_address()
    {
        var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => EditorPage.OpenAsync(_author)));
        var answers = await Task.WhenAll(pages.Select((page, i) => page.With(("Markdown", $"文 {i}")).AskAsync("Save")));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        await _blog.WithDbAsync(async db => Assert.Equal(8, await db.Posts.Select(post => post.AddressKey).Distinct().CountAsync()));
    }

    [Fact]
    public async Task Of_fifty_concurrent_autosaves_none_is_lost()
    {
        var id = (await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "起点")).DoAsync("save")).Id;
        var pages = new List<EditorPage>();
        for (var i = 0; i < 50; i++)
        {
            pages.Add((await EditorPage.OpenAsync(_author, id)).With(("Markdown", $"起点 {i:00} canary")));
        }

        var answers = await Task.WhenAll(pages.Select(page => page.AskAsync("Save")));
        Assert.Equal(1, answers.Count(answer => answer.Status == 200));
        Assert.Equal(49, answers.Count(answer => answer.Status == 409));
        Assert.All(
            answers.Where(answer => answer.Status == 409),
            answer =>
                Assert.Equal(
                    ("写字的人", $"/admin/posts/{id}"),
                    (answer.Body.GetProperty("who").GetString(), answer.Body.GetProperty("url").GetString())
                )
        );
        await _blog.WithDbAsync(async db =>
        {
            var stored = (await db.PendingEdits.SingleAsync()).Draft.Markdown;
            var history = await db.Revisions.Where(r => r.Kind == RevisionKind.Conflict).Select(r => r.Markdown).ToListAsync();
            Assert.Equal(50, history.Append(stored).Where(text => text.Contains("canary", StringComparison.Ordinal)).Distinct().Count());
        });
    }

    [Fact]
    public async Task A_page_does_not_conflict_with_itself_after_a_lost_response()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "一")).DoAsync("save");
        await page.With(("Markdown", "一二")).AskAsync("Save"); // the edit version of the response never arrived
        Assert.Equal(200, (await page.With(("Markdown", "一二三")).AskAsync("Save")).Status);
        page = await page.With(("Markdown", "一二三四")).DoAsync("save");
        Assert.Equal("一二三四", page["Markdown"]);
    }

    [Fact]
    public async Task A_repeated_conflict_is_in_the_history_once()
    {
        var id = (await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "起点")).DoAsync("save")).Id;
        var (one, two) = (await EditorPage.OpenAsync(_author, id), await EditorPage.OpenAsync(_author, id));
        await one.With(("Markdown", "甲")).AutosaveAsync();
        two["Markdown"] = "乙";
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(409, (await two.AskAsync("Save")).Status);
        }

        await _blog.WithDbAsync(async db =>
            Assert.Equal(
                ["乙", "甲"],
                (await db.Revisions.Where(r => r.Kind == RevisionKind.Conflict).Select(r => r.Markdown).ToListAsync()).Order(
                    StringComparer.Ordinal
                )
            )
        );
        Assert.Equal("甲", (await EditorPage.OpenAsync(_author, id))["Markdown"]);
    }

    [Fact]
    public async Task Autosaves_make_a_revision_every_ten_minutes_and_when_another_author_takes_over()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "0")).DoAsync("save");
        for (var minute = 1; minute <= 40; minute++)
        {
            _blog.Clock.Advance(TimeSpan.FromMinutes(1));
            await page.With(("Markdown", $"{minute}")).AutosaveAsync();
        }

        await _blog.WithDbAsync(async db => Assert.Equal(["11", "21", "31"], await TrailAsync(db)));
        var owner = await SignedIn.OwnerAsync(_blog);
        await (await EditorPage.OpenAsync(owner, page.Id)).With(("Markdown", "另一个人的")).AutosaveAsync();
        await _blog.WithDbAsync(async db =>
        {
            Assert.Equal(["11", "21", "31", "40"], await TrailAsync(db));
            Assert.Equal("写字的人", (await db.Revisions.Include(r => r.Writer).SingleAsync(r => r.Markdown == "40")).Writer!.Name);
        });

        static Task<List<string>> TrailAsync(BlogDb db) =>
            db.Revisions.Where(r => r.Kind == RevisionKind.Autosave).OrderBy(r => r.CreatedAt).Select(r => r.Markdown).ToListAsync();
    }

    [Fact]
    public void Autosaves_are_thinned_with_age()
    {
        var now = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
        var all = Enumerable.Range(0, 6 * 24 * 90).Select(i => (Id: i, At: now.AddMinutes(-10 * i))).ToList();
        var gone = RevisionPolicy.Superfluous(all, now).ToHashSet();
        var kept = all.Where(a => !gone.Contains(a.Id)).Select(a => now - a.At).ToList();
        Assert.Equal(7, kept.Count(age => age <= TimeSpan.FromHours(1)));
        Assert.InRange(kept.Count(age => age > TimeSpan.FromHours(1) && age <= TimeSpan.FromDays(1)), 23, 24);
        Assert.InRange(kept.Count(age => age > TimeSpan.FromDays(1) && age <= TimeSpan.FromDays(30)), 29, 30);
        Assert.InRange(kept.Count(age => age > TimeSpan.FromDays(30)), 8, 10);
        Assert.Empty(RevisionPolicy.Superfluous(all.Where(a => !gone.Contains(a.Id)), now));
    }

    [Fact]
    public async Task An_autosave_based_on_an_older_version_does_not_silently_undo_the_newer_one()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "一"), ("Tags", "甲")).DoAsync("publish");
        await page.With(("Markdown", "一二")).AutosaveAsync();
        Post post = null!;
        await _blog.WithDbAsync(async db => post = await db.Posts.SingleAsync());
        await _blog.ReviseAsync(post, r => r with { Tags = ["甲", "乙"] }); // for example from the list of posts

        page = await EditorPage.OpenAsync(_author, page.Id);
        Assert.Contains("旧版本", page.Document.QuerySelector(".notes")!.TextContent, StringComparison.Ordinal);
        await page.With(("Markdown", "一二三")).AutosaveAsync(); // continuing is no conflict
        using var answer = await page.PressAsync("publish");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("乙", (await Visitor.ParsedAsync(answer)).QuerySelector(".three")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_that_is_too_long_is_named_with_its_limit_and_returned()
    {
        (string Field, int Length)[] tooLong =
        [
            ("Title", 301),
            ("Address", 401),
            ("Description", 2_001),
            ("Series", 301),
            ("Markdown", (512 * 1024) + 1),
        ];
        foreach (var (field, length) in tooLong)
        {
            var page = (await EditorPage.OpenAsync(_author)).With((field, new string('x', length)));
            var (status, body) = await page.AskAsync("Save");
            Assert.Equal((422, field), (status, body.GetProperty("field").GetString()));
            Assert.Contains($"{length - 1:N0}", body.GetProperty("error").GetString(), StringComparison.Ordinal);
            using var answer = await page.PressAsync("save");
            Assert.Equal((field, HttpStatusCode.UnprocessableEntity), (field, answer.StatusCode));
            Assert.Equal(length, (await EditorPage.OfAsync(_author, page.Path, answer))[field].Length);
        }
    }

    [Fact]
    public async Task The_longest_Chinese_text_passes_the_form()
    {
        var text = string.Concat(Enumerable.Repeat("桥。\n\n", 512 * 1024 / 8));
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "长"), ("Markdown", text), ("Base", text));
        await page.AutosaveAsync();
        Assert.Equal(text, (await EditorPage.OpenAsync(_author, page.Id))["Markdown"].ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_lost_and_writing_goes_on_when_there_is_room()
    {
        var page = await (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "一")).DoAsync("save");
        var long_ = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"行 {i}\n"));
        _disk.IsFull = true;
        page["Markdown"] = long_;
        var (status, body) = await page.AskAsync("Save");
        Assert.Equal(507, status);
        Assert.Contains("磁盘已满", body.GetProperty("error").GetString(), StringComparison.Ordinal);
        page["Markdown"] = long_.ReplaceLineEndings("\r\n");
        using (var answer = await page.PressAsync("save"))
        {
            Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
            var again = await EditorPage.OfAsync(_author, page.Path, answer);
            Assert.Equal(long_, again["Markdown"].ReplaceLineEndings("\n"));
            Assert.Equal(page["Stamp"], again["Stamp"]);
            Assert.Contains("磁盘已满", again.Document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        }

        await _blog.WithDbAsync(async db => Assert.Equal("一", (await db.Posts.SingleAsync()).Markdown));
        _disk.IsFull = false;
        Assert.Equal(long_, (await page.DoAsync("save"))["Markdown"].ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Posts_of_others_are_neither_found_nor_autosaved()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var theirs = await (await EditorPage.OpenAsync(owner)).With(("Title", "站长的"), ("Markdown", "密")).DoAsync("save");
        using var opened = await _author.GetAsync(theirs.Path);
        Assert.Equal(HttpStatusCode.NotFound, opened.StatusCode);
        var mine = await EditorPage.OpenAsync(_author);
        foreach (var handler in new[] { "Save", "Preview", "Check" })
        {
            using var answer = await _author.PostBareAsync(
                theirs.Path,
                mine.Fields,
                handler,
                ("RequestVerificationToken", mine[Visitor.TokenField])
            );
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        foreach (var act in new[] { "save", "publish", "schedule", "unpublish", "trash", "preview" })
        {
            using var answer = await _author.PostBareAsync(
                theirs.Path,
                new Dictionary<string, string>(mine.Fields, StringComparer.Ordinal) { ["Do"] = act }
            );
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var resolved = await _author.PostBareAsync(
            theirs.Path,
            new Dictionary<string, string>(mine.Fields, StringComparer.Ordinal) { ["Resolve"] = "mine" }
        );
        using var compared = await _author.PostBareAsync(theirs.Path, mine.Fields, "Compare");
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [resolved.StatusCode, compared.StatusCode]);
        Assert.DoesNotContain(
            "站长的",
            (await EditorPage.OpenAsync(_author, $"/admin/posts/new?translationOf={theirs.Id}")).Document.DocumentElement.OuterHtml,
            StringComparison.Ordinal
        );

        // With another author's draft key one gets a new draft, never theirs.
        mine.With(("DraftKey", theirs["DraftKey"]), ("Markdown", "我的"));
        var kept = await mine.AutosaveAsync();
        Assert.NotEqual(theirs.Id, kept.GetProperty("id").GetInt32());
        var own = await EditorPage.OpenAsync(owner, mine.Id);
        Assert.Equal("我的", own["Markdown"]);
    }

    [Fact]
    public async Task A_script_is_told_that_its_session_has_ended()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "题"));
        _author.Cookies.Remove("auth");
        Assert.Equal(401, (await page.AskAsync("Save")).Status);
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.Posts.CountAsync()));
    }

    [Fact]
    public async Task An_open_page_saves_again_once_the_same_person_has_signed_in()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "文"));
        _author.Cookies.Remove("auth");
        Assert.Equal(401, (await page.AskAsync("Save")).Status);
        using (var signedIn = await _author.SignInAsync(_author.Email))
        {
            Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        }

        await page.AutosaveAsync();
        _author.Cookies.Remove("af");
        Assert.Equal(400, (await page.AskAsync("Save")).Status);
        using var fresh = await _author.GetAsync("/admin/posts/new?handler=Token");
        page[Visitor.TokenField] = System
            .Text.Json.JsonDocument.Parse(await fresh.Content.ReadAsStringAsync())
            .RootElement.GetProperty("token")
            .GetString()!;
        await page.AutosaveAsync();
    }

    /// <summary>Simulates a full disk: SQLite may allocate no further page.</summary>
    private sealed class TinyDisk : DbConnectionInterceptor
    {
        public bool IsFull { get; set; }

        public override Task ConnectionOpenedAsync(
            System.Data.Common.DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }

        public override void ConnectionOpened(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = IsFull ? "PRAGMA max_page_count=1" : "PRAGMA max_page_count=1073741823"; // 1: as many as there are
            command.ExecuteNonQuery();
        }
    }

    private sealed class EditorBlog(TinyDisk disk) : BlogApplication
    {
        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.AddSingleton<IInterceptor>(disk));
        }
    }
}
