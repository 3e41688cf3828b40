using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Admin.Taxonomy;

public sealed class CategoryTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _owner = null!;

    public async ValueTask InitializeAsync()
    {
        _owner = await SignedIn.OwnerAsync(_blog);
        await _blog.PublishAsync("一", with: r => r with { Slug = "one", Category = ["Data", "SQLite", "WAL"] });
        await _blog.PublishAsync("Two", "Text.", "en", r => r with { Slug = "two", Category = ["Data", "SQLite"] });
        await _blog.PublishAsync("三", with: r => r with { Slug = "three", Category = ["Notes"] });
    }

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_renamed_category_takes_its_subtree_along_in_every_edition()
    {
        await ChangeAsync("Data", ("Input.Name", "Storage"), ("Input.Slug", "storage"), ("Input.Parent", ""));
        Assert.Equal("/categories/storage", await LocationAsync("/categories/data"));
        Assert.Equal("/categories/storage/sqlite/wal", await LocationAsync("/categories/data/sqlite/wal"));
        Assert.Equal("/en/categories/storage/sqlite", await LocationAsync("/en/categories/data/sqlite"));
        Assert.Contains(
            "Storage / SQLite",
            (await _blog.PageAsync("/en/categories/storage/sqlite")).QuerySelector("h1")!.TextContent,
            StringComparison.Ordinal
        );
        await _blog.WithDbAsync(async db =>
            Assert.Equal(
                ["notes", "storage", "storage/sqlite", "storage/sqlite/wal"],
                await db.Categories.Select(c => c.Path).OrderBy(p => p).ToListAsync()
            )
        );
        using var nobody = await _blog.Reader.GetAsync("/en/categories/data/sqlite/wal");
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode); // there is no English post, so there is no page
    }

    [Fact]
    public async Task A_category_moves_in_the_tree_and_back_without_chain_or_circle()
    {
        var ids = await IdsAsync();
        await ChangeAsync("SQLite", ("Input.Name", "SQLite"), ("Input.Slug", "sqlite"), ("Input.Parent", $"{ids["notes"]}"));
        Assert.Equal("/categories/notes/sqlite/wal", await LocationAsync("/categories/data/sqlite/wal"));
        await ChangeAsync("SQLite", ("Input.Name", "SQLite"), ("Input.Slug", "sqlite"), ("Input.Parent", ""));
        Assert.Equal("/categories/sqlite/wal", await LocationAsync("/categories/data/sqlite/wal"));
        Assert.Equal("/categories/sqlite/wal", await LocationAsync("/categories/notes/sqlite/wal"));
        await ChangeAsync("SQLite", ("Input.Name", "SQLite"), ("Input.Slug", "sqlite"), ("Input.Parent", $"{ids["data"]}"));
        Assert.NotNull(await _blog.PageAsync("/categories/data/sqlite/wal"));
        Assert.Equal("/categories/data/sqlite", await LocationAsync("/categories/sqlite"));
    }

    [Fact]
    public async Task A_merged_category_hands_posts_children_and_old_addresses_over_and_twins_become_one()
    {
        await _blog.PublishAsync("四", with: r => r with { Slug = "four", Category = ["Notes", "SQLite"] });
        await _blog.PublishAsync("五", with: r => r with { Slug = "five", Category = ["Notes", "SQLite", "FTS"] });
        await ChangeAsync("Notes", ("Input.Name", "Memos"), ("Input.Slug", "memos"), ("Input.Parent", ""));
        var ids = await IdsAsync();
        await MergeAsync("Memos", ids["data"]);
        await _blog.WithDbAsync(async db =>
            Assert.Equal(
                ["data", "data/sqlite", "data/sqlite/fts", "data/sqlite/wal"],
                await db.Categories.Select(c => c.Path).OrderBy(p => p).ToListAsync()
            )
        );
        Assert.Equal(5, (await _blog.PageAsync("/categories/data")).QuerySelectorAll("main article.summary").Length);
        Assert.Equal("/categories/data", await LocationAsync("/categories/notes"));
        Assert.Equal("/categories/data/sqlite", await LocationAsync("/categories/memos/sqlite"));
        Assert.Equal("/categories/data/sqlite", await LocationAsync("/categories/notes/sqlite"));
        Assert.Equal("/categories/data/sqlite/fts", await LocationAsync("/categories/notes/sqlite/fts"));
        await _blog.PublishAsync("六", with: r => r with { Slug = "six", Category = ["Notes", "SQLite", "FTS"] }); // as an old draft has it
        Assert.Equal(2, (await _blog.PageAsync("/categories/data/sqlite/fts")).QuerySelectorAll("main article.summary").Length);
    }

    [Fact]
    public async Task A_category_merges_into_the_one_above_it()
    {
        var ids = await IdsAsync();
        await MergeAsync("SQLite", ids["data"]);
        Assert.Equal("/categories/data", await LocationAsync("/categories/data/sqlite"));
        Assert.Equal("/categories/data/wal", await LocationAsync("/categories/data/sqlite/wal"));
    }

    [Fact]
    public async Task A_category_goes_neither_below_nor_into_itself_nor_onto_another()
    {
        var ids = await IdsAsync();
        Assert.Contains(
            "下级",
            await RefusedAsync(
                "Data",
                "Change",
                ("Input.Name", "Data"),
                ("Input.Slug", "data"),
                ("Input.Parent", $"{ids["data/sqlite/wal"]}")
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "下级",
            await RefusedAsync("Data", "Merge", ("Input.Into", $"{ids["data/sqlite"]}"), ("Input.Sure", "true")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "合并",
            await RefusedAsync("Data", "Change", ("Input.Name", "Data"), ("Input.Slug", "notes"), ("Input.Parent", "")),
            StringComparison.Ordinal
        );
        Assert.Contains("还有下级分类", await RefusedAsync("Data", "Remove", ("Input.Sure", "true")), StringComparison.Ordinal);
        Assert.Contains(
            "太长",
            await RefusedAsync("Data", "Change", ("Input.Name", "Data"), ("Input.Slug", new string('a', 101)), ("Input.Parent", "")),
            StringComparison.Ordinal
        );
        await _blog.WithDbAsync(async db => Assert.Empty(await db.Redirects.ToListAsync()));
    }

    [Fact]
    public async Task A_removed_category_leaves_its_posts_without_one()
    {
        var (path, seen) = await SeenAsync("Notes");
        using var answer = await _owner.PostAsync(path, Visitor.Form([.. seen, ("Input.Sure", "true")]), "Remove");
        Assert.Equal(HttpStatusCode.NotFound, (await _blog.Reader.GetAsync("/categories/notes")).StatusCode);
        Assert.NotNull(await _blog.PageAsync("/three"));
    }

    [Fact]
    public async Task A_new_one_stands_empty_below_another()
    {
        var ids = await IdsAsync();
        using var answer = await _owner.PostAsync(
            "/admin/taxonomy",
            Visitor.Form(("NewCategory.Name", "全文 搜索"), ("NewCategory.Parent", $"{ids["data"]}")),
            "Category"
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.True((await IdsAsync()).ContainsKey("data/全文-搜索"));
        using var twice = await _owner.PostAsync(
            "/admin/taxonomy",
            Visitor.Form(("NewCategory.Name", "全文 搜索"), ("NewCategory.Parent", $"{ids["data"]}")),
            "Category"
        );
        var page = await Visitor.ParsedAsync(twice);
        Assert.Contains("合并", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("全文 搜索", page.QuerySelector("details[open] #newcategory-name")!.GetAttribute("value"));
    }

    private async Task<Dictionary<string, int>> IdsAsync()
    {
        Dictionary<string, int> ids = [];
        await _blog.WithDbAsync(async db => ids = await db.Categories.ToDictionaryAsync(c => c.Path, c => c.Id));
        return ids;
    }

    private async Task<(string Path, (string, string)[] Seen)> SeenAsync(string name)
    {
        var path = (await _owner.PageAsync("/admin/taxonomy"))
            .QuerySelectorAll("th a")
            .Single(a => a.TextContent == name)
            .GetAttribute("href")!;
        var page = await _owner.PageAsync(path);
        return (
            path,
            [
                .. new[] { "Input.SeenName", "Input.SeenAddress" }.Select(field =>
                    (field, page.QuerySelector($"input[name='{field}']")!.GetAttribute("value")!)
                ),
            ]
        );
    }

    private async Task ChangeAsync(string name, params (string, string)[] form)
    {
        var (path, seen) = await SeenAsync(name);
        using var answer = await _owner.PostAsync(path, Visitor.Form([.. seen, .. form]), "Change");
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await Visitor.AlertAsync(answer));
    }

    private async Task MergeAsync(string name, int into)
    {
        var (path, seen) = await SeenAsync(name);
        using var answer = await _owner.PostAsync(
            path,
            Visitor.Form([.. seen, ("Input.Into", $"{into}"), ("Input.Sure", "true")]),
            "Merge"
        );
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await Visitor.AlertAsync(answer));
    }

    private async Task<string> RefusedAsync(string name, string handler, params (string, string)[] form)
    {
        var (path, seen) = await SeenAsync(name);
        using var answer = await _owner.PostAsync(path, Visitor.Form([.. seen, .. form]), handler);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Visitor.AlertAsync(answer);
    }

    private async Task<string?> LocationAsync(string path)
    {
        using var answer = await _blog.Reader.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.MovedPermanently, $"{path}: {(int)answer.StatusCode}");
        return answer.Headers.Location?.OriginalString;
    }
}
