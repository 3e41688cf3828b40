using Blog.Data.Posts;
using Blog.Portability.Git.Repository;
using Blog.Portability.Git.Sync;
using Blog.Portability.Import;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Portability.Git;

public sealed class GitSyncTests
{
    private const string Pond = "source/_posts/pond.md";

    [Fact]
    public async Task A_published_post_is_pushed_with_its_author()
    {
        await using var git = await GitFixture.OpenAsync();
        await git.Host.WriteAsync(DataHost.Request("池塘", "水面很静。") with { Address = "/pond" });

        Assert.Equal(1, (await git.SyncAsync()).Pushed);

        Assert.Equal([Pond], git.Files());
        var text = git.Read(Pond);
        Assert.StartsWith("---\ntitle: 池塘\ndate: 2026-11-20T08:00:00+00:00\n", text, StringComparison.Ordinal);
        Assert.Contains("\nid: ", text, StringComparison.Ordinal);
        Assert.EndsWith("\n---\n\n水面很静。", text, StringComparison.Ordinal);
        Assert.Equal("池塘", git.Run(git.Bare, "log", "-1", "--format=%s", "main").Trim());
        Assert.EndsWith(
            "<author@example.org>",
            git.Run(git.Bare, "log", "-1", "--format=%an <%ae>", "main").Trim(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Drafts_scheduled_posts_and_samples_stay_here()
    {
        await using var git = await GitFixture.OpenAsync();
        await git.Host.WriteAsync(DataHost.Request("草稿") with { PublishAt = null });
        await git.Host.WriteAsync(DataHost.Request("以后") with { PublishAt = git.Host.Clock.GetUtcNow().AddDays(1) });
        await git.Host.WriteAsync(DataHost.Request("样例") with { IsSample = true, ImportKey = "sample" });

        Assert.Equal(0, (await git.SyncAsync()).Pushed);

        git.Host.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, (await git.SyncAsync()).Pushed);
        Assert.Contains("title: 以后", git.Read(Assert.Single(git.Files())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_pushed_before_a_kill_is_known_and_later_changes_count(bool isTakenBack)
    {
        var stopAt = (SyncStep?)SyncStep.Pushed;
        await using var git = await GitFixture.OpenAsync(options: options =>
            options with
            {
                Reached = step =>
                {
                    if (step == stopAt)
                    {
                        throw new InvalidOperationException("killed");
                    }
                },
            }
        );
        await git.Host.WriteAsync(DataHost.Request("池塘", "水面很静。") with { Address = "/pond" });
        Assert.Equal(SyncState.Failed, (await git.Sync.RunAsync(onlyPull: false, CancellationToken.None)).State);
        Assert.Equal([Pond], git.Files());

        stopAt = null;
        await git.ReviseAsync("池塘", request => request with { Content = request.Content with { Markdown = "一只青蛙跳进去。" } });
        if (isTakenBack)
        {
            await git.ChangeAsync("池塘", post => post.Discard());
        }

        Assert.Equal((0, 1), await git.SyncAsync() is var after ? (after.Taken, after.Pushed) : default);
        Assert.Equal(isTakenBack ? PostState.Trash : PostState.Published, (await git.PostAsync("池塘")).State);
        Assert.Equal("一只青蛙跳进去。", (await git.PostAsync("池塘")).Markdown);
        Assert.Equal(isTakenBack ? [] : [Pond], git.Files());
        Assert.True(isTakenBack || git.Read(Pond).EndsWith("一只青蛙跳进去。", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var git = await GitFixture.OpenAsync(new() { ["source/_posts/a.md"] = GitFixture.TextOf("甲", "一") });
        await git.Host.WriteAsync(DataHost.Request("池塘"));
        await git.SyncAsync();
        var commits = git.Commits();
        var version = (await git.PostAsync("甲")).Version;

        var again = await git.SyncAsync();

        Assert.Equal((0, 0), (again.Taken, again.Pushed));
        Assert.Equal((commits, version), (git.Commits(), (await git.PostAsync("甲")).Version));
    }

    [Fact]
    public async Task A_new_file_is_a_new_post_as_the_file_says()
    {
        await using var git = await GitFixture.OpenAsync();
        git.Push(
            new Dictionary<string, string?>
            {
                ["source/_posts/a.md"] = GitFixture.TextOf("甲", "正文 **粗体**。", "tags: [池塘, 青蛙]\n"),
                ["source/_drafts/b.md"] = GitFixture.TextOf("乙", "未完"),
                ["README.md"] = "# About this repository\n",
            }
        );

        Assert.Equal(2, (await git.SyncAsync()).Taken);

        var post = await git.PostAsync("甲");
        Assert.Equal((PostState.Published, new DateTimeOffset(2020, 2, 3, 10, 0, 0, TimeSpan.Zero)), (post.State, post.PublishedAt));
        Assert.Equal(["池塘", "青蛙"], post.Tags.Select(tag => tag.Name).Order(StringComparer.Ordinal));
        Assert.Contains("<strong>粗体</strong>", post.BodyHtml.ToString(), StringComparison.Ordinal);
        Assert.Equal(PostState.Draft, (await git.PostAsync("乙")).State);
        Assert.Equal(2, await git.CountAsync());
    }

    [Fact]
    public async Task A_change_outside_becomes_an_update_and_nothing_is_pushed_back()
    {
        await using var git = await GitFixture.OpenAsync();
        var post = await git.Host.WriteAsync(DataHost.Request("池塘", "旧的一行") with { Address = "/pond" });
        await git.SyncAsync();
        git.Push(new Dictionary<string, string?> { [Pond] = git.Read(Pond).Replace("旧的一行", "新的一行", StringComparison.Ordinal) });
        var commits = git.Commits();

        var outcome = await git.SyncAsync();

        Assert.Equal((1, 0), (outcome.Taken, outcome.Pushed));
        var now = await git.PostAsync("池塘");
        Assert.Equal((post.Id, "新的一行", post.FeedId), (now.Id, now.Markdown.Trim(), now.FeedId));
        Assert.Equal(commits, git.Commits());
    }

    [Fact]
    public async Task A_change_here_touches_that_file_only()
    {
        await using var git = await GitFixture.OpenAsync(
            Enumerable
                .Range(1, 20)
                .ToDictionary(number => $"source/_posts/p{number}.md", number => (string?)GitFixture.TextOf($"文章{number}", "一行"))
        );
        await git.SyncAsync();

        await git.ReviseAsync("文章7", request => request with { Content = request.Content with { Markdown = "改过的一行" } });
        await git.SyncAsync();

        Assert.Equal(["source/_posts/p7.md"], git.Touched());
        Assert.Contains("改过的一行", git.Read("source/_posts/p7.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renamed_file_stays_the_same_post_and_its_address_redirects()
    {
        await using var git = await GitFixture.OpenAsync();
        var post = await git.Host.WriteAsync(DataHost.Request("池塘", "水面") with { Address = "/pond" });
        await git.SyncAsync();
        var text = git.Read(Pond)
            .Replace("\nslug: pond\n", "\n", StringComparison.Ordinal)
            .Replace(": /pond\n", ": /lake\n", StringComparison.Ordinal);
        git.Push(new Dictionary<string, string?> { [Pond] = null, ["source/_posts/sub/lake.md"] = text });

        await git.SyncAsync();

        var now = await git.PostAsync("池塘");
        Assert.Equal((post.Id, "/lake", PostState.Published), (now.Id, now.Address.Value, now.State));
        await git.Host.WithDbAsync(async db =>
            Assert.Equal(post.Id, (await db.Redirects.SingleAsync(redirect => redirect.Path == "/pond")).PostId)
        );
        Assert.DoesNotContain(Pond, git.Files());
    }

    [Fact]
    public async Task A_deleted_file_moves_its_post_to_the_trash_and_a_restored_one_brings_it_back()
    {
        await using var git = await GitFixture.OpenAsync();
        var post = await git.Host.WriteAsync(DataHost.Request("池塘", "水面") with { Address = "/pond" });
        await git.SyncAsync();
        var text = git.Read(Pond);
        git.Push(new Dictionary<string, string?> { [Pond] = null });

        await git.SyncAsync();
        Assert.Equal(PostState.Trash, (await git.PostAsync("池塘")).State);

        git.Push(new Dictionary<string, string?> { [Pond] = text });
        await git.SyncAsync();

        var back = await git.PostAsync("池塘");
        Assert.Equal((post.Id, PostState.Published), (back.Id, back.State));
    }

    [Fact]
    public async Task What_leaves_the_readers_leaves_the_repository()
    {
        await using var git = await GitFixture.OpenAsync();
        await git.Host.WriteAsync(DataHost.Request("池塘"));
        await git.Host.WriteAsync(DataHost.Request("湖"));
        await git.Host.WriteAsync(DataHost.Request("海"));
        await git.SyncAsync();

        await git.ChangeAsync("池塘", post => post.Unpublish());
        await git.ChangeAsync("湖", post => post.Discard());
        await git.SyncAsync();

        Assert.Contains("title: 海", git.Read(Assert.Single(git.Files())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_listed_with_its_line_and_changes_nothing()
    {
        await using var git = await GitFixture.OpenAsync();
        await git.Host.WriteAsync(DataHost.Request("池塘", "水面") with { Address = "/pond" });
        await git.SyncAsync();
        git.Push(
            new Dictionary<string, string?>
            {
                [Pond] = "---\ntitle: 池塘\ntags: [a\n---\n\n坏了\n",
                ["source/_posts/new.md"] = "---\ntitle: 新的\n\n也坏了\n",
                ["source/_posts/good.md"] = GitFixture.TextOf("好的", "好"),
            }
        );

        Assert.Equal(1, (await git.SyncAsync()).Taken);

        Assert.Equal("水面", (await git.PostAsync("池塘")).Markdown);
        var known = await git.RowAsync(Pond);
        Assert.True(known.Problem is not null && known.Line > 0, known.Problem);
        Assert.NotNull((await git.RowAsync("source/_posts/new.md")).Problem);
        var version = (await git.PostAsync("好的")).Version;
        await git.SyncAsync();
        Assert.Equal(version, (await git.PostAsync("好的")).Version);
    }

    [Fact]
    public async Task Nothing_is_written_before_the_owner_agrees()
    {
        await using var git = await GitFixture.OpenAsync(
            new() { ["source/_posts/a.md"] = GitFixture.TextOf("甲", "一") },
            isConfirmed: false
        );
        await git.Host.WriteAsync(DataHost.Request("池塘"));

        Assert.Equal(SyncState.Unconfirmed, (await git.Sync.RunAsync(onlyPull: false, CancellationToken.None)).State);
        var preview = await git.Sync.PreviewAsync(CancellationToken.None);

        Assert.Equal((1, 1), (preview!.Files.Entries.Count, preview.Pushed));
        Assert.Equal((1, 1), (await git.CountAsync(), git.Commits()));
    }

    [Fact]
    public async Task A_repository_that_is_connected_again_is_compared_and_nothing_is_written_over()
    {
        await using var git = await GitFixture.OpenAsync();
        foreach (var title in new[] { "池塘", "青蛙", "雨后" })
        {
            await git.Host.WriteAsync(DataHost.Request(title, title + "的旧文字。"));
        }

        await git.SyncAsync();
        await git.Host.WithAsync<GitChanges, int>(async changes =>
        {
            await changes.DisconnectAsync("hook", CancellationToken.None);
            return 0;
        });
        await git.ReviseAsync("池塘", request => request with { Content = request.Content with { Markdown = "这里新写的。" } });
        await git.Host.WriteAsync(DataHost.Request("新的", "还没有推送。"));
        var version = (await git.PostAsync("青蛙")).Version;

        await git.ConnectAsync(isConfirmed: false);
        var preview = (await git.Sync.PreviewAsync(CancellationToken.None))!;
        Assert.Equal(
            [("池塘", ImportOutcome.Edited), ("雨后", ImportOutcome.Unchanged), ("青蛙", ImportOutcome.Unchanged)],
            preview.Files.Entries.Select(entry => (entry.Title!, entry.Outcome)).OrderBy(entry => entry.Item1, StringComparer.Ordinal)
        );
        Assert.Equal(1, preview.Pushed);

        await git.Host.WithDbAsync(db =>
            db.WriteAsync(async () => (await db.GitConnections.SingleAsync()).Agree(), CancellationToken.None)
        );
        var outcome = await git.SyncAsync();
        Assert.Equal((0, 1), (outcome.Taken, outcome.Pushed));
        Assert.Equal("这里新写的。", (await git.PostAsync("池塘")).Markdown);
        Assert.Equal(version, (await git.PostAsync("青蛙")).Version); // what both sides have is not written again
        await git.Host.WithDbAsync(async db => Assert.Equal(1, await db.GitFiles.CountAsync(file => file.Theirs != null)));
    }
}
