using System.Globalization;
using System.Text.RegularExpressions;
using Blog.Browser.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>When readers see what, and where.</summary>
public sealed partial class PublishingTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    [Fact]
    public async Task A_scheduled_post_is_public_when_its_time_has_come()
    {
        var author = await SitDownAsync();
        await author.Find("#title").FillAsync("明天见");
        await TypeAsync(author.Page, "到点才看得到。");
        await author.Find(".menu summary").ClickAsync();
        // in the future in every time zone
        var at = (Server.Clock.GetUtcNow() + TimeSpan.FromHours(30)).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        await author.Find("[name=PublishAt]").FillAsync(at);
        await ActAsync(author, "schedule");
        await Expect(author.Find(Status)).ToContainTextAsync("定时 " + at.Replace('T', ' '));

        var reader = await ComeAsync();
        reader.Expects = 404;
        await reader.GoAsync("/ming-tian-jian");
        reader.Expects = null;
        await author.GoAsync("/admin"); // the session ends with the days, and the editor would ask for a preview
        Server.Clock.Advance(TimeSpan.FromHours(48));
        await reader.GoAsync("/ming-tian-jian");
        await Expect(reader.Find("h1")).ToHaveTextAsync("明天见");
        await reader.GoAsync("/");
        await Expect(reader.Find("article.summary h2", "明天见")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_edit_of_a_live_post_waits_until_it_is_published()
    {
        var author = await SitDownAsync();
        await author.Find("#title").FillAsync("改一改");
        await TypeAsync(author.Page, "原文。");
        await ActAsync(author, "publish");
        await UntilSavedAsync(author.Page, "原文。改文。", () => TypeAsync(author.Page, "改文。"));
        await Expect(author.Find(Status)).ToContainTextAsync("有尚未发布的修改");
        var reader = await VisitAsync("/gai-yi-gai");
        await Expect(reader.Find(".prose")).Not.ToContainTextAsync("改文。");
        await ActAsync(author, "publish");
        await reader.GoAsync("/gai-yi-gai");
        await Expect(reader.Find(".prose")).ToContainTextAsync("原文。改文。");
    }

    [Fact]
    public async Task A_renamed_tag_leads_on_from_its_old_address()
    {
        var author = await SitDownAsync();
        await author.Find("#title").FillAsync("带标签");
        await author.Find("[name=Tags]").FillAsync("Old words");
        await TypeAsync(author.Page, "正文。");
        await ActAsync(author, "publish");
        var reader = await VisitAsync("/tags/old-words");

        await author.GoAsync("/admin/taxonomy");
        await PressAsync(author, author.Find("th a", "Old words"));
        await author.Find("[name='Input.Name']").FillAsync("New words");
        await author.Find("[name='Input.Slug']").FillAsync("new-words");
        await PressAsync(author, author.Find("form[action*=Rename] button.main"));
        await Expect(author.Find("main > .done")).ToBeVisibleAsync();

        var answer = await reader.GoAsync("/tags/old-words");
        Assert.Equal("/tags/new-words", reader.Place);
        Assert.Equal(301, (await answer.Request.RedirectedFrom!.ResponseAsync())!.Status);
        await Expect(reader.Find("h1")).ToContainTextAsync("New words");
    }

    [Fact]
    public async Task A_pasted_picture_is_uploaded_described_and_public()
    {
        var author = await SitDownAsync();
        await author.Find("#title").FillAsync("有图");
        await TypeAsync(author.Page, "看图。");
        await PasteAsync(author, ("蓝.png", "#2b6cb0"));
        await Expect(author.Find(".cm-panel.alt label")).ToContainTextAsync("蓝.png");
        await author.Find("#alt-text").FillAsync("一块蓝色");
        await author.Page.Keyboard.PressAsync("Enter");
        await Expect(author.Find(Sheet)).ToBeFocusedAsync();
        await Expect(author.Find($"{Shown} img[alt='一块蓝色']")).ToBeVisibleAsync();
        await ActAsync(author, "publish");

        var reader = await VisitAsync("/you-tu");
        var picture = reader.Find(".prose img");
        await Expect(picture).ToHaveAttributeAsync("alt", "一块蓝色");
        await Expect(picture).ToHaveAttributeAsync("width", "640");
        await Expect(picture).ToHaveAttributeAsync("height", "400");
        await reader.Page.WaitForFunctionAsync("() => document.querySelector('.prose img').naturalWidth > 0");
    }

    [Fact]
    public async Task Several_pictures_upload_in_order_with_progress_and_one_too_large_is_refused_before_it_is_sent()
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
        await TypeAsync(author.Page, "前。");
        await PasteAsync(author, ("a.png", "red"), ("b.png", "green"), ("c.png", "blue"));
        await Expect(author.Find(".uploads progress")).ToHaveCountAsync(2); // two at a time, the third waits
        await Expect(author.Find(".uploads li")).ToHaveCountAsync(3);
        await author.Find("button[name=Do][value=publish]").ClickAsync();
        await Expect(author.Find(".banner.error")).ToContainTextAsync("图片还在上传");
        gate.SetResult();
        await Expect(author.Find(Text)).ToHaveValueAsync(Placed());
        await Expect(author.Find(".uploads")).ToBeHiddenAsync();

        var sent = 0;
        author.Page.Request += (_, request) => sent += request.Url.EndsWith("handler=Upload", StringComparison.Ordinal) ? 1 : 0;
        await author
            .Find("form#post + input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "huge.png",
                    MimeType = "image/png",
                    Buffer = new byte[26 * 1024 * 1024],
                }
            );
        await Expect(author.Find(".uploads [role=alert]")).ToContainTextAsync("最多 25 MB");
        Assert.Equal(0, sent);
    }

    [GeneratedRegex(
        @"^前。\n\n!\[\]\(/media/[0-9a-f]+/a\.png\)\n\n!\[\]\(/media/[0-9a-f]+/b\.png\)\n\n!\[\]\(/media/[0-9a-f]+/c\.png\)\n+$",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Placed();
}
