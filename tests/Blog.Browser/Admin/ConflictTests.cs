using Blog.Browser.Accounts;
using Blog.Data;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

public sealed class ConflictTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_second_of_two_tabs_gets_both_texts_and_merges_them(bool chooses)
    {
        var author = await SitDownAsync();
        await author.Find("#title").FillAsync("两份");
        await UntilSavedAsync(author.Page, "开头。\n\n结尾。", () => WriteAsync(author, "开头。\n\n结尾。"));
        var other = await NextTabAsync(author, author.Place);

        await UntilSavedAsync(author.Page, "甲的结尾。", () => WriteAsync(author, "开头。\n\n甲的结尾。"));
        await Expect(other.Locator(".banner")).ToContainTextAsync("在另一个标签页里改过");

        author.Expects = 409;
        await other.Locator(Sheet).FocusAsync();
        await other.Keyboard.PressAsync("Control+a");
        await other.Keyboard.InsertTextAsync("乙的开头。\n\n乙的结尾。");
        await Expect(other.Locator(Status)).ToContainTextAsync("没有保存：这篇文章已在别处修改");
        await Expect(other.Locator(Text)).ToHaveValueAsync("乙的开头。\n\n乙的结尾。"); // nothing of it is overwritten
        await other.Locator(".banner button").ClickAsync();
        await Expect(other.Locator("h1")).ToHaveTextAsync("这篇文章有两个版本");
        await Expect(other.Locator(".hunk.conflict")).ToContainTextAsync("甲的结尾。");
        await Expect(other.Locator(".hunk.conflict")).ToContainTextAsync("乙的结尾。");
        var kept = await RevisionsAsync();
        Assert.Contains("开头。\n\n甲的结尾。", kept);
        Assert.Contains("乙的开头。\n\n乙的结尾。", kept);

        if (chooses)
        {
            await other.Locator(".conflict input[value=theirs]").First.CheckAsync();
            await other.Locator("button[name=Resolve][value=show]").ClickAsync();
            await Expect(other.Locator("#result")).ToHaveValueAsync("乙的开头。\n\n甲的结尾。"); // where only one side changed, its version is used
        }
        else
        {
            await other.Locator("#result").FillAsync("乙的开头。\n\n甲的结尾。");
        }

        await other.Locator("button[name=Resolve][value=merged]").ClickAsync();
        await Expect(other.Locator(Sheet)).ToBeVisibleAsync();
        await Expect(other.Locator(Text)).ToHaveValueAsync("乙的开头。\n\n甲的结尾。");
        await Expect(other.Locator(".banner")).ToHaveCountAsync(0); // the conflict is resolved: no copy is offered again

        await author.Page.ReloadAsync();
        await Expect(author.Find(Text)).ToHaveValueAsync("乙的开头。\n\n甲的结尾。");
    }

    [Fact]
    public async Task Choosing_their_version_leaves_mine_in_the_history()
    {
        var author = await SitDownAsync();
        await UntilSavedAsync(author.Page, "一。", () => WriteAsync(author, "一。"));
        var other = await NextTabAsync(author, author.Place);
        await UntilSavedAsync(author.Page, "一。甲。", () => WriteAsync(author, "一。甲。"));
        author.Expects = 409;
        await other.Locator(Sheet).FocusAsync();
        await other.Keyboard.PressAsync("Control+End");
        await other.Keyboard.InsertTextAsync("乙不要了。");
        await other.Locator(".banner.error button").ClickAsync();
        await other.Locator("button[name=Resolve][value=theirs]").ClickAsync();
        await Expect(other.Locator(Text)).ToHaveValueAsync("一。甲。");
        await Expect(other.Locator(".banner")).ToHaveCountAsync(0);
        Assert.Contains("一。乙不要了。", await RevisionsAsync());
    }

    [Fact]
    public async Task A_change_from_outside_is_shown_in_the_open_editor_and_can_be_loaded()
    {
        var author = await SitDownAsync();
        await author.Find("#title").FillAsync("外面的修改");
        await UntilSavedAsync(author.Page, "打开的页面。", () => WriteAsync(author, "打开的页面。"));
        var id = int.Parse(author.Place.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        await using (var scope = Server.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
            var post = await db.Posts.SingleAsync(one => one.Id == id);
            await scope
                .ServiceProvider.GetRequiredService<PostWriter>()
                .AmendAsync(id, draft => draft with { Markdown = "仓库里的文字。" }, new Actor(post.AuthorId, IsOwner: false), default);
        }

        await author.Page.EvaluateAsync("window.dispatchEvent(new Event('focus'))"); // as after working in another program
        await Expect(author.Find(".banner")).ToContainTextAsync("这篇文章已在别处修改");
        await author.Find(".banner button").ClickAsync();
        await Expect(author.Find(Text)).ToHaveValueAsync("仓库里的文字。");
        await Expect(author.Find(".banner")).ToHaveCountAsync(0);
    }

    private static async Task WriteAsync(Visitor author, string text)
    {
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.PressAsync("Control+a");
        await author.Page.Keyboard.InsertTextAsync(text);
    }

    private async Task<List<string>> RevisionsAsync()
    {
        await using var scope = Server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BlogDb>().Revisions.Select(revision => revision.Markdown).ToListAsync();
    }
}
