using Blog.Data.Git;
using Blog.Data.Posts;
using Blog.Portability.Git.Repository;
using Blog.Portability.Git.Sync;
using Blog.Tests.Data;

namespace Blog.Tests.Portability.Git;

public sealed class GitConflictTests
{
    private const string Pond = "source/_posts/pond.md";
    private const string Lines = "一\n\n二\n\n三\n\n四\n\n五";

    [Fact]
    public async Task Changes_that_do_not_touch_are_merged_on_both_sides()
    {
        await using var git = await PondAsync();
        git.Push(new Dictionary<string, string?> { [Pond] = git.Read(Pond).Replace("一", "一（外面）", StringComparison.Ordinal) });
        await WriteHereAsync(git, Lines.Replace("五", "五（这里）", StringComparison.Ordinal));

        await git.SyncAsync();

        var both = Lines.Replace("一", "一（外面）", StringComparison.Ordinal).Replace("五", "五（这里）", StringComparison.Ordinal);
        Assert.Equal(both, (await git.PostAsync("池塘")).Markdown);
        Assert.EndsWith("\n\n" + both, git.Read(Pond), StringComparison.Ordinal);
        var again = await git.SyncAsync();
        Assert.Equal((0, 0), (again.Taken, again.Pushed));
    }

    [Fact]
    public async Task Changes_of_the_same_lines_wait_with_both_texts()
    {
        await using var git = await ConflictAsync();

        Assert.Contains("三（这里）", (await git.PostAsync("池塘")).Markdown, StringComparison.Ordinal);
        Assert.Contains("三（外面）", git.Read(Pond), StringComparison.Ordinal);
        Assert.True((await git.RowAsync(Pond)).IsConflict);
    }

    [Fact]
    public async Task A_conflict_holds_nothing_else_up()
    {
        await using var git = await ConflictAsync();
        await git.Host.WriteAsync(DataHost.Request("湖") with { Address = "/lake" });
        git.Push(new Dictionary<string, string?> { ["source/_posts/sea.md"] = GitFixture.TextOf("海", "浪") });

        await git.SyncAsync();

        Assert.Contains("source/_posts/lake.md", git.Files());
        Assert.Equal("浪", (await git.PostAsync("海")).Markdown.Trim());
    }

    [Fact]
    public async Task The_version_that_the_owner_chooses_is_on_both_sides_then()
    {
        foreach (var isOurs in new[] { true, false })
        {
            await using var git = await ConflictAsync();
            await DecideAsync(git, isOurs);

            await git.SyncAsync();

            var chosen = isOurs ? "三（这里）" : "三（外面）";
            Assert.Contains(chosen, (await git.PostAsync("池塘")).Markdown, StringComparison.Ordinal);
            Assert.Contains(chosen, git.Read(Pond), StringComparison.Ordinal);
            Assert.False((await git.RowAsync(Pond)).IsConflict);
        }
    }

    [Fact]
    public async Task A_text_that_holds_both_changes_settles_the_conflict_by_itself()
    {
        await using var git = await ConflictAsync();
        await WriteHereAsync(
            git,
            Lines.Replace("三", "三（外面）", StringComparison.Ordinal).Replace("五", "五（这里）", StringComparison.Ordinal)
        );

        await git.SyncAsync();

        Assert.EndsWith("三（外面）\n\n四\n\n五（这里）", git.Read(Pond), StringComparison.Ordinal);
        Assert.False((await git.RowAsync(Pond)).IsConflict);
    }

    [Fact]
    public async Task A_file_deleted_there_and_changed_here_is_pushed_again()
    {
        await using var git = await PondAsync();
        git.Push(new Dictionary<string, string?> { [Pond] = null });
        await WriteHereAsync(git, "新的");

        await git.SyncAsync();

        Assert.Equal(PostState.Published, (await git.PostAsync("池塘")).State);
        Assert.EndsWith("新的", git.Read(Pond), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_taken_from_readers_here_does_not_come_back_by_a_change_there()
    {
        await using var git = await PondAsync();
        git.Push(new Dictionary<string, string?> { [Pond] = git.Read(Pond).Replace("一", "一（外面）", StringComparison.Ordinal) });
        await git.ChangeAsync("池塘", post => post.Unpublish());

        await git.SyncAsync();

        Assert.Equal(PostState.Draft, (await git.PostAsync("池塘")).State);
        Assert.NotNull((await git.RowAsync(Pond)).Problem);
    }

    [Fact]
    public async Task What_is_written_here_while_a_run_goes_on_is_not_written_over()
    {
        GitFixture? open = null;
        var isOn = false;
        await using var git = await GitFixture.OpenAsync(options: options =>
            options with
            {
                Reached = step =>
                {
                    if (isOn && step == SyncStep.Noted)
                    {
                        isOn = false;
                        WriteHereAsync(open!, "这里刚写的").GetAwaiter().GetResult();
                    }
                },
            }
        );
        open = git;
        await git.Host.WriteAsync(DataHost.Request("池塘", Lines) with { Address = "/pond" });
        await git.SyncAsync();
        git.Push(new Dictionary<string, string?> { [Pond] = git.Read(Pond).Replace("三", "三（外面）", StringComparison.Ordinal) });
        isOn = true;

        await git.SyncAsync();

        Assert.Equal("这里刚写的", (await git.PostAsync("池塘")).Markdown);
        Assert.Contains("三（外面）", git.Read(Pond), StringComparison.Ordinal);
        await git.SyncAsync();
        Assert.True((await git.RowAsync(Pond)).IsConflict);
    }

    [Fact]
    public async Task A_rewritten_history_stops_and_shows_what_would_be_lost()
    {
        await using var git = await PondAsync();
        git.Push(new Dictionary<string, string?> { ["source/_posts/sea.md"] = GitFixture.TextOf("海", "浪") });
        await git.SyncAsync();
        git.Refresh();
        git.Run(git.Work, "reset", "-q", "--hard", "HEAD~1");
        await File.WriteAllTextAsync(Path.Combine(git.Work, "source/_posts/hill.md"), GitFixture.TextOf("山", "石"));
        git.Commit("--force");

        var outcome = await git.Sync.RunAsync(onlyPull: false, CancellationToken.None);

        Assert.Equal((SyncState.Asked, GitQuestion.Rewritten), (outcome.State, outcome.Question));
        Assert.Equal("from elsewhere", Assert.Single(await git.Sync.LostAsync(10, CancellationToken.None)).Message);
        Assert.Equal(2, await git.CountAsync());

        await AgreeAsync(git);
        await git.SyncAsync();

        Assert.Equal(PostState.Trash, (await git.PostAsync("海")).State);
        Assert.Equal("石", (await git.PostAsync("山")).Markdown.Trim());
    }

    [Fact]
    public async Task A_branch_that_is_gone_stops_it()
    {
        await using var git = await PondAsync();
        git.Run(git.Bare, "update-ref", "-d", "refs/heads/main");

        Assert.Equal(SyncState.Asked, (await git.Sync.RunAsync(onlyPull: false, CancellationToken.None)).State);
        Assert.Equal(PostState.Published, (await git.PostAsync("池塘")).State);
    }

    [Fact]
    public async Task Deleting_most_posts_at_once_asks_first()
    {
        await using var git = await GitFixture.OpenAsync(
            Enumerable
                .Range(1, 15)
                .ToDictionary(number => $"source/_posts/p{number}.md", number => (string?)GitFixture.TextOf($"文章{number}", "一行"))
        );
        await git.SyncAsync();
        git.Push(Enumerable.Range(1, 12).ToDictionary(number => $"source/_posts/p{number}.md", _ => (string?)null));

        var outcome = await git.Sync.RunAsync(onlyPull: false, CancellationToken.None);
        Assert.Equal((SyncState.Asked, GitQuestion.Deleted, 15), (outcome.State, outcome.Question, await git.CountAsync()));

        await AgreeAsync(git);
        await git.SyncAsync();
        Assert.Equal(3, await git.CountAsync());
    }

    [Fact]
    public async Task The_conflict_page_gets_both_texts_and_their_base()
    {
        await using var git = await ConflictAsync();
        var row = await git.RowAsync(Pond);
        var owner = new Blog.Data.Posts.Drafts.Actor((await git.PostAsync("池塘")).AuthorId, IsOwner: true);

        var form = await git.Host.WithAsync<ConflictReader, ConflictForm?>(reader => reader.OfAsync(row, owner, CancellationToken.None));

        var fields = form!.Fields.ToDictionary(StringComparer.Ordinal);
        Assert.Equal(Lines.Replace("三", "三（外面）", StringComparison.Ordinal), fields["Markdown"].Trim());
        Assert.Equal(Lines, fields["Base"].Trim());
        Assert.Equal("/pond", fields["Address"]);
    }

    private static async Task<GitFixture> PondAsync()
    {
        var git = await GitFixture.OpenAsync();
        await git.Host.WriteAsync(DataHost.Request("池塘", Lines) with { Address = "/pond" });
        await git.SyncAsync();
        return git;
    }

    private static async Task<GitFixture> ConflictAsync()
    {
        var git = await PondAsync();
        git.Push(new Dictionary<string, string?> { [Pond] = git.Read(Pond).Replace("三", "三（外面）", StringComparison.Ordinal) });
        await WriteHereAsync(git, Lines.Replace("三", "三（这里）", StringComparison.Ordinal));
        await git.SyncAsync();
        return git;
    }

    private static Task WriteHereAsync(GitFixture git, string text) =>
        git.ReviseAsync(
            "池塘",
            request => request with { Content = request.Content with { Markdown = text }, UpdatedAt = request.PublishAt }
        );

    private static Task<bool> AgreeAsync(GitFixture git) =>
        git.Host.WithAsync<GitChanges, bool>(async changes =>
        {
            await changes.AgreeAsync(CancellationToken.None);
            return true;
        });

    private static async Task DecideAsync(GitFixture git, bool isOurs)
    {
        var row = await git.RowAsync(Pond);
        await git.Host.WithAsync<GitChanges, bool>(changes =>
            changes.DecideAsync(
                row.Id,
                file =>
                {
                    if (isOurs)
                    {
                        file.KeepOurs();
                    }
                    else
                    {
                        file.TakeTheirs();
                    }
                },
                CancellationToken.None
            )
        );
    }
}
