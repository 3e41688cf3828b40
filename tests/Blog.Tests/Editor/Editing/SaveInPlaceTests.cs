using System.Globalization;
using System.Text.Json;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Editor.Editing;

/// <summary>The buttons of the editor through the same handler as autosave: the page stays open, whatever happens to an answer.</summary>
public sealed class SaveInPlaceTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;
    private long _sequence;

    public async ValueTask InitializeAsync() => _author = await SignedIn.AuthorAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_post_is_written_published_changed_and_withdrawn_without_leaving_the_page()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "山中"), ("Markdown", "一"), ("Tags", "甲, 乙"));
        var saved = await ActAsync(page, "save");
        Assert.Equal("草稿 · 已保存", saved.GetProperty("status").GetString());
        var published = await ActAsync(page, "publish");
        Assert.StartsWith("已发布。", published.GetProperty("done").GetString(), StringComparison.Ordinal);
        Assert.Equal("/shan-zhong", published.GetProperty("live").GetString());
        Assert.Equal("甲，乙", published.GetProperty("fields").GetProperty("Tags").GetString());
        Assert.Contains("发布修改", published.GetProperty("parts").GetString(), StringComparison.Ordinal);
        Assert.Contains("小改动", published.GetProperty("parts").GetString(), StringComparison.Ordinal);
        Assert.Contains("一", await (await _author.GetAsync("/shan-zhong")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var pending = await ActAsync(page.With(("Markdown", "一二")), "save");
        Assert.StartsWith("已发布 · 有尚未发布的修改，已保存", pending.GetProperty("status").GetString(), StringComparison.Ordinal);
        await ActAsync(page, "publish");
        await ActAsync(page, "unpublish");
        await _blog.WithDbAsync(async db =>
        {
            var post = await db.Posts.SingleAsync();
            Assert.Equal(("一二", PostState.Draft), (post.Markdown, post.State));
        });
        Assert.Equal("/admin", (await ActAsync(page, "trash")).GetProperty("leave").GetString());
    }

    [Theory]
    [InlineData("save")]
    [InlineData("publish")]
    [InlineData("unpublish")]
    public async Task A_page_does_not_conflict_with_itself_after_any_lost_answer(string lost)
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "一"));
        await ActAsync(page, "publish");
        var before = page["Stamp"];
        await ActAsync(page.With(("Markdown", "一二")), lost);
        page["Stamp"] = before; // the answer never arrived
        Assert.Equal(200, (await AskAsync(page.With(("Markdown", "一二三")))).Status);
        page["Stamp"] = before;
        await ActAsync(page.With(("Markdown", "一二三四")), "publish");
        await _blog.WithDbAsync(async db =>
        {
            Assert.Equal("一二三四", (await db.Posts.SingleAsync()).Markdown);
            Assert.False(await db.Revisions.AnyAsync(revision => revision.Kind == RevisionKind.Conflict));
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("save")]
    [InlineData("publish")]
    public async Task A_request_that_arrives_after_a_later_one_of_its_page_writes_nothing(string act)
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "一"));
        await ActAsync(page, "save");
        await AskAsync(page.With(("Markdown", "一二三"), ("Stamp", page["Stamp"])));
        var late = page.With(("Markdown", "一二"), ("Sequence", "1"));
        if (act.Length > 0)
        {
            late["Do"] = act;
        }

        var (status, body) = await late.AskAsync("Save");
        Assert.Equal(200, status);
        Assert.Equal(_sequence, body.GetProperty("later").GetInt64());
        var again = await EditorPage.OpenAsync(_author, page.Id);
        Assert.Equal("一二三", again["Markdown"]);
        Assert.Contains("草稿", again.Status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_page_conflicts_although_the_first_one_saved_last()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "一"));
        await ActAsync(page, "save");
        var other = await EditorPage.OpenAsync(_author, page.Id);
        await ActAsync(page.With(("Markdown", "一甲")), "save");
        Assert.Equal(409, (await AskAsync(other.With(("Markdown", "一乙")))).Status);
        other["Do"] = "publish";
        Assert.Equal(409, (await AskAsync(other)).Status);
        await _blog.WithDbAsync(async db => Assert.Equal("一甲", (await db.Posts.SingleAsync()).Markdown));
    }

    [Fact]
    public async Task A_change_made_elsewhere_ends_the_recognition_of_the_page()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "一"));
        await ActAsync(page, "publish");
        var before = page["Stamp"];
        await (await EditorPage.OpenAsync(_author, page.Id)).With(("Tags", "别处")).DoAsync("publish");
        page["Stamp"] = before;
        Assert.Equal(409, (await AskAsync(page.With(("Markdown", "一二")))).Status);
    }

    [Fact]
    public async Task What_a_publication_refuses_is_said_by_field_and_nothing_is_lost()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Markdown", "无题的字"), ("PublishAt", "soon"), ("Do", "publish"));
        var (status, body) = await AskAsync(page);
        Assert.Equal(422, status);
        Assert.Equal(
            ["PublishAt", "Title"],
            body.GetProperty("errors")
                .EnumerateArray()
                .Select(error => error.GetProperty("field").GetString())
                .Order(StringComparer.Ordinal)
        );
        page.Fields.Remove("Do");
        Assert.Equal(200, (await AskAsync(page)).Status);
    }

    [Theory]
    [InlineData("preview")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task An_unknown_action_writes_nothing(string act)
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Do", act));
        Assert.Equal(422, (await AskAsync(page)).Status);
        await _blog.WithDbAsync(async db => Assert.False(await db.Posts.AnyAsync()));
    }

    private Task<(int Status, JsonElement Body)> AskAsync(EditorPage page) =>
        page.With(("Sequence", (_sequence = Math.Max(_sequence, 1000) + 1).ToString(CultureInfo.InvariantCulture))).AskAsync("Save");

    private async Task<JsonElement> ActAsync(EditorPage page, string act)
    {
        var (status, body) = await AskAsync(page.With(("Do", act)));
        page.Fields.Remove("Do");
        Assert.True(status == 200, $"{act} answered {status} {body}");
        page.Arrive(body);
        return body;
    }
}
