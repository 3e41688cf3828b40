using System.Text.RegularExpressions;
using Blog.Browser.Accounts;
using Blog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>
/// Saving and publishing on a slow network: every key typed meanwhile stays, and the page never conflicts with itself.
/// </summary>
public sealed class SlowAnswerTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    private const string Long = "山路很长，走一步看一步。";

    [Theory]
    [InlineData("save", 1200)]
    [InlineData("save", 5000)]
    [InlineData("save", null)]
    [InlineData("publish", 1200)]
    [InlineData("publish", 5000)]
    [InlineData("publish", null)]
    public async Task What_is_typed_while_an_answer_is_on_its_way_stays_and_is_saved(string act, int? milliseconds)
    {
        var author = await SitDownAsync();
        var title = $"慢 {act} {milliseconds}";
        await author.Find("#title").FillAsync(title);
        await UntilSavedAsync(
            author.Page,
            "先写的。",
            async () =>
            {
                await author.Find(Sheet).FocusAsync();
                await PasteClipboardAsync(author, ("text/plain", string.Join("\n\n", Enumerable.Repeat(Long, 80))));
                await TypeAsync(author.Page, "先写的。");
            }
        );
        var top = await author.AskAsync<int>("document.querySelector('.cm-scroller').scrollTop");
        Assert.True(top > 0);

        await SlowAsync(author.Page, $"Do={act}", milliseconds);
        if (act == "save")
        {
            await author.Page.Keyboard.PressAsync("Control+s");
        }
        else
        {
            await author.Find("button[name=Do][value=publish]").ClickAsync();
            await author.Find(Sheet).FocusAsync();
        }

        await Expect(author.Find("button[name=Do][aria-disabled=true]").First).ToBeVisibleAsync();
        await author.Page.Keyboard.TypeAsync("后写的。");
        await Expect(author.Find(Status)).ToContainTextAsync("正在保存");
        await Expect(author.Find(Sheet)).ToBeFocusedAsync();
        await Expect(author.Find(Text)).ToHaveValueAsync(new Regex("先写的。后写的。$", RegexOptions.None, Poll.Limit));

        var saved = () => StoredAsync(title, "先写的。后写的。");
        await Poll.UntilAsync(saved);
        await Expect(author.Find(Status)).ToContainTextAsync("已保存");
        if (milliseconds is null && act == "publish")
        {
            await Expect(author.Find(".banner.error")).ToContainTextAsync("「发布」没有完成。没有保存：服务器没有回应");
            await author.Page.UnrouteAllAsync();
            await author.Find(".banner.error button").First.ClickAsync();
            await Expect(author.Find(".notes .done")).ToContainTextAsync("已发布。");
        }
        else if (act == "publish")
        {
            // On a busy machine an answer may come later than the page waits: then it offers to try again.
            await Poll.UntilAsync(async () =>
            {
                var again = author.Find(".banner.error button").First;
                if (await again.IsVisibleAsync())
                {
                    await again.ClickAsync();
                }

                return await author.Find(".notes .done", "已发布。").CountAsync() > 0;
            });
            await Expect(author.Find("button[name=Do][value=publish]")).ToHaveTextAsync("发布修改");
            await Expect(author.Find(Status)).ToContainTextAsync("有尚未发布的修改，已保存");
        }

        Assert.Equal(top, await author.AskAsync<int>("document.querySelector('.cm-scroller').scrollTop"), tolerance: 400);
        await author.Page.Keyboard.PressAsync("Escape");
        await author.Find(Sheet).FocusAsync();
        // undo goes back beyond the save, and redo comes back
        await PressUntilAsync(author, "Control+z", text => !text.Contains("先写的。", StringComparison.Ordinal));
        await PressUntilAsync(author, "Control+y", text => text.EndsWith("先写的。后写的。", StringComparison.Ordinal));
        await Expect(author.Find(".banner", "另一个版本")).ToHaveCountAsync(0);
    }

    private static async Task PressUntilAsync(Visitor author, string key, Func<string, bool> isDone)
    {
        for (var text = await author.Find(Text).InputValueAsync(); !isDone(text); text = await author.Find(Text).InputValueAsync())
        {
            await author.Page.Keyboard.PressAsync(key);
            await Expect(author.Find(Text)).Not.ToHaveValueAsync(text); // the field follows the editor a moment later
        }
    }

    private async Task<bool> StoredAsync(string title, string ending)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        return (await db.PendingEdits.AsNoTracking().ToListAsync()).Any(edit =>
                edit.Title == title && edit.Draft.Markdown.EndsWith(ending, StringComparison.Ordinal)
            )
            || (await db.Posts.AsNoTracking().Where(post => post.Title == title).Select(post => post.Markdown).ToListAsync()).Any(
                markdown => markdown.EndsWith(ending, StringComparison.Ordinal)
            );
    }
}
