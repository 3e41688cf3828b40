using System.Globalization;
using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Data.Redirects;
using Blog.Data.Taxonomy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Caching;

/// <summary>
/// After any act of the author every page is as if nothing had been kept; and what no reader can see leaves everything as it is.
/// </summary>
public sealed class EvictionTests : IAsyncLifetime
{
    private CachedSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await CachedSite.CreateAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    public static TheoryData<string> Acts => [.. All.Keys];

    private static readonly Dictionary<string, Func<CachedSite, Task>> All = new(StringComparer.Ordinal)
    {
        ["publish"] = site => site.AddAsync("新的一篇", "数据库与缓存。", "zh-CN", r => r with { Address = "/new", Tags = ["数据库"] }),
        ["publish with a new tag"] = site =>
            site.AddAsync("新的一篇", "一段。", "zh-CN", r => r with { Address = "/new", Tags = ["fresh"], Category = ["前端"] }),
        ["publish between two others"] = site =>
            site.AddAsync(
                "补写的一篇",
                "补写。",
                "zh-CN",
                r => r with { Address = "/new", PublishAt = site.Blog.Clock.GetUtcNow().AddDays(-5.5) }
            ),
        ["publish a page"] = site =>
            site.AddAsync("关于", "我。", "zh-CN", r => r with { Address = "/new", Content = r.Content with { Kind = PostKind.Page } }),
        ["publish a third part of a series"] = site =>
            site.AddAsync("第三部分", "三。", "zh-CN", r => r with { Address = "/new", Content = r.Content with { Series = "系列" } }),
        ["publish a translation"] = site =>
            site.AddAsync("The new one", "New.", "en", r => r with { Address = "/new", TranslationGroup = "pair" }),
        ["edit the text"] = site => Revise(site, "第 4 篇", r => r with { Content = r.Content with { Markdown = "改过的正文。" } }),
        ["edit the title"] = site => Revise(site, "第 4 篇", r => r with { Content = r.Content with { Title = "改过的题目" } }),
        ["edit the title of a part of a series"] = site =>
            Revise(site, "第 6 篇", r => r with { Content = r.Content with { Title = "改过的题目" } }),
        ["edit a translation"] = site => Revise(site, "The third", r => r with { Content = r.Content with { Title = "Another title" } }),
        ["rename"] = site => Revise(site, "第 4 篇", r => r with { Address = "/moved" }),
        ["file elsewhere"] = site => Revise(site, "第 4 篇", r => r with { Tags = ["缓存"], Category = ["前端"] }),
        ["date back"] = site => Revise(site, "第 4 篇", r => r with { PublishAt = site.Blog.Clock.GetUtcNow().AddDays(-9.5) }),
        ["date ahead"] = site => Revise(site, "第 4 篇", r => r with { PublishAt = site.Blog.Clock.GetUtcNow().AddDays(2) }),
        ["pin"] = site => Revise(site, "第 9 篇", r => r with { Content = r.Content with { Pinned = true } }),
        ["hide"] = site => Revise(site, "第 4 篇", r => r with { Content = r.Content with { Hidden = true } }),
        ["unpublish"] = site => site.ChangeAsync("第 4 篇", post => post.Unpublish()),
        ["unpublish a translation"] = site => site.ChangeAsync("The third", post => post.Unpublish()),
        ["discard"] = site => site.ChangeAsync("第 4 篇", post => post.Discard()),
        ["delete"] = site =>
            site.Blog.WithDbAsync(db => db.WriteAsync(() => db.Posts.Where(p => p.Title == "第 4 篇").ExecuteDeleteAsync(), default)),
        ["name the site"] = site =>
            site.Blog.WithDbAsync(async db =>
            {
                var settings = await db.Settings.SingleAsync();
                settings.Revise(settings.Choices with { PostsPerPage = 4 });
                await db.SaveChangesAsync();
            }),
        ["rename a tag"] = site =>
            site.WithAsync<IServiceProvider, TaxonomyError?>(async services =>
            {
                var tag = await services.GetRequiredService<BlogDb>().Tags.SingleAsync(tag => tag.Name == "缓存");
                return await services
                    .GetRequiredService<TagEditor>()
                    .RenameAsync(tag.Id, new Seen(tag.Name, tag.Address), "快取", "fresh", default);
            }),
        ["redirect"] = site =>
            site.WithAsync<RedirectEditor, AddRedirectResult>(editor =>
                editor.AddAsync(
                    "/moved",
                    new RedirectTarget(RedirectKind.Post, site.Posts["第 1 篇"].Id.ToString(CultureInfo.InvariantCulture)),
                    default
                )
            ),
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task No_page_is_old_after_an_act_of_the_author(string act)
    {
        await _site.ReadAllAsync();
        await All[act](_site);
        var (kept, fresh) = (await _site.ReadAllAsync(), await _site.ReadAllFreshAsync());
        Assert.All(fresh, page => Assert.Equal(page.Value, kept[page.Key]));
    }

    [Fact]
    public async Task A_scheduled_post_is_on_every_page_when_its_time_has_come()
    {
        await _site.AddAsync(
            "明天的一篇",
            "数据库。",
            "zh-CN",
            r => r with { Address = "/new", Tags = ["数据库"], PublishAt = _site.Blog.Clock.GetUtcNow().AddSeconds(20) }
        );
        await _site.ReadAllAsync();
        _site.Blog.Clock.Advance(TimeSpan.FromSeconds(21));
        var (kept, fresh) = (await _site.ReadAllAsync(), await _site.ReadAllFreshAsync());
        Assert.Contains("明天的一篇", fresh["/"], StringComparison.Ordinal);
        Assert.All(fresh, page => Assert.Equal(page.Value, kept[page.Key]));
    }

    [Fact]
    public async Task What_no_reader_can_see_evicts_nothing()
    {
        var paths = _site.Paths().ToList();
        await _site.ReadAllAsync();
        var kept = new List<string>();
        foreach (var path in paths)
        {
            if (await _site.IsKeptAsync(path))
            {
                kept.Add(path);
            }
        }

        Assert.True(kept.Count > 25, string.Join(' ', kept));
        await _site.Blog.PublishAsync("草稿", with: request => request with { PublishAt = null });
        await _site.Blog.TypeAsync(_site.Posts["第 2 篇"], draft => draft with { Title = "还没有保存的题目" });
        await _site.Blog.WithDbAsync(db =>
        {
            db.MissingPaths.Add(new MissingPath("/nothing", _site.Blog.Clock.GetUtcNow()));
            return db.SaveChangesAsync();
        });
        foreach (var path in kept)
        {
            Assert.True(await _site.IsKeptAsync(path), path);
        }
    }

    [Fact]
    public async Task A_published_post_leaves_the_pages_that_do_not_show_it()
    {
        await _site.ReadAllAsync();
        await Revise(_site, "第 0 篇", r => r with { Content = r.Content with { Title = "改过的题目" } });
        Assert.False(await _site.IsKeptAsync("/z0"));
        Assert.False(await _site.IsKeptAsync("/z1")); // beside it
        Assert.True(await _site.IsKeptAsync("/en/other"));
    }

    [Fact]
    public async Task A_change_by_another_program_evicts_everything()
    {
        await _site.ReadAllAsync();
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_site.Blog.DataFolder, "blog.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE Settings SET PostsPerPage = 3";
            await command.ExecuteNonQueryAsync();
        }

        await Poll.UntilAsync(async () => (await _site.Blog.PageAsync("/")).QuerySelectorAll("main article").Length == 3);
    }

    private static async Task Revise(CachedSite site, string title, Func<PostRequest, PostRequest> with)
    {
        var saved = await site.WithAsync<IServiceProvider, PostSaved>(async services =>
        {
            var db = services.GetRequiredService<BlogDb>();
            var post = await db.Posts.Include(p => p.Tags).Include(p => p.Category).SingleAsync(p => p.Title == title);
            var request = new PostRequest
            {
                Content = post.ToContent(),
                PublishAt = post.PublishedAt,
                Tags = [.. post.Tags.Select(tag => tag.Name)],
                Category = post.Category is { } category ? [category.Name] : [],
                TranslationGroup = post.TranslationGroup,
            };
            return await services.GetRequiredService<PostWriter>().SaveAsync(post, with(request), CancellationToken.None);
        });
        Assert.NotNull(saved.Post);
    }
}
