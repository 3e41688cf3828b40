using Blog.Data.Comments;
using Blog.Data.People;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Data.Settings;
using Blog.Portability.Import;
using Blog.Portability.Output;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Portability.Export;

/// <summary>What an export holds, and what it leaves alone.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2025, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private DataHost _host = null!;

    private string Out => _folder.File("out");

    public async ValueTask InitializeAsync()
    {
        _host = new DataHost(_folder.File("data"));
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Without_a_flag_nothing_that_readers_cannot_see_is_in_any_byte()
    {
        await WriteSecretsAsync();
        await RoundTrip.ExportAsync(_host, Out);
        Assert.Contains("公开的", Everything(), StringComparison.Ordinal);
        Assert.Contains("看得见的评论", Everything(), StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", Everything(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Each_flag_brings_its_own_and_no_flag_brings_secrets()
    {
        await WriteSecretsAsync();
        var flags = new (string Brings, string File)[]
        {
            ("canary-draft", "drafts"),
            ("canary-scheduled", "scheduled"),
            ("canary-trash", "trash"),
        };
        foreach (var (brings, flag) in flags)
        {
            await RoundTrip.ExportAsync(
                _host,
                Out,
                request => request with { Drafts = flag == "drafts", Scheduled = flag == "scheduled", Trash = flag == "trash" }
            );
            Assert.Equal([brings], flags.Select(one => one.Brings).Where(text => Everything().Contains(text, StringComparison.Ordinal)));
            Assert.DoesNotContain("canary-waiting", Everything(), StringComparison.Ordinal);
            Assert.DoesNotContain("canary-reader@", Everything(), StringComparison.Ordinal);
        }

        await RoundTrip.ExportAsync(_host, Out, request => request with { All = true });
        foreach (var text in flags.Select(one => one.Brings).Concat(["canary-waiting", "canary-reader@example.org"]))
        {
            Assert.Contains(text, Everything(), StringComparison.Ordinal);
        }

        foreach (var secret in new[] { "203.0.113.77", "canary-token", "canary-hash", "canary-account@", "canary-revision" })
        {
            Assert.DoesNotContain(secret, Everything(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_second_export_writes_only_what_changed_and_removes_only_what_vanished()
    {
        var kept = await _host.WriteAsync(DataHost.Request("留下") with { PublishAt = At });
        var gone = await _host.WriteAsync(DataHost.Request("离开") with { PublishAt = At });
        await RoundTrip.ExportAsync(_host, Out);
        var mine = Path.Combine(Out, "source", "_posts", "notes.txt");
        File.WriteAllText(mine, "mine");
        var before = Times();

        var same = await RoundTrip.ExportAsync(_host, Out);
        Assert.Equal((0, 0), (same.Written, same.Removed));
        Assert.Equal(before, Times());

        await _host.WithAsync<PostWriter, Post>(writer => writer.ChangeAsync(gone, post => post.Discard(), CancellationToken.None));
        await _host.WriteAsync(DataHost.Request("留下", "改过。") with { PublishAt = At }, kept);
        var changed = await RoundTrip.ExportAsync(_host, Out);
        Assert.Equal(1, changed.Removed);
        Assert.False(File.Exists(Path.Combine(Out, "source", "_posts", "li-kai.md")));
        Assert.Contains("改过。", File.ReadAllText(Path.Combine(Out, "source", "_posts", "liu-xia.md")), StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(mine));
        Assert.Equal(
            before.Where(one =>
                one.File.EndsWith(".yml", StringComparison.Ordinal) || one.File.EndsWith("settings.yaml", StringComparison.Ordinal)
            ),
            Times()
                .Where(one =>
                    one.File.EndsWith(".yml", StringComparison.Ordinal) || one.File.EndsWith("settings.yaml", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public async Task What_the_program_did_not_write_is_not_written_over()
    {
        await _host.WriteAsync(DataHost.Request("文章") with { PublishAt = At });
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "_config.yml"), "title: mine\n");
        var refused = await Assert.ThrowsAsync<OutputException>(() => RoundTrip.ExportAsync(_host, Out));
        Assert.Equal("_config.yml is in the way: this program did not write it. Move it, or give another folder", refused.Message);
        Assert.Equal("title: mine\n", File.ReadAllText(Path.Combine(Out, "_config.yml")));
        File.Delete(Path.Combine(Out, "_config.yml"));
        await RoundTrip.ExportAsync(_host, Out); // what was refused half way is completed
        await RoundTrip.ExportAsync(_host, _folder.File("fresh"));
        RoundTrip.AssertSame(Out, _folder.File("fresh"));
    }

    [Fact]
    public async Task An_export_into_a_blog_in_use_changes_nothing_that_is_there()
    {
        await _host.WriteAsync(DataHost.Request("原作") with { PublishAt = At, Tags = ["C#"] });
        await RoundTrip.ExportAsync(_host, Out);
        await using var other = new DataHost(_folder.File("other"));
        await other.StartAsync();
        var own = await other.WriteAsync(DataHost.Request("自己的") with { PublishAt = At, Address = "/yuan-zuo" });
        await other.WithDbAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync();
            settings.Revise(settings.Choices with { Hue = 7 });
            await db.SaveChangesAsync();
        });
        var report = await RoundTrip.ImportAsync(other, Out);
        Assert.Equal("/yuan-zuo-2", report.Entries.Single().Address);
        Assert.Contains(report.Notes, note => note.Contains("the settings of the export are left out", StringComparison.Ordinal));
        await other.WithDbAsync(async db =>
        {
            Assert.Equal(7, (await db.Settings.SingleAsync()).Hue);
            Assert.Equal("自己的", (await db.Posts.SingleAsync(post => post.Id == own.Id)).Title);
            Assert.Equal(2, (await db.Posts.Select(post => post.FeedId).Distinct().ToListAsync()).Count);
        });
        var again = await RoundTrip.ImportAsync(other, Out);
        Assert.Equal(ImportOutcome.Unchanged, again.Entries.Single().Outcome);
    }

    private async Task WriteSecretsAsync()
    {
        var open = await _host.WriteAsync(DataHost.Request("公开的", "正文 canary-revision。") with { PublishAt = At, Tags = ["公开"] });
        await _host.WriteAsync(DataHost.Request("公开的") with { PublishAt = At, Tags = ["公开"] }, open);
        await _host.WriteAsync(
            DataHost.Request("canary-draft") with
            {
                PublishAt = null,
                Tags = ["canary-draft-tag"],
                Category = ["canary-draft-category"],
                OldPaths = ["/canary-draft-old"],
                AuthorName = "canary-draft-author",
            }
        );
        await _host.WriteAsync(DataHost.Request("canary-scheduled") with { PublishAt = _host.Clock.GetUtcNow().AddDays(1) });
        var trash = await _host.WriteAsync(DataHost.Request("canary-trash") with { PublishAt = At });
        await _host.WithAsync<PostWriter, Post>(writer => writer.ChangeAsync(trash, post => post.Discard(), CancellationToken.None));
        await _host.WithDbAsync(async db =>
        {
            db.Add(
                new Account("canary-account@example.org", AccountRole.Owner, await db.Authors.FirstAsync(), At)
                {
                    PasswordHash = "canary-hash",
                }
            );
            var secret = new Secret("indexing");
            secret.Replace("canary-token", At);
            db.Add(secret);
            await db.SaveChangesAsync();
        });
        await _host.WithAsync<ImportedCommentWriter, int>(async writer =>
        {
            var pages = await writer.AddPagesAsync(
                "waline",
                [
                    new ImportedPage("/a", "/a", null, open.Id, null),
                    new ImportedPage("/canary-unmapped", "/canary-unmapped", null, null, null),
                ],
                null,
                CancellationToken.None
            );
            ImportedComment Comment(string id, string text, CommentState state) =>
                new(
                    id,
                    null,
                    new CommentContent
                    {
                        Email = "canary-reader@example.org",
                        Ip = "203.0.113.77",
                        Text = text,
                    },
                    At
                )
                {
                    State = state,
                };
            return await writer.AddAsync(
                "waline",
                [
                    (pages["/a"], Comment("1", "看得见的评论", CommentState.Approved)),
                    (pages["/a"], Comment("2", "canary-waiting", CommentState.Waiting)),
                    (pages["/a"], Comment("3", "canary-spam", CommentState.Spam)),
                ],
                [],
                null,
                CancellationToken.None
            );
        });
    }

    private string Everything() =>
        string.Join('\n', RoundTrip.FilesOf(Out).Select(file => file + "\n" + File.ReadAllText(Path.Combine(Out, file))));

    private List<(string File, DateTime At)> Times() =>
        [.. RoundTrip.FilesOf(Out).Select(file => (file, File.GetLastWriteTimeUtc(Path.Combine(Out, file))))];
}
