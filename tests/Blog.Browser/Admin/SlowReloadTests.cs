using Blog.Browser.Accounts;
using Blog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>Reloading a page whose text is still on its way: what was typed is there again, and conflicts with nothing.</summary>
public sealed class SlowReloadTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    [Theory]
    [InlineData(1200)]
    [InlineData(5000)]
    [InlineData(null)]
    public async Task A_reload_with_unsaved_text_shows_it_again_and_conflicts_with_nothing(int? milliseconds)
    {
        var author = await SitDownAsync();
        await author.Find("#title").FillAsync($"刷新 {milliseconds}");
        await UntilSavedAsync(author.Page, "第一句。", () => TypeAsync(author.Page, "第一句。"));
        await SlowAsync(author.Page, "第二句", milliseconds);
        author.Page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await author.Page.Keyboard.TypeAsync("第二句。");
        await Poll.UntilAsync(() => author.AskAsync<bool>("Object.values(localStorage).some(copy => copy.includes('第二句'))"));
        await author.Page.ReloadAsync();
        await Expect(author.Find(Sheet)).ToBeVisibleAsync();
        await Expect(author.Find(Text)).ToHaveValueAsync("第一句。第二句。");
        await Expect(author.Find(".banner")).ToHaveCountAsync(0);

        await author.Page.UnrouteAllAsync();
        await UntilSavedAsync(author.Page, "第一句。第二句。第三句。", () => TypeAsync(author.Page, "第三句。"));
        await Expect(author.Find(Status)).ToContainTextAsync("已保存");
        await Expect(author.Find(".banner")).ToHaveCountAsync(0);
        await author.Page.ReloadAsync();
        await Expect(author.Find(Text)).ToHaveValueAsync("第一句。第二句。第三句。");
        await Expect(author.Find(".banner")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_new_post_reloaded_before_its_first_answer_is_one_draft_with_all_its_text()
    {
        var author = await SitDownAsync();
        await SlowAsync(author.Page, "DraftKey=", null);
        author.Page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await author.Find("#title").FillAsync("还没有地址");
        var sent = author.Page.WaitForRequestAsync("**/*handler=Save");
        await TypeAsync(author.Page, "写到一半。");
        await sent;
        await author.Page.Keyboard.TypeAsync("又写了一句。");
        await Poll.UntilAsync(() => author.AskAsync<bool>("Object.values(localStorage).some(copy => copy.includes('又写了一句'))"));
        await author.Page.ReloadAsync();
        await Expect(author.Find(Text)).ToHaveValueAsync("写到一半。又写了一句。");
        await author.Page.UnrouteAllAsync();
        await UntilSavedAsync(author.Page, "完。", () => TypeAsync(author.Page, "完。"));
        await Expect(author.Find(".banner")).ToHaveCountAsync(0);
        await using var scope = Server.Services.CreateAsyncScope();
        Assert.Equal(
            1,
            await scope.ServiceProvider.GetRequiredService<BlogDb>().Posts.CountAsync(post => post.Title.StartsWith("还没有地址"))
        );
    }
}
