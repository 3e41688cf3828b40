using System.Net;
using System.Text.Json;
using Blog.Data.Snippets;
using Blog.Tests.Editor.Editing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Editor.Snippets;

/// <summary>An author's own snippets and templates.</summary>
public sealed class SnippetTests : IAsyncLifetime
{
    private const string Page = "/admin/snippets";

    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;

    public async ValueTask InitializeAsync() => _author = await SignedIn.AuthorAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_snippet_is_written_changed_offered_and_deleted()
    {
        await AddAsync(("Name", "版权声明"), ("Markdown", "> 转载请注明出处。"));
        var (id, _) = await OnlyAsync();
        using (var changed = await _author.PostAsync($"{Page}/{id}", Fields(("Name", "版权"), ("Markdown", "> CC BY 4.0"))))
        {
            Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        }

        var offered = Assert.Single(await OfferedAsync(_author, "bq"));
        Assert.Equal(("版权", "> CC BY 4.0"), (offered.GetProperty("label").GetString(), offered.GetProperty("markdown").GetString()));
        using (var unsure = await _author.PostAsync($"{Page}/{id}", handler: "Remove"))
        {
            Assert.Equal(HttpStatusCode.Redirect, unsure.StatusCode);
        }

        Assert.Equal(id, (await OnlyAsync()).Id);
        (await _author.PostAsync($"{Page}/{id}", Visitor.Form(("sure", "true")), "Remove")).Dispose();
        Assert.Empty(await OfferedAsync(_author, ""));
    }

    [Fact]
    public async Task Snippets_are_their_authors_alone_for_owners_too()
    {
        await AddAsync(("Name", "我的"), ("Markdown", "内容"), ("IsTemplate", "true"), ("Title", "不给别人看"));
        var (id, _) = await OnlyAsync();
        var owner = await SignedIn.OwnerAsync(_blog);
        Assert.Empty(await OfferedAsync(owner, ""));
        Assert.Null((await owner.PageAsync(Page)).QuerySelector(".entries"));
        foreach (var handler in new[] { null, "Remove" })
        {
            using var refused = await owner.PostAsync($"{Page}/{id}", Fields(("Name", "x"), ("Markdown", "x"), ("sure", "true")), handler);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        using var shown = await owner.GetAsync($"{Page}/{id}");
        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        var page = await EditorPage.OpenAsync(owner, $"/admin/posts/new?template={id}");
        Assert.Equal(("", ""), (page["Title"], page["Markdown"]));
        Assert.Equal(id, (await OnlyAsync()).Id);
    }

    [Fact]
    public async Task A_new_post_begins_with_a_template()
    {
        await AddAsync(
            ("Name", "周报"),
            ("Markdown", "## 做了什么\n\n## 学了什么"),
            ("IsTemplate", "true"),
            ("Title", "{date} 周报"),
            ("Tags", "周报, 工作"),
            ("Category", "随笔/周报"),
            ("Language", "en")
        );
        var (id, _) = await OnlyAsync();
        var link = (await _author.PageAsync("/admin")).QuerySelector("#templates a")!;
        Assert.Equal($"/admin/posts/new?template={id}", link.GetAttribute("href"));
        var page = await EditorPage.OpenAsync(_author, link.GetAttribute("href")!);
        var today = _blog.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            [$"{today} 周报", "## 做了什么\r\n\r\n## 学了什么", "周报，工作", "随笔/周报", "en"],
            new[] { "Title", "Markdown", "Tags", "Category", "Language" }.Select(field => page[field])
        );
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.Posts.CountAsync())); // until it is saved
        await page.DoAsync("publish");
    }

    [Fact]
    public async Task A_snippet_that_is_no_template_begins_no_post()
    {
        await AddAsync(("Name", "片段"), ("Markdown", "内容"), ("Title", "没有用的标题"));
        var (id, title) = await OnlyAsync();
        Assert.Equal("", title);
        Assert.Equal("", (await EditorPage.OpenAsync(_author, $"/admin/posts/new?template={id}"))["Markdown"]);
        Assert.Null((await _author.PageAsync("/admin")).QuerySelector("#templates"));
    }

    [Theory]
    [InlineData("", "内容")]
    [InlineData("a/b", "内容")]
    [InlineData("（", "")]
    [InlineData("重名", "内容")]
    public async Task What_cannot_be_kept_gets_one_line_and_stays_in_the_form(string name, string text)
    {
        await AddAsync(("Name", "重名"), ("Markdown", "先来的"));
        using var answer = await _author.PostAsync(Page, Fields(("Name", name), ("Markdown", text)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await Visitor.ParsedAsync(answer);
        Assert.Contains(page.QuerySelectorAll(".error"), error => error.TextContent.Trim().Length > 0);
        Assert.Equal(text, page.QuerySelector("textarea")!.TextContent.Trim());
        await OnlyAsync();
    }

    private async Task AddAsync(params (string, string)[] fields)
    {
        using var answer = await _author.PostAsync(Page, Fields(fields));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private async Task<(int Id, string Title)> OnlyAsync()
    {
        Snippet? only = null;
        await _blog.WithDbAsync(async db => only = await db.Snippets.SingleAsync());
        return (only!.Id, only.Title);
    }

    private static async Task<IReadOnlyList<JsonElement>> OfferedAsync(SignedIn person, string typed)
    {
        using var answer = await person.GetAsync($"/admin/completions?handler=Snippets&text={typed}");
        return [.. JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.EnumerateArray()];
    }

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(
            field => field.Name == "sure" ? field.Name : "Input." + field.Name,
            field => field.Value,
            StringComparer.Ordinal
        );
}
