using Blog.Data.Posts;
using Blog.Portability.Import;
using Blog.Tests.Portability.Export;

namespace Blog.Tests.Portability.Import.Backups.VanBlog;

/// <summary>A backup of VanBlog: every post as expected, private ones private, counts, fixed addresses, repeat and undo.</summary>
public sealed class VanBlogImportTests
{
    private const string Articles = """
        {"id":3,"title":"第一篇","content":"开头。\n\n<!-- more -->\n\n![图](/static/img/cat.png)，另见[第二篇](/post/second)。","tags":["猫","C#"],
        "category":"生活","top":1,"hidden":false,"private":false,"pathname":"","author":"阿文","copyright":"","viewer":120,"visited":80,
        "createdAt":"2022-05-06T01:02:03.000Z","updatedAt":"2022-05-07T01:02:03.000Z"},
        {"id":4,"title":"Second: a \"quoted\" title","content":"# 标题\n\n正文。","tags":[],"category":"技术","top":0,"hidden":true,
        "private":false,"pathname":"second","viewer":5,"visited":4,"createdAt":"2022-06-06T16:30:00.000Z",
        "updatedAt":"2022-06-06T16:30:00.000Z"},
        {"id":5,"title":"加密","content":"secret kanarie","tags":[],"category":"技术","private":true,"password":"kanarie-password",
        "viewer":1,"visited":1,"createdAt":"2022-07-06T16:30:00.000Z","updatedAt":"2022-07-06T16:30:00.000Z"},
        {"id":6,"title":"回收站","content":"gone","tags":[],"category":"技术","deleted":true,"createdAt":"2022-07-06T16:30:00.000Z"}
        """;

    [Fact]
    public async Task A_backup_is_imported_repeated_and_taken_back()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture.Write("site/vanblog-backup.json", Backup(Articles, "[\"生活\",\"技术\"]")).Picture("site/img/cat.png");
        var dry = await fixture.ImportAsync(with: request => request with { DryRun = true });
        Assert.Empty(await fixture.PostsAsync());
        var report = await fixture.ImportAsync();
        Assert.Equal(
            dry.Entries.Select(entry => (entry.Path, entry.Outcome, entry.Comments, entry.Views)),
            report.Entries.Select(entry => (entry.Path, entry.Outcome, entry.Comments, entry.Views))
        );
        var dump = await BackupDump.OfAsync(fixture, report);
        BackupDump.Check("vanblog.txt", BackupDump.Stable(dump));
        await RoundTrip.AssertAsync(fixture.Host);
        Assert.DoesNotContain("kanarie-password", dump + report.ToJson(), StringComparison.Ordinal);

        Assert.All((await fixture.ImportAsync()).Entries, entry => Assert.Equal(ImportOutcome.Unchanged, entry.Outcome));
        var undone = await new ImportUndo(
            fixture.Host.Get<Microsoft.Extensions.DependencyInjection.IServiceScopeFactory>(),
            fixture.Host.Get<TimeProvider>()
        ).RunAsync(report.RunId!.Value, null, CancellationToken.None);
        Assert.DoesNotContain(undone!.Entries, entry => entry.Stays);
        Assert.Empty(await fixture.PostsAsync());
        await fixture.Host.WithDbAsync(db =>
        {
            Assert.Empty(db.FormerPages);
            Assert.Empty(db.PageCounts);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Posts_of_a_category_that_is_known_to_be_private_are_drafts_and_damage_is_one_line()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture.Write(
            "site/a.json",
            Backup(Articles, """[{"name":"生活","private":false},{"name":"技术","private":true,"password":"x"}]""")
        );
        var report = await fixture.ImportAsync();
        var posts = await fixture.PostsAsync();
        Assert.Equal(PostState.Published, posts["第一篇"].State);
        Assert.Equal(PostState.Draft, posts["Second: a \"quoted\" title"].State);
        Assert.DoesNotContain(report.Notes, note => note.Contains("which categories were private", StringComparison.Ordinal));

        fixture.Write("broken/b.json", Backup(Articles, "[]")[..^3] + "\"viewer\" \"setting\"");
        var refused = await Assert.ThrowsAnyAsync<IOException>(() => fixture.ImportAsync("broken"));
        Assert.StartsWith("b.json, line ", refused.Message, StringComparison.Ordinal);
    }

    private static string Backup(string articles, string categories) =>
        $$"""
            {"articles":[{{articles}}],
            "tags":["猫","C#"],
            "meta":{"siteInfo":{"siteName":"阿文的小站","siteDesc":"写点东西","baseUrl":"https://van.example/","author":"阿文"},
            "about":{"updatedAt":"2022-01-01T00:00:00.000Z","content":"我是阿文。"},"links":[{"name":"朋友 [A]","url":"https://friend.example/",
            "desc":"写诗","logo":"x","updatedAt":"2022-01-02T00:00:00.000Z"}]},
            "drafts":[{"id":9,"title":"草稿","content":"未完","tags":["猫"],"category":"生活","createdAt":"2023-01-01T00:00:00.000Z",
            "updatedAt":"2023-01-02T00:00:00.000Z"}],
            "categories":{{categories}},
            "user":{"id":0,"name":"admin","password":"kanarie-password"},
            "viewer":[{"date":"2022-05-06","visited":100,"viewer":200}],
            "visit":[{"date":"2022-05-06","pathname":"/about","viewer":3,"visited":2},{"date":"2022-05-07","pathname":"/about",
            "viewer":7,"visited":5},{"date":"2022-05-07","pathname":"/post/3","viewer":120,"visited":80}],
            "static":[],"setting":[]}
            """;
}
