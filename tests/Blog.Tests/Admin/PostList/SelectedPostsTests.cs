using System.Net;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Admin.PostList;

public sealed class SelectedPostsTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _owner = null!;
    private Post _one = null!;
    private Post _two = null!;

    public async ValueTask InitializeAsync()
    {
        _owner = await SignedIn.OwnerAsync(_blog);
        _one = await _blog.PublishAsync("第一篇", with: r => r with { Slug = "one", Tags = ["旧"], Category = ["甲"] });
        _two = await _blog.PublishAsync("第二篇", with: r => r with { Slug = "two" });
    }

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task Tags_are_added_to_and_taken_from_many_and_readers_see_it_at_once()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/tags/csharp")).StatusCode);
        await ActAsync(_owner, "Tag", [_one, _two], ("tags", "C#，新"));
        Assert.Equal(2, (await _blog.PageAsync("/tags/csharp")).QuerySelectorAll("main article.summary").Length);
        Assert.Equal(["C#", "新", "旧"], await TagsAsync(_one));
        await ActAsync(_owner, "Untag", [await FreshAsync(_one), await FreshAsync(_two)], ("tags", "新, 没有的"));
        Assert.Equal(["C#", "旧"], await TagsAsync(_one));
        Assert.Equal(["C#"], await TagsAsync(_two));
        await _blog.WithDbAsync(async db => Assert.False(await db.Tags.AnyAsync(tag => tag.Name == "没有的")));
    }

    [Fact]
    public async Task Posts_are_put_into_a_category_and_taken_out()
    {
        var category = 0;
        await _blog.WithDbAsync(async db => category = (await db.Categories.SingleAsync()).Id);
        await ActAsync(_owner, "File", [_one, _two], ("category", $"{category}"));
        await _blog.WithDbAsync(async db => Assert.Equal(2, await db.Posts.CountAsync(post => post.CategoryId == category)));
        await ActAsync(_owner, "File", [await FreshAsync(_two)], ("category", ""));
        await _blog.WithDbAsync(async db => Assert.Null((await db.Posts.SingleAsync(post => post.Id == _two.Id)).CategoryId));
        using var nonsense = await _owner.PostAsync(
            "/admin",
            Visitor.Form(("act", "File"), ("pick[0]", $"{_one.Id}.{_one.Version}"), ("category", "x")),
            "Many"
        );
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
        await _blog.WithDbAsync(async db => Assert.Equal(category, (await db.Posts.SingleAsync(post => post.Id == _one.Id)).CategoryId));
    }

    [Fact]
    public async Task A_pending_edit_gets_the_same_category_so_that_publishing_it_undoes_nothing()
    {
        await _blog.TypeAsync(_one, draft => draft with { Title = "在改", Markdown = "没写完", Tags = "旧，自己加的", Category = "甲" });
        await ActAsync(_owner, "Tag", [_one], ("tags", "新"));
        await ActAsync(_owner, "Untag", [await FreshAsync(_one)], ("tags", "旧"));
        await _blog.WithDbAsync(async db =>
        {
            var (edit, post) = (await db.PendingEdits.SingleAsync(), await db.Posts.SingleAsync(p => p.Id == _one.Id));
            Assert.Equal(("自己加的，新", "甲", "没写完"), (edit.Draft.Tags, edit.Draft.Category, edit.Draft.Markdown));
            Assert.Equal(post.Version, edit.PostVersion);
        });
    }

    [Fact]
    public async Task A_post_changed_since_the_list_was_opened_is_left_alone_and_named()
    {
        await _blog.ReviseAsync(_two, r => r with { Content = r.Content with { Title = "第二篇改了" } });
        await ActAsync(_owner, "Discard", [_one, _two]);
        await _blog.WithDbAsync(async db =>
            Assert.Equal(
                [PostState.Trash, PostState.Published],
                await db.Posts.OrderBy(post => post.Id).Select(post => post.State).ToListAsync()
            )
        );
        Assert.Contains(
            "第二篇改了",
            (await _owner.PageAsync("/admin")).QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_trash_reserves_the_address_restores_as_a_draft_and_deletes_permanently_after_confirmation()
    {
        var moved = await _blog.ReviseAsync(_one, r => r with { Slug = "moved" });
        await ActAsync(_owner, "Discard", [moved.Post!]);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/moved")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/one")).StatusCode);
        await ActAsync(_owner, "Restore", [await FreshAsync(_one)]);
        await _blog.WithDbAsync(async db => Assert.Equal(PostState.Draft, (await db.Posts.SingleAsync(post => post.Id == _one.Id)).State));

        await ActAsync(_owner, "Discard", [await FreshAsync(_one)]);
        var trashed = await FreshAsync(_one);
        using var asked = await _owner.PostAsync("/admin?state=trash", Form("Delete", [trashed]), "Many");
        await _blog.WithDbAsync(async db => Assert.Equal(2, await db.Posts.CountAsync()));
        var page = await _owner.PageAsync(asked.Headers.Location!.OriginalString);
        Assert.Contains("第一篇", page.QuerySelector("form li")!.TextContent, StringComparison.Ordinal);
        using var gone = await _owner.PostAsync(
            "/admin/posts/delete",
            Visitor.Form(("pick[0]", page.QuerySelector("input[name=pick]")!.GetAttribute("value")!))
        );
        Assert.Equal("/admin?state=trash", gone.Headers.Location!.OriginalString);
        await _blog.WithDbAsync(async db => Assert.Equal((1, 0), (await db.Posts.CountAsync(), await db.Redirects.CountAsync())));
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/one")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _blog.Reader.GetAsync("/two")).StatusCode);
    }

    [Fact]
    public async Task A_post_outside_the_trash_cannot_be_deleted_permanently()
    {
        using var answer = await _owner.PostAsync("/admin/posts/delete", Visitor.Form(("pick[0]", $"{_one.Id}.{_one.Version}")));
        await _blog.WithDbAsync(async db => Assert.Equal(2, await db.Posts.CountAsync()));
        using var asked = await _owner.GetAsync($"/admin/posts/delete?pick={_one.Id}.{_one.Version}");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
    }

    [Fact]
    public async Task An_author_acts_on_own_posts_only()
    {
        var author = await SignedIn.AuthorAsync(_blog);
        foreach (var act in new[] { "Discard", "Tag", "File" })
        {
            await ActAsync(author, act, [_one, _two], ("tags", "x"), ("category", ""));
        }

        await _blog.WithDbAsync(async db =>
            Assert.All(
                await db.Posts.Include(post => post.Tags).ToListAsync(),
                post => Assert.True(post.State == PostState.Published && post.Tags.All(tag => tag.Name != "x"))
            )
        );
        await ActAsync(_owner, "Discard", [_one]);
        var trashed = await FreshAsync(_one);
        using var seen = await author.GetAsync($"/admin/posts/delete?pick={trashed.Id}.{trashed.Version}");
        Assert.Equal(HttpStatusCode.Redirect, seen.StatusCode);
        using var deleted = await author.PostAsync("/admin/posts/delete", Visitor.Form(("pick[0]", $"{trashed.Id}.{trashed.Version}")));
        await _blog.WithDbAsync(async db => Assert.Equal(2, await db.Posts.CountAsync()));
    }

    [Fact]
    public async Task An_empty_selection_or_name_is_reported()
    {
        await ActAsync(_owner, "Discard", []);
        Assert.Contains(
            "没有选中任何文章",
            (await _owner.PageAsync("/admin")).QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
        await ActAsync(_owner, "Tag", [_one], ("tags", " "));
        Assert.Contains(
            "请先填写标签",
            (await _owner.PageAsync("/admin")).QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task All_posts_that_match_are_picked_by_one_box_in_the_head_of_the_table()
    {
        for (var i = 0; i < 128; i++)
        {
            var number = i;
            await _blog.PublishAsync($"许多 {i}", with: r => r with { Slug = $"many-{number}" });
        }

        var page = await _owner.PageAsync("/admin?q=" + Uri.EscapeDataString("许多"));
        var box = page.QuerySelector("table.posts thead input[type=checkbox]")!;
        Assert.Equal("选中全部 128 篇，包括其他页", box.Closest("label")!.TextContent.Trim());
        var late = await _blog.PublishAsync("许多 之后", with: r => r with { Slug = "late" });
        await _blog.ReviseAsync(await FirstAsync("许多 7"), r => r with { Slug = "changed" });
        using var tagged = await _owner.PostAsync(
            "/admin",
            Visitor.Form(("act", "Tag"), ("tags", "新"), ("pick[0]", box.GetAttribute("value")!)),
            "Many"
        );
        Assert.Contains("许多 7", (await _owner.PageAsync("/admin")).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        await _blog.WithDbAsync(async db => Assert.Equal(127, await db.Posts.CountAsync(post => post.Tags.Any(tag => tag.Name == "新"))));
        Assert.Empty(await TagsAsync(late));

        box = (await _owner.PageAsync("/admin?tag=" + Uri.EscapeDataString("新"))).QuerySelector("thead input[type=checkbox]")!;
        using var discarded = await _owner.PostAsync(
            "/admin",
            Visitor.Form(("act", "Discard"), ("pick[0]", box.GetAttribute("value")!)),
            "Many"
        );
        page = await _owner.PageAsync("/admin?state=trash");
        box = page.QuerySelector("thead input[type=checkbox]")!;
        using var asked = await _owner.PostAsync(
            "/admin?state=trash",
            Visitor.Form(("act", "Delete"), ("pick[0]", box.GetAttribute("value")!)),
            "Many"
        );
        page = await _owner.PageAsync(asked.Headers.Location!.OriginalString);
        Assert.Equal(127, page.QuerySelectorAll("form li").Length);
        using var gone = await _owner.PostAsync(
            "/admin/posts/delete",
            Visitor.Form(("pick[0]", page.QuerySelector("input[name=pick]")!.GetAttribute("value")!))
        );
        await _blog.WithDbAsync(async db => Assert.Equal(4, await db.Posts.CountAsync()));
    }

    private async Task<Post> FirstAsync(string title)
    {
        Post found = null!;
        await _blog.WithDbAsync(async db => found = await db.Posts.AsNoTracking().SingleAsync(post => post.Title == title));
        return found;
    }

    private static Dictionary<string, string> Form(string act, IEnumerable<Post> posts, params (string Name, string Value)[] more) =>
        Visitor.Form([("act", act), .. posts.Select((post, i) => ($"pick[{i}]", $"{post.Id}.{post.Version}")), .. more]);

    private static async Task ActAsync(SignedIn person, string act, IEnumerable<Post> posts, params (string Name, string Value)[] more)
    {
        using var answer = await person.PostAsync("/admin?sort=title", Form(act, posts, more), "Many");
        Assert.Equal((HttpStatusCode.Redirect, "/admin?sort=title"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    private async Task<Post> FreshAsync(Post post)
    {
        Post fresh = null!;
        await _blog.WithDbAsync(async db => fresh = await db.Posts.AsNoTracking().SingleAsync(p => p.Id == post.Id));
        return fresh;
    }

    private async Task<IReadOnlyList<string>> TagsAsync(Post post)
    {
        IReadOnlyList<string> names = [];
        await _blog.WithDbAsync(async db =>
            names = [
                .. (await db.Posts.Where(p => p.Id == post.Id).SelectMany(p => p.Tags).Select(tag => tag.Name).ToListAsync()).Order(
                    StringComparer.Ordinal
                ),
            ]
        );
        return names;
    }
}
