using Blog.Browser.Accounts;
using Blog.Comments;
using Blog.Comments.Notices;
using Blog.Data;
using Blog.Data.Comments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>Deciding on comments by keyboard, on a phone, and by the link of a notice.</summary>
public sealed class ModerationTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    private const string Rows = "ol.queue > li";

    [Fact]
    public async Task Comments_are_decided_on_by_keyboard_while_the_list_has_focus()
    {
        var author = await SitDownAsync();
        var post = await PublishAsync(author);
        await SubmitAsync(post, "第一条", "第二条", "第三条");
        await author.GoAsync($"/admin/comments?post={post}");
        await author.Page.Keyboard.PressAsync("a"); // no comment has focus
        await Expect(author.Find(Rows)).ToHaveCountAsync(3);
        await author.Find(Rows).First.FocusAsync();
        await author.Page.Keyboard.PressAsync("j");
        await Expect(author.Find(Rows).Nth(1)).ToBeFocusedAsync();
        await author.Page.Keyboard.PressAsync("a");
        await Expect(author.Find("p.done")).ToHaveTextAsync("已通过 1 条。");
        await Expect(author.Find(Rows)).ToHaveCountAsync(2);
        await Expect(author.Find(Rows).Nth(1)).ToContainTextAsync("第三条");
        await Expect(author.Find(Rows).Nth(1)).ToBeFocusedAsync(); // the next one is where the last one was
        await author.Page.Keyboard.PressAsync("s");
        await Expect(author.Find(Rows)).ToHaveCountAsync(1);
        await author.Page.Keyboard.PressAsync("z");
        await Expect(author.Find("p.done")).ToHaveTextAsync("已撤销。");
        await Expect(author.Find(Rows)).ToHaveCountAsync(2);
        await author.Find(Rows).First.FocusAsync();
        await author.Page.Keyboard.PressAsync("r");
        await Expect(author.Find("#reply")).ToBeVisibleAsync();
        await author.Find("#reply").FillAsync("谢谢，asdr 这些字母在这里只是字。");
        await author.FollowAsync(author.Find("button.main"));
        await Expect(author.Find("p.done")).ToHaveTextAsync("已回复。");
    }

    [Fact]
    public async Task A_signed_link_decides_with_one_button_and_without_script()
    {
        var author = await SitDownAsync();
        var post = await PublishAsync(author);
        var comment = (await SubmitAsync(post, "清单能发吗？")).Single();
        var path = ModerationPaths.ByLink(Server.Services.GetRequiredService<ModerationLinks>().Sign(comment.Id, comment.Version));
        await PageChecks.AreGoodAsync(await VisitAsync(path, new VisitorOptions { Width = 360 })); // opening it changes nothing
        var phone = await VisitAsync(path, new VisitorOptions { Width = 360, Scripts = false });
        await phone.FollowAsync(phone.Find("button.main", "通过"));
        await Expect(phone.Find("[role=status]")).ToContainTextAsync("已通过");
        await phone.GoAsync(path);
        await Expect(phone.Find("[role=status]")).ToContainTextAsync("已经处理过");
        await author.GoAsync($"/admin/comments?state=approved&post={post}");
        await Expect(author.Find(Rows)).ToContainTextAsync("清单能发吗？");
    }

    [Theory]
    [InlineData("zh-CN", 360)]
    [InlineData("en", 1280)]
    public async Task Its_pages_are_accessible_at_every_width(string locale, int width)
    {
        var author = await SitDownAsync(options: new VisitorOptions { Locale = locale, Width = width });
        var post = await PublishAsync(author);
        var comment = (await SubmitAsync(post, "一条 **评论**，和一个很长的地址 https://example.org/" + new string('a', 200))).Single();
        foreach (var path in new[] { "", $"/{comment.Id}", "/blocks", "/notices" })
        {
            await author.GoAsync("/admin/comments" + path);
            await PageChecks.AreGoodAsync(author);
        }
    }

    private static async Task<int> PublishAsync(Visitor author)
    {
        await author.Find("#title").FillAsync("搬家手记");
        await author.Find(Sheet).FocusAsync();
        await author.Page.Keyboard.InsertTextAsync("正文。");
        await ActAsync(author, "publish");
        return int.Parse(
            (await author.Find("form[data-id]").GetAttributeAsync("data-id"))!,
            System.Globalization.CultureInfo.InvariantCulture
        );
    }

    private async Task<List<Comment>> SubmitAsync(int post, params string[] texts)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var language = await scope
            .ServiceProvider.GetRequiredService<BlogDb>()
            .Posts.Where(row => row.Id == post)
            .Select(row => row.Language)
            .SingleAsync();
        var sent = new List<Comment>();
        foreach (var text in texts)
        {
            var content = new CommentContent { Name = "路人", Text = text };
            var comment = await scope
                .ServiceProvider.GetRequiredService<CommentWriter>()
                .SubmitAsync(new SentComment(post, null, content, language, null, null), CommentState.Waiting, null, default);
            sent.Add(comment!);
            Server.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return sent;
    }
}
