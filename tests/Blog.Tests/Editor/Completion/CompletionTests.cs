using System.Net;
using System.Text.Json;
using Blog.Tests.Admin.Media;
using Blog.Tests.Data;
using Blog.Tests.Editor.Editing;

namespace Blog.Tests.Editor.Completion;

/// <summary>What is offered while an author types, and what is not.</summary>
public sealed class CompletionTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;
    private SignedIn _owner = null!;

    public async ValueTask InitializeAsync() => (_author, _owner) = (await SignedIn.AuthorAsync(_blog), await SignedIn.OwnerAsync(_blog));

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task Posts_are_found_by_title_address_and_pinyin_and_drafts_are_marked()
    {
        await _blog.PublishAsync("给数据库算一笔账 [一]", with: r => r with { Slug = "sqlite-wal" });
        await SaveAsync(_author, "重庆的雨", "save");
        foreach (var typed in new[] { "数据库", "sjk", "shuju", "wal", "/sqlite" })
        {
            var found = Assert.Single(await AskAsync(_author, "Posts", typed));
            Assert.Equal("给数据库算一笔账 [一]", found.GetProperty("label").GetString());
            Assert.Equal(@"给数据库算一笔账 \[一\]", found.GetProperty("title").GetString());
            Assert.Equal("/sqlite-wal", found.GetProperty("href").GetString());
            Assert.Null(found.GetProperty("mark").GetString());
        }

        var draft = Assert.Single(await AskAsync(_author, "Posts", "cqdy"));
        Assert.Equal(("重庆的雨", "草稿"), (draft.GetProperty("label").GetString(), draft.GetProperty("mark").GetString()));
        Assert.Equal(2, (await AskAsync(_author, "Posts", "")).Count);
    }

    [Fact]
    public async Task An_author_is_offered_no_draft_hidden_or_scheduled_post_of_others()
    {
        await SaveAsync(_owner, "秘密草稿", "save");
        await SaveAsync(_owner, "秘密定时", "schedule", ("PublishAt", "2036-12-24T08:00"));
        await SaveAsync(_owner, "秘密隐藏", "publish", ("Hidden", "true"));
        await SaveAsync(_owner, "秘密丢弃", "save", "trash");
        Assert.Empty(await AskAsync(_author, "Posts", "秘密"));
        Assert.Empty(await AskAsync(_author, "Posts", "mimi"));
        Assert.Equal(
            [("秘密定时", "定时发布"), ("秘密草稿", "草稿"), ("秘密隐藏", null)],
            (await AskAsync(_owner, "Posts", "秘密"))
                .Select(post => (post.GetProperty("label").GetString()!, post.GetProperty("mark").GetString()))
                .OrderBy(post => post.Item1, StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_post_is_not_offered_to_itself_and_odd_addresses_are_written_as_links()
    {
        var odd = await _blog.PublishAsync("百分之百", with: r => r with { Slug = "100% (a) b?c#d" });
        var found = Assert.Single(await AskAsync(_author, "Posts", "百分"));
        Assert.DoesNotContain(found.GetProperty("href").GetString()!, c => c is ' ' or '(' or ')' or '?' or '#');
        using var linked = await new Visitor(_blog).GetAsync(found.GetProperty("href").GetString()!);
        Assert.Equal(HttpStatusCode.OK, linked.StatusCode);
        Assert.Empty(await AskAsync(_author, "Posts", "百分", $"&post={odd.Id}"));
    }

    [Fact]
    public async Task Names_that_only_drafts_of_others_have_are_told_to_nobody_else()
    {
        await SaveAsync(_owner, "草稿", "save", ("Tags", "保密标签，共用"), ("Category", "保密/里层"), ("Series", "保密系列"));
        await SaveAsync(_owner, "定时", "schedule", ("PublishAt", "2036-12-24T08:00"), ("Tags", "保密定时"), ("Category", "公开/保密"));
        await SaveAsync(_owner, "公开", "publish", ("Tags", "共用"), ("Category", "公开/外面"), ("Series", "公开系列"));
        await SaveAsync(_author, "自己的", "save", ("Tags", "自己的标签"), ("Category", "自己的"));

        var (tags, categories, series) = ("Tags", "Categories", "Series");
        Assert.Equal(["共用", "自己的标签"], await NamesAsync(_author, tags));
        Assert.Equal(["公开", "公开/外面", "自己的"], await NamesAsync(_author, categories));
        Assert.Equal(["公开系列"], await NamesAsync(_author, series));
        Assert.Empty(await NamesAsync(_author, tags, "baomi"));
        Assert.Equal(4, (await NamesAsync(_owner, tags)).Count);
        Assert.Contains("保密/里层", await NamesAsync(_owner, categories));
        Assert.Equal(["保密系列", "公开系列"], await NamesAsync(_owner, series));
        foreach (var path in new[] { "/admin/posts/new", "/admin", "/admin/snippets" })
        {
            var options = (await _author.PageAsync(path)).QuerySelectorAll("option").Select(one => one.OuterHtml);
            Assert.DoesNotContain(options, option => option.Contains("保密", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Tags_and_categories_are_found_by_pinyin_with_counts_of_what_their_reader_sees()
    {
        await SaveAsync(_owner, "一", "publish", ("Tags", "数据库"), ("Category", "技术/数据库"));
        await SaveAsync(_owner, "二", "publish", ("Tags", "数据库"), ("Category", "技术"));
        await SaveAsync(_owner, "三", "save", ("Tags", "数据库"));
        Assert.Equal("2 篇", Assert.Single(await AskAsync(_author, "Tags", "sjk")).GetProperty("detail").GetString());
        Assert.Equal("3 篇", Assert.Single(await AskAsync(_owner, "Tags", "shujuku")).GetProperty("detail").GetString());
        Assert.Equal(["技术/数据库"], await NamesAsync(_author, "Categories", "sjk"));
        Assert.Equal("2 篇", (await AskAsync(_author, "Categories", "js"))[0].GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("js", "javascript")]
    [InlineData("C#", "csharp")]
    [InlineData("ya", "yaml")]
    [InlineData("mer", "mermaid")]
    [InlineData("py", "python")]
    public async Task Languages_are_found_by_any_of_their_names(string typed, string first) =>
        Assert.Equal(first, (await NamesAsync(_author, "Languages", typed))[0]);

    [Fact]
    public async Task Pictures_come_in_pages_and_are_found_by_name_and_description()
    {
        await using var library = await MediaFixture.OpenAsync(_blog, asOwner: false);
        for (var number = 0; number < 26; number++)
        {
            using var sent = await library.SendAsync(
                TestImages.Still(8 + number, 8, ".png"),
                $"p{number}.png",
                number == 3 ? "海边 [一]" : ""
            );
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }

        var first = await PicturesAsync("&number=1");
        Assert.True(first.GetProperty("more").GetBoolean());
        Assert.Equal(24, first.GetProperty("pictures").GetArrayLength());
        var second = await PicturesAsync("&number=2");
        Assert.False(second.GetProperty("more").GetBoolean());
        Assert.Equal(2, second.GetProperty("pictures").GetArrayLength());
        var found = (await PicturesAsync("&text=海边")).GetProperty("pictures").EnumerateArray().Single();
        Assert.Equal($@"![海边 \[一\]]({found.GetProperty("path").GetString()})", found.GetProperty("markdown").GetString());
        Assert.Single((await PicturesAsync("&text=p17")).GetProperty("pictures").EnumerateArray());
        Assert.Equal(24, (await PicturesAsync("&number=-1")).GetProperty("pictures").GetArrayLength());
    }

    private async Task<JsonElement> PicturesAsync(string query)
    {
        using var answer = await _author.GetAsync("/admin/completions?handler=Pictures" + query);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(SignedIn person, string kind, string typed = "") =>
        [.. (await AskAsync(person, kind, typed)).Select(one => one.GetProperty("label").GetString()!).Order(StringComparer.Ordinal)];

    private static async Task<IReadOnlyList<JsonElement>> AskAsync(SignedIn person, string kind, string typed, string more = "")
    {
        using var answer = await person.GetAsync($"/admin/completions?handler={kind}&text={Uri.EscapeDataString(typed)}{more}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.EnumerateArray()];
    }

    private static Task SaveAsync(SignedIn person, string title, string act, params (string, string)[] fields) =>
        SaveAsync(person, title, act, "", fields);

    private static async Task SaveAsync(SignedIn person, string title, string act, string then, params (string, string)[] fields)
    {
        var page = await (await EditorPage.OpenAsync(person)).With([("Title", title), ("Markdown", "正文。"), .. fields]).DoAsync(act);
        if (then.Length > 0)
        {
            (await page.PressAsync(then)).Dispose();
        }
    }
}
