using Blog.Data.Settings;
using Blog.Portability.Output;
using Blog.Tests.Comments;
using Blog.Tests.Reading.Feeds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.StaticSite;

/// <summary>A later export writes what has changed, and leaves what an export of everything would.</summary>
public sealed class IncrementalExportTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private readonly ExportedSite _site;

    public IncrementalExportTests() => _site = new ExportedSite(_blog);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _site.Dispose();
        return _blog.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_written_where_nothing_has_changed()
    {
        await FillAsync(12);
        await _site.ExportAsync();
        _site.Age();
        var report = await _site.ExportAsync();
        Assert.Equal((0, 0), (report.Written, report.Removed));
        Assert.Empty(_site.WrittenSinceAged());
    }

    [Fact]
    public async Task A_changed_text_writes_the_pages_that_show_it_and_no_other()
    {
        await FillAsync(40);
        await _site.ExportAsync();
        _site.Age();
        await _blog.WithDbAsync(async db =>
        {
            var post = await db.Posts.SingleAsync(post => post.AddressKey == "/post-6");
            await _blog.ReviseAsync(post, request => request with { Content = request.Content with { Markdown = "别的文字。" } });
        });
        await _site.ExportAsync();
        var written = _site.WrittenSinceAged();
        Assert.Contains("post-6/index.html", written);
        Assert.Contains("index.html", written);
        Assert.Contains("feed.xml", written);
        Assert.DoesNotContain("post-30/index.html", written);
        Assert.DoesNotContain("page/3/index.html", written);
        Assert.DoesNotContain("archives/index.html", written); // it shows the title alone
        Assert.True(written.Count < 60, string.Join('\n', written));
        Assert.Contains("别的文字。", _site.Text("post-6/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_that_readers_see_or_see_no_more_writes_the_page_of_its_post_alone()
    {
        await FillAsync(12);
        var post = await FindAsync("/post-4");
        await _site.ExportAsync();
        _site.Age();
        var comment = await _blog.SubmitAsync(post, "先等着", approve: false);
        await _site.ExportAsync();
        Assert.Empty(_site.WrittenSinceAged());

        await _blog.WriteAsync(comments => comments.ApproveAsync([comment.Id], null, default));
        await _site.ExportAsync();
        Assert.Equal(["post-4/index.html"], _site.WrittenSinceAged());
        Assert.Contains("先等着", _site.Text("post-4/index.html"), StringComparison.Ordinal);

        _site.Age();
        await _blog.WriteAsync(comments => comments.HideAsync([comment.Id], default));
        await _site.ExportAsync();
        Assert.Equal(["post-4/index.html"], _site.WrittenSinceAged());
        Assert.DoesNotContain("先等着", _site.Text("post-4/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_has_been_closed_for_comments_by_time_is_written_again()
    {
        await _blog.SetAsync(comments => comments with { CloseAfterDays = 10 });
        await _blog.PublishAsync("会关闭评论", with: request => request with { Slug = "closing", PublishAt = _blog.Clock.GetUtcNow() });
        await _site.ExportAsync();
        Assert.NotNull(_site.Page("closing/index.html").QuerySelector(".comments"));
        _blog.Clock.Advance(TimeSpan.FromDays(11));
        await _site.ExportAsync();
        Assert.Null(_site.Page("closing/index.html").QuerySelector(".comments"));
    }

    [Fact]
    public async Task After_any_changes_the_folder_is_that_of_an_export_of_everything()
    {
        await FillAsync(45);
        await _site.ExportAsync();
        var random = new Random(20261130);
        for (var round = 0; round < Processes.Deep.Count(2, 60); round++)
        {
            for (var i = 0; i < 3; i++)
            {
                await ChangeAsync(random, round);
            }

            await _site.ExportAsync();
            using var anew = new ExportedSite(_blog);
            await anew.ExportAsync();
            Assert.Equal(anew.Files, _site.Files);
            var differing = anew.Files.Where(file => Without(anew, file) != Without(_site, file)).ToList();
            Assert.True(differing.Count == 0, $"round {round}: " + string.Join('\n', differing));
        }
    }

    [Fact]
    public async Task What_is_public_no_more_is_gone_everywhere()
    {
        await FillAsync(10);
        await _blog.PublishAsync(
            "Kanarie",
            "Kanarie text.",
            with: request => request with { Slug = "kanarie", Tags = ["C#", "kanarietag"] }
        );
        await _site.ExportAsync();
        Assert.Contains(_site.Files, file => file.Contains("kanarie", StringComparison.Ordinal));
        await _blog.WithDbAsync(async db =>
        {
            (await db.Posts.SingleAsync(post => post.AddressKey == "/kanarie")).Unpublish();
            await db.SaveChangesAsync();
        });
        var report = await _site.ExportAsync();
        Assert.True(report.Removed > 0);
        Assert.DoesNotContain(_site.Files, file => file.Contains("kanarie", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(_site.Files, file => _site.Text(file).Contains("kanarie", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_page_that_has_been_deleted_or_truncated_is_written_again()
    {
        await FillAsync(3);
        await _site.ExportAsync();
        File.Delete(Path.Combine(_site.Public, "post-1/index.html"));
        File.WriteAllText(Path.Combine(_site.Public, "en/post-2/index.html"), "");
        File.WriteAllText(Path.Combine(_site.Public, "search/words/0.json"), "{");
        Assert.Equal(3, (await _site.ExportAsync()).Written);
        Assert.Contains("第 1 篇", _site.Text("post-1/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_others_stay_and_are_never_written_over()
    {
        await FillAsync(2);
        await _site.ExportAsync();
        var own = Path.Combine(_site.Public, "CNAME");
        File.WriteAllText(own, "blog.example.org");
        await _site.ExportAsync();
        Assert.Equal("blog.example.org", File.ReadAllText(own));

        Directory.CreateDirectory(Path.Combine(_site.Public, "post-9"));
        File.WriteAllText(Path.Combine(_site.Public, "post-9/index.html"), "mine");
        await _blog.PublishAsync("第 9 篇", with: request => request with { Slug = "post-9" });
        var refused = await Assert.ThrowsAsync<OutputException>(() => _site.ExportAsync());
        Assert.Contains("post-9/index.html", refused.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_site.Public, "post-9/index.html")));
    }

    [Fact]
    public async Task The_files_hold_no_time_of_the_run_and_are_equal_in_two_folders()
    {
        await FillAsync(12);
        await _site.ExportAsync();
        _blog.Clock.Advance(TimeSpan.FromHours(5));
        using var other = new ExportedSite(_blog);
        await other.ExportAsync();
        Assert.Equal(ExportedSite.Bytes(_site.Public), ExportedSite.Bytes(other.Public));
    }

    /// <summary>Which posts are related depends on the words of all: a page names those of when it was made.</summary>
    private static string Without(ExportedSite site, string file)
    {
        var text = site.Text(file);
        var start = text.IndexOf("<section class=\"related\"", StringComparison.Ordinal);
        return start < 0 ? text : text[..start] + text[text.IndexOf("</section>", start, StringComparison.Ordinal)..];
    }

    private async Task FillAsync(int posts)
    {
        for (var i = 0; i < posts; i++)
        {
            await PublishAsync(i);
        }
    }

    private Task<Blog.Data.Posts.Post> PublishAsync(int i) =>
        _blog.PublishAsync(
            $"第 {i} 篇",
            $"正文 {i}，讲缓存。\n\n<!-- more -->\n\n还有 C#。",
            i % 3 == 2 ? "en" : "zh-CN",
            request =>
                request with
                {
                    Slug = $"post-{i}",
                    Tags = [$"标签{i % 4}", "C#"],
                    Category = i % 5 == 0 ? [] : ["db", i % 2 == 0 ? "sqlite" : "redis"],
                    TranslationGroup = i % 7 < 2 ? $"pair-{i / 7}" : null,
                    PublishAt = _blog.Clock.GetUtcNow().AddDays(-(i % 100) * 9),
                    Content = request.Content with { Series = i % 6 == 0 ? "系列" : "" },
                }
        );

    private async Task ChangeAsync(Random random, int round)
    {
        var (ids, number) = (new List<int>(), random.Next(100_000));
        await _blog.WithDbAsync(async db => ids = await db.Posts.OrderBy(post => post.Id).Select(post => post.Id).ToListAsync());
        var id = ids[random.Next(ids.Count)];
        switch (random.Next(12))
        {
            case 0:
                await PublishAsync(1000 + number);
                break;
            case 1:
                await ReviseAsync(id, request => request with { Content = request.Content with { Title = $"改名 {number}" } });
                break;
            case 2:
                await ReviseAsync(id, request => request with { Slug = $"moved-{number}" });
                break;
            case 3:
                await ReviseAsync(id, request => request with { Tags = [$"标签{number % 5}"], Category = ["db", "other"] });
                break;
            case 4:
                await _blog.WithDbAsync(async db =>
                {
                    (await db.Posts.SingleAsync(post => post.Id == id)).Unpublish();
                    await db.SaveChangesAsync();
                });
                break;
            case 5:
                await ReviseAsync(
                    id,
                    request => request with { Content = request.Content with { Pinned = true, Hidden = number % 4 == 0 } }
                );
                break;
            case 6:
                await _blog.SettingsAsync(choices =>
                    choices with
                    {
                        PostsPerPage = 3 + (number % 5),
                        HomeScope = number % 2 == 0 ? HomeScope.All : HomeScope.MainLanguage,
                    }
                );
                break;
            case 7:
                await _blog.WithDbAsync(async db =>
                {
                    var tag = await db.Tags.OrderBy(tag => tag.Id).FirstAsync();
                    tag.Rename($"新名 {number}", tag.Slug);
                    await db.SaveChangesAsync();
                });
                break;
            case 8:
                await CommentAsync(id, number);
                break;
            case 9:
                await _blog.WithDbAsync(async db =>
                {
                    (await db.Authors.OrderBy(author => author.Id).FirstAsync()).Rename($"作者 {number}");
                    await db.SaveChangesAsync();
                });
                break;
            case 10:
                await _blog.WithDbAsync(async db =>
                {
                    if (await db.Series.FirstOrDefaultAsync() is { } series)
                    {
                        series.Describe($"说明 {number}", null);
                        await db.SaveChangesAsync();
                    }
                });
                break;
            default:
                _blog.Clock.Advance(TimeSpan.FromDays(1 + round));
                break;
        }
    }

    /// <summary>Somebody writes a comment that is shown, and sometimes another one goes.</summary>
    private async Task CommentAsync(int id, int number)
    {
        Blog.Data.Posts.Post? post = null;
        await _blog.WithDbAsync(async db => post = await db.Posts.AsNoTracking().SingleAsync(one => one.Id == id));
        if (!post!.IsPublic(_blog.Clock.GetUtcNow()))
        {
            return;
        }

        var comment = await _blog.SubmitAsync(post, $"评论 {number}");
        if (number % 3 == 0)
        {
            await _blog.SubmitAsync(post, $"回复 {number}", answers: comment.Id);
            await _blog.WriteAsync(comments => comments.DeleteAsync([comment.Id], null, default));
        }
    }

    private async Task<Blog.Data.Posts.Post> FindAsync(string key)
    {
        Blog.Data.Posts.Post? post = null;
        await _blog.WithDbAsync(async db => post = await db.Posts.AsNoTracking().SingleAsync(one => one.AddressKey == key));
        return post!;
    }

    private async Task ReviseAsync(int id, Func<Blog.Data.Posts.PostRequest, Blog.Data.Posts.PostRequest> with)
    {
        await using var scope = _blog.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Blog.Data.BlogDb>();
        var post = await db.Posts.Include(p => p.Tags).SingleAsync(p => p.Id == id);
        if (post.IsPublic(_blog.Clock.GetUtcNow()))
        {
            await _blog.ReviseAsync(post, with);
        }
    }
}
