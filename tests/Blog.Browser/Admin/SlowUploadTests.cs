using System.Text.RegularExpressions;
using Blog.Browser.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>Pictures on a slow network: the author types on, and what comes to nothing leaves nothing in the text.</summary>
public sealed class SlowUploadTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    [Theory]
    [InlineData(1200)]
    [InlineData(5000)]
    public async Task A_picture_that_arrives_late_stands_where_it_was_pasted_and_the_author_types_on(int milliseconds)
    {
        var author = await SitDownAsync();
        await SlowAsync(author.Page, "**/admin/media?handler=Upload", "", milliseconds);
        await TypeAsync(author.Page, "开头。");
        await PasteAsync(author, ("窗.png", milliseconds > 2000 ? "orange" : "plum")); // a picture that exists keeps its name
        await Expect(author.Find(".cm-uploading")).ToHaveTextAsync("正在上传 窗.png");
        await UntilSavedAsync(author.Page, "接着写。", () => author.Page.Keyboard.TypeAsync("接着写。"));
        await Expect(author.Find(".cm-uploading")).ToHaveCountAsync(0);
        await Expect(author.Find(Sheet)).ToBeFocusedAsync();
        await author.Page.Keyboard.TypeAsync("还在写。");
        await Expect(author.Find(Text))
            .ToHaveValueAsync(new Regex(@"^开头。\n\n!\[\]\(\S+\)\n\n接着写。还在写。$", RegexOptions.None, Poll.Limit));
    }

    [Theory]
    [InlineData(1200)]
    [InlineData(5000)]
    public async Task A_file_that_is_refused_late_leaves_nothing_in_the_text(int milliseconds)
    {
        var author = await SitDownAsync();
        author.Expects = 415;
        await SlowAsync(author.Page, "**/admin/media?handler=Upload", "", milliseconds);
        await TypeAsync(author.Page, "合同在这里：");
        await author.Page.EvaluateAsync(
            """
            () => {
              const data = new DataTransfer();
              data.items.add(new File(['8BPS a contract'], '合同.png', { type: 'image/png' }));
              document.querySelector('.cm-content').dispatchEvent(
                new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """
        );
        await Expect(author.Find(".cm-uploading")).ToHaveTextAsync("正在上传 合同.png");
        await UntilSavedAsync(author.Page, "合同在这里：见附件。", () => author.Page.Keyboard.TypeAsync("见附件。"));
        await Expect(author.Find(".uploads [role=alert]")).ToContainTextAsync("Photoshop");
        await author.Find(".uploads button", "移除").ClickAsync();
        await Expect(author.Find(".cm-uploading")).ToHaveCountAsync(0);
        await Expect(author.Find(Text)).ToHaveValueAsync("合同在这里：见附件。");
        await Expect(author.Find(Sheet)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_upload_without_any_answer_is_given_up_after_a_minute_of_silence_and_can_be_tried_again()
    {
        var author = await SitDownAsync();
        author.IsCutOff = true;
        await author.Page.Clock.InstallAsync();
        await SlowAsync(author.Page, "**/admin/media?handler=Upload", "", null);
        await TypeAsync(author.Page, "远方：");
        await PasteAsync(author, ("山.png", "crimson"));
        await Expect(author.Find(".cm-uploading")).ToHaveTextAsync("正在上传 山.png");
        await author.Page.Keyboard.TypeAsync("等着。");
        await author.Page.Clock.FastForwardAsync(40_000); // milliseconds
        await Expect(author.Find(".uploads progress")).ToHaveCountAsync(1);
        await author.Page.Clock.FastForwardAsync(61_000);
        await Expect(author.Find(".uploads [role=alert]")).ToContainTextAsync("没有回应");
        await UntilSavedAsync(author.Page, "远方：等着。写完。", () => TypeAsync(author.Page, "写完。"));

        await author.Page.UnrouteAllAsync();
        await author.Find(".uploads button", "再试一次").ClickAsync();
        await Expect(author.Find(".uploads li")).ToHaveCountAsync(0);
        await Expect(author.Find(Text))
            .ToHaveValueAsync(new Regex(@"^远方：\n\n!\[\]\(\S+\)\n\n等着。写完。$", RegexOptions.None, Poll.Limit));
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
}
