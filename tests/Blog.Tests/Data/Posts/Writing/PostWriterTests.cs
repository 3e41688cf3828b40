using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Data.Posts.Writing;

public sealed class PostWriterTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DataHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = new DataHost(_folder.Path);
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("重庆银行的行长", "zh-CN", "/chong-qing-yin-hang-de-hang-zhang")]
    [InlineData("C# 里的异步", "zh-CN", "/csharp-li-de-yi-bu")]
    [InlineData("What a B-Tree Page Knows", "en", "/en/what-a-b-tree-page-knows")]
    [InlineData("？？？", "zh-CN", "/post")]
    public async Task A_title_gives_the_address(string title, string language, string address) =>
        Assert.Equal(address, (await _host.WriteAsync(DataHost.Request(title, language: language))).Address.Value);

    [Fact]
    public async Task A_taken_address_gets_a_number_and_the_result_says_so()
    {
        await _host.WriteAsync(DataHost.Request("Same", language: "en"));
        var second = await _host.WithAsync<PostWriter, PostSaved>(writer =>
            writer.SaveAsync(null, DataHost.Request("Same", language: "en"), CancellationToken.None)
        );
        Assert.Equal("/en/same-2", second.Post!.Address.Value);
        Assert.Equal("/en/same-2", second.MovedTo);
        var html = await _host.WriteAsync(DataHost.Request("x") with { Address = "/2021/05/03/y.html" });
        var other = await _host.WriteAsync(DataHost.Request("x") with { Address = "/2021/05/03/Y.html" });
        Assert.Equal("/2021/05/03/y.html", html.Address.Value);
        Assert.Equal("/2021/05/03/Y-2.html", other.Address.Value);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("", ".html")]
    [InlineData("", "/")]
    [InlineData("", ".no-extension-but-a-sentence-after-a-dot")]
    [InlineData("", "😀b")]
    [InlineData("/b", "")]
    public async Task A_taken_address_of_full_length_is_cut_for_its_number(string middle, string end)
    {
        var wanted = "/" + new string('a', 399 - middle.Length - end.Length) + middle + end;
        var addresses = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var saved = await _host.WithAsync<PostWriter, PostSaved>(writer =>
                writer.SaveAsync(null, DataHost.Request("x") with { Address = wanted }, CancellationToken.None)
            );
            addresses.Add(saved.Post!.Address.Value);
        }

        Assert.Equal(wanted, addresses[0]);
        Assert.Equal(3, addresses.Distinct(StringComparer.Ordinal).Count());
        Assert.All(addresses, address => Assert.InRange(address.Length, 395, 400));
        Assert.Contains("-2", addresses[1], StringComparison.Ordinal);
        Assert.EndsWith(end is ".html" or "/" ? "-3" + end : "-3", addresses[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reserved_address_is_refused_and_nothing_is_written()
    {
        var saved = await _host.WithAsync<PostWriter, PostSaved>(writer =>
            writer.SaveAsync(null, DataHost.Request("x") with { Address = "/admin" }, CancellationToken.None)
        );
        Assert.Equal(AddressError.Reserved, saved.AddressError);
        await _host.WithDbAsync(async db => Assert.Equal(0, await db.Posts.CountAsync()));
    }

    [Fact]
    public async Task A_text_over_a_limit_is_refused_and_nothing_is_written()
    {
        var saved = await _host.WithAsync<PostWriter, PostSaved>(writer =>
            writer.SaveAsync(null, DataHost.Request("x", new string('a', 600_000)), CancellationToken.None)
        );
        Assert.Equal(RenderLimit.Length, saved.Refusal!.Limit);
        await _host.WithDbAsync(async db => Assert.Equal(0, await db.Posts.CountAsync()));
    }

    [Theory]
    [InlineData("Title", null, 300)]
    [InlineData("Description", null, 2_000)]
    [InlineData("Series", null, 300)]
    [InlineData("AuthorName", null, 100)]
    [InlineData("Tags", "tag", 100)]
    [InlineData("Category", "category", 100)]
    [InlineData("Category", "category path", 500)]
    public async Task A_field_over_its_length_is_refused_by_name_and_nothing_is_written(string field, string? part, int limit)
    {
        foreach (var (length, isTooLong) in new[] { (limit + 1, true), (limit, false) })
        {
            var (words, request) = (new string('a', length), DataHost.Request("x") with { Slug = "x" });
            request = (part ?? field) switch
            {
                "Title" => request with { Content = request.Content with { Title = words } },
                "Description" => request with { Content = request.Content with { Description = words } },
                "Series" => request with { Content = request.Content with { Series = words } },
                "AuthorName" => request with { AuthorName = words },
                "tag" => request with { Tags = ["b", words] },
                "category" => request with { Category = ["b", words] },
                _ => request with { Category = [.. Enumerable.Repeat(new string('a', 70), 7), new string('a', length - 497)] },
            };
            var saved = await _host.WithAsync<PostWriter, PostSaved>(writer => writer.SaveAsync(null, request, CancellationToken.None));
            Assert.Equal(isTooLong ? new TooLong(field, limit) { Part = part } : null, saved.TooLong);
            await _host.WithDbAsync(async db => Assert.Equal(!isTooLong, await db.Posts.AnyAsync()));
        }
    }

    [Fact]
    public async Task A_public_post_that_moves_leaves_a_redirect_and_takes_it_along_when_it_comes_back()
    {
        var post = await _host.WriteAsync(DataHost.Request("x") with { Slug = "first" });
        await _host.WriteAsync(DataHost.Request("x") with { Slug = "second" }, post);
        Assert.Equal(["/first"], await RedirectsAsync());
        await _host.WriteAsync(DataHost.Request("x") with { Slug = "third" }, post);
        Assert.Equal(["/first", "/second"], await RedirectsAsync());
        await _host.WriteAsync(DataHost.Request("x") with { Slug = "first" }, post);
        Assert.Equal(["/second", "/third"], await RedirectsAsync());
    }

    [Fact]
    public async Task A_draft_that_moves_leaves_no_redirect()
    {
        var post = await _host.WriteAsync(DataHost.Request("x") with { Slug = "first", PublishAt = null });
        await _host.WriteAsync(DataHost.Request("x") with { Slug = "second", PublishAt = null }, post);
        Assert.Empty(await RedirectsAsync());
    }

    [Fact]
    public async Task Tags_that_differ_in_case_or_signs_are_one_tag()
    {
        await _host.WriteAsync(DataHost.Request("a") with { Tags = ["C#", "Redis"] });
        await _host.WriteAsync(DataHost.Request("b") with { Tags = ["c#", "redis ", "C++", ""] });
        await _host.WithDbAsync(async db =>
            Assert.Equal(
                ["cpp", "csharp", "redis"],
                (await db.Tags.ToListAsync()).Select(tag => tag.Slug.Value).Order(StringComparer.Ordinal)
            )
        );
    }

    [Fact]
    public async Task Tags_and_categories_of_signs_alone_are_told_apart_by_name()
    {
        await _host.WriteAsync(DataHost.Request("a") with { Tags = ["★", "🔥"], Category = ["★", "❤️"] });
        await _host.WriteAsync(DataHost.Request("b") with { Tags = ["🔥", "tag", "Tag"], Category = ["🔥"] });
        await _host.WriteAsync(DataHost.Request("c") with { Tags = ["★"], Category = ["★", "🔥"] });
        await _host.WithDbAsync(async db =>
        {
            Assert.Equal(
                ["tag ★", "tag-2 🔥", "tag-3 tag"],
                (await db.Tags.OrderBy(tag => tag.Id).ToListAsync()).Select(tag => tag.Slug.Value + " " + tag.Name)
            );
            Assert.Equal(
                ["category ★", "category-2 🔥", "category/category ❤️", "category/category-2 🔥"],
                (await db.Categories.ToListAsync()).Select(category => category.Path + " " + category.Name).Order(StringComparer.Ordinal)
            );
        });
    }

    [Fact]
    public async Task A_category_is_a_path_in_a_tree()
    {
        await _host.WriteAsync(DataHost.Request("a") with { Category = ["数据库", "SQLite"] });
        await _host.WriteAsync(DataHost.Request("b") with { Category = ["数据库"] });
        await _host.WithDbAsync(async db =>
        {
            Assert.Equal(
                ["数据库", "数据库/sqlite"],
                (await db.Categories.ToListAsync()).Select(category => category.Path).Order(StringComparer.Ordinal)
            );
            Assert.Equal(2, await db.Posts.Under("数据库").CountAsync());
            Assert.Equal(1, await db.Posts.Under("数据库/sqlite").CountAsync());
        });
    }

    [Fact]
    public async Task Every_save_leaves_a_revision_and_the_feed_id_stays()
    {
        var post = await _host.WriteAsync(DataHost.Request("a", "one"));
        var again = await _host.WriteAsync(DataHost.Request("a", "two"), post);
        Assert.StartsWith("tag:localhost,2026-11-23:", post.FeedId, StringComparison.Ordinal);
        Assert.Equal(post.FeedId, again.FeedId);
        await _host.WithDbAsync(async db =>
            Assert.Equal(
                ["one", "two"],
                await db.Revisions.OrderBy(revision => revision.Id).Select(revision => revision.Markdown).ToListAsync()
            )
        );
    }

    [Fact]
    public async Task Two_people_saving_one_post_the_second_is_told_and_nothing_is_overwritten()
    {
        var post = await _host.WriteAsync(DataHost.Request("a", "one"));
        await _host.WithDbAsync(async stale =>
        {
            var mine = await stale.Posts.SingleAsync();
            await _host.WriteAsync(DataHost.Request("a", "theirs"), post);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(async () =>
            {
                mine.Discard();
                await stale.SaveChangesAsync();
            });
        });
        await _host.WithDbAsync(async db => Assert.Equal("theirs", (await db.Posts.SingleAsync()).Markdown));
    }

    [Fact]
    public async Task Links_and_images_of_a_post_are_noted()
    {
        await _host.WriteAsync(DataHost.Request("a", "[x](/b) ![y](https://example.org/c.png)"));
        await _host.WithDbAsync(async db =>
            Assert.Equal(
                ["/b", "https://example.org/c.png"],
                await db.PostLinks.OrderBy(link => link.Position).Select(link => link.Target).ToListAsync()
            )
        );
    }

    private async Task<List<string>> RedirectsAsync()
    {
        List<string> paths = [];
        await _host.WithDbAsync(async db =>
            paths = await db.Redirects.Select(redirect => redirect.Path).OrderBy(path => path).ToListAsync()
        );
        return paths;
    }
}
