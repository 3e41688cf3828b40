using System.Text.RegularExpressions;
using Blog.Browser.Accounts;
using Blog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>
/// Saving, publishing and reloading on a slow network: every key typed meanwhile stays, and the page never conflicts with itself.
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
            () => TypeAsync(author.Page, string.Join("\n\n", Enumerable.Repeat(Long, 80)) + "先写的。")
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
            await Expect(author.Find(".notes .done")).ToContainTextAsync("已发布。");
            await Expect(author.Find("button[name=Do][value=publish]")).ToHaveTextAsync("发布修改");
            await Expect(author.Find(Status)).ToContainTextAsync("有尚未发布的修改，已保存");
        }

        Assert.Equal(top, await author.AskAsync<int>("document.querySelector('.cm-scroller').scrollTop"), tolerance: 400);
        await author.Page.Keyboard.PressAsync("Escape");
        await author.Find(Sheet).FocusAsync();
        // undo goes back beyond the save, in as many steps as the keys were typed
        await Poll.UntilAsync(async () =>
        {
            await author.Page.Keyboard.PressAsync("Control+z");
            return (await author.Find(Text).InputValueAsync()).EndsWith("先写的。", StringComparison.Ordinal);
        });
        await Expect(author.Find(".banner", "另一个版本")).ToHaveCountAsync(0);
    }

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

    [Theory]
    [InlineData("refused")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    [InlineData("reloaded")]
    public async Task An_upload_that_comes_to_nothing_leaves_nothing_in_the_text(string how)
    {
        var author = await SitDownAsync();
        author.Expects = how == "refused" ? 415 : null;
        author.IsCutOff = true;
        var gate = new TaskCompletionSource();
        await author.Page.RouteAsync(
            "**/admin/media?handler=Upload",
            async route =>
            {
                await gate.Task;
                await (
                    how == "refused"
                        ? route.FulfillAsync(
                            new RouteFulfillOptions
                            {
                                Status = 415,
                                ContentType = "application/json",
                                Body = """{"error":"这是 PDF 文档，不是图片。"}""",
                            }
                        )
                        : route.AbortAsync()
                );
            }
        );
        await TypeAsync(author.Page, "图在这里：");
        await PasteAsync(author, ("窗.png", "teal"));
        await Expect(author.Find(".cm-uploading")).ToHaveTextAsync("正在上传 窗.png");
        await UntilSavedAsync(author.Page, "图在这里：然后继续写。", () => author.Page.Keyboard.TypeAsync("然后继续写。"));
        await Expect(author.Find(Text)).ToHaveValueAsync("图在这里：然后继续写。");
        switch (how)
        {
            case "cancelled":
                await author.Find(".uploads button").ClickAsync();
                break;
            case "reloaded":
                author.Page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
                await author.Page.ReloadAsync();
                break;
            default:
                gate.SetResult();
                await Expect(author.Find(".uploads [role=alert]")).ToContainTextAsync(how == "refused" ? "这是 PDF 文档" : "上传失败");
                await author.Find(".uploads button", "移除").ClickAsync();
                break;
        }

        await Expect(author.Find(".cm-uploading")).ToHaveCountAsync(0);
        await Expect(author.Find(".uploads li")).ToHaveCountAsync(0);
        await Expect(author.Find(Text)).ToHaveValueAsync("图在这里：然后继续写。");
    }

    [Fact]
    public async Task While_a_picture_uploads_the_author_types_on_and_the_prompt_for_its_text_takes_no_key()
    {
        var author = await SitDownAsync();
        var gate = new TaskCompletionSource();
        await author.Page.RouteAsync(
            "**/admin/media?handler=Upload",
            async route =>
            {
                await gate.Task;
                await route.ContinueAsync();
            }
        );
        await TypeAsync(author.Page, "开头。");
        await PasteAsync(author, ("one.png", "teal"), ("two.png", "olive"), ("three.png", "navy"));
        await author.Page.Keyboard.TypeAsync("接着写");
        gate.SetResult();
        await Expect(author.Find(".cm-panel.alt")).ToBeVisibleAsync();
        await Expect(author.Find(Sheet)).ToBeFocusedAsync();
        await author.Page.Keyboard.TypeAsync("，没有断。");
        await Expect(author.Find(".uploads")).ToBeHiddenAsync();
        await Expect(author.Find(Text))
            .ToHaveValueAsync(
                new Regex(
                    @"^开头。\n\n!\[\]\(\S+one\.png\)\n\n!\[\]\(\S+two\.png\)\n\n!\[\]\(\S+three\.png\)\n\n接着写，没有断。$",
                    RegexOptions.None,
                    Poll.Limit
                )
            );
        await author.Find(".cm-panel.alt button", "全部跳过（3 张）").ClickAsync();
        await Expect(author.Find(".cm-panel.alt")).ToHaveCountAsync(0);
        await Expect(author.Find(Sheet)).ToBeFocusedAsync();
    }

    /// <summary>The server does what is asked at once; its answers to requests that contain these words arrive late, or never.</summary>
    private static async Task SlowAsync(IPage page, string words, int? milliseconds) =>
        await page.RouteAsync(
            "**/*handler=Save",
            async route =>
            {
                var isMeant = Uri.UnescapeDataString((route.Request.PostData ?? "").Replace('+', ' '))
                    .Contains(words, StringComparison.Ordinal);
                try
                {
                    if (!isMeant)
                    {
                        await route.ContinueAsync();
                        return;
                    }

                    var answer = await route.FetchAsync();
                    if (milliseconds is { } late)
                    {
                        await Task.Delay(late);
                        await route.FulfillAsync(new RouteFulfillOptions { Response = answer });
                    }
                }
                catch (PlaywrightException)
                {
                    // the page was reloaded meanwhile
                }
            }
        );

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
