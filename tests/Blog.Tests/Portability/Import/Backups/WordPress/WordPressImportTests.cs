using Blog.Data.Posts;
using Blog.Data.Posts.Files;
using Blog.Portability.Import;

namespace Blog.Tests.Portability.Import.Backups.WordPress;

/// <summary>An export from end to end: what becomes of posts, addresses and files, and that it can be repeated and taken back.</summary>
public sealed class WordPressImportTests
{
    [Fact]
    public async Task An_export_is_imported_repeated_and_taken_back()
    {
        await using var fixture = await ImportFixture.OpenAsync();
        fixture
            .Write(
                "site/export.xml",
                Wxr.Of(
                    Wxr.Attachment(7, "2020/05/cat.png")
                        + Wxr.Post(
                            1,
                            "第一篇 &amp; <em>首</em>",
                            $"<p>看图：</p>\n<p><img src=\"{Wxr.Site}/wp-content/uploads/2020/05/cat-300x200.png\" alt=\"猫\" /></p>\n"
                                + $"<p>另见<a href=\"{Wxr.Site}/?p=2\">第二篇</a>。</p>",
                            Wxr.Term("category", "linux", "Linux") + Wxr.Term("post_tag", "%e7%8c%ab", "猫") + Wxr.Meta("_wp_old_slug", "yi"),
                            name: "post-1"
                        )
                        + Wxr.Post(2, "第二篇", "<p>正文二</p>", link: $"{Wxr.Site}/2020/05/03/%e7%ac%ac%e4%ba%8c/", sticky: true)
                        + Wxr.Post(3, "私密", "<p>secret</p>", status: "private")
                        + Wxr.Post(4, "关于", "<p>about</p>", type: "page", link: $"{Wxr.Site}/about/"),
                    Wxr.Category(3, "tech", "技术") + Wxr.Category(4, "linux", "Linux", "tech")
                )
            )
            .Picture("site/wp-content/uploads/2020/05/cat.png");

        var report = await fixture.ImportAsync();

        Assert.Equal(4, report.Count(ImportOutcome.Created));
        Assert.Equal(["第一篇 & 首 #1", "第二篇 #2", "私密 #3", "关于 #4"], report.Entries.Select(entry => entry.Path).Order(StringComparer.Ordinal).OrderBy(name => name[^1]));
        Assert.Contains(report.Notes, note => note.StartsWith("experimental", StringComparison.Ordinal));
        var posts = await fixture.PostsAsync();
        var first = posts["第一篇 & 首"];
        Assert.Equal("/2020/05/03/post-1/", first.Address.Value);
        Assert.Equal(new DateTimeOffset(2020, 5, 3, 12, 0, 0, TimeSpan.Zero), first.PublishedAt);
        Assert.Contains("/media/", first.Markdown, StringComparison.Ordinal);
        Assert.Contains("/2020/05/03/%E7%AC%AC%E4%BA%8C/", first.Markdown, StringComparison.Ordinal);
        Assert.Equal("/2020/05/03/第二/", posts["第二篇"].Address.Value);
        Assert.True(posts["第二篇"].Pinned);
        Assert.Equal(PostState.Draft, posts["私密"].State);
        Assert.Equal(PostKind.Page, posts["关于"].Kind);
        Assert.Contains(report.Kept, kept => kept is { Old: "/2020/05/03/yi/", Now: "/2020/05/03/post-1/" });
        Assert.Contains(report.Kept, kept => kept is { Old: "/?p=1", Now: "/2020/05/03/post-1/" });
        Assert.Contains(report.Kept, kept => kept.Old == "/category/tech/linux/");
        Assert.DoesNotContain(report.Kept, kept => kept.Now.Contains("post-3", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(fixture.PathOf("data/tmp")));

        var again = await fixture.ImportAsync();
        Assert.Equal(4, again.Count(ImportOutcome.Unchanged));

        var file = await fixture.ImportAsync("site/export.xml", request => request with { Tool = SiteGenerator.WordPress });
        Assert.Equal(4, file.Count(ImportOutcome.Unchanged));
    }
}
