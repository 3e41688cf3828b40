using Blog.Browser.Accounts;
using Blog.Data;
using Blog.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Admin;

/// <summary>Nothing that was typed is lost, whatever fails.</summary>
public sealed class AutosaveTests(BrowserFixture fixture, AccountsServer server) : AdminTest(fixture, server)
{
    [Fact]
    public async Task Every_keystroke_is_stored_in_the_browser_within_a_second_and_sent_to_the_server_within_five()
    {
        var author = await EnterAsync(await Server.NewPersonAsync());
        await author.Page.Clock.InstallAsync();
        await OpenAsync(author, "/admin/posts/new");
        await author.Page.Clock.PauseAtAsync(DateTime.Now.AddMinutes(5)); // from here on only the test moves the page's time
        var keeps = 0;
        author.Page.Request += (_, request) => keeps += request.Url.EndsWith("handler=Save", StringComparison.Ordinal) ? 1 : 0;
        await TypeAsync(author.Page, "甲");
        await author.Page.Clock.RunForAsync(1000);
        Assert.Contains("甲", await CopyAsync(author), StringComparison.Ordinal);

        // Also without a pause in typing: a key every half second.
        for (var half = 2; half < 10; half++)
        {
            await author.Page.Keyboard.TypeAsync("乙");
            await author.Page.Clock.RunForAsync(500);
        }

        await Poll.UntilAsync(() => keeps == 1);
        await Expect(author.Find(Status)).ToContainTextAsync("正在保存"); // what was typed since is not saved yet
        await Poll.UntilAsync(async () =>
        {
            await author.Page.Clock.RunForAsync(1000); // the next save is planned when the answer to the first one arrives
            return (await author.Find(Status).InnerTextAsync()).Contains("已保存", StringComparison.Ordinal);
        });
        await Expect(author.Find("form#post"))
            .ToHaveAttributeAsync("data-id", await NewestAsync(text => text.EndsWith("乙乙乙", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task After_a_session_ends_while_writing_one_signs_in_above_the_text_which_is_then_saved()
    {
        var person = await Server.NewPersonAsync();
        var author = await EnterAsync(person);
        await OpenAsync(author, "/admin/posts/new");
        await UntilSavedAsync(author.Page, "先写的。", () => TypeAsync(author.Page, "先写的。"));

        await EndSessionsAsync(person);
        author.Expects = 401;
        await author.Page.Keyboard.TypeAsync("后写的。");
        await Expect(author.Find("dialog[open] h2")).ToHaveTextAsync("登录已失效");
        await Expect(author.Find(Status)).ToContainTextAsync("没有保存：登录已失效");
        await Expect(author.Find(Text)).ToHaveValueAsync("先写的。后写的。");
        Assert.Contains("后写的。", await CopyAsync(author), StringComparison.Ordinal);

        await author.Find("dialog button").ClickAsync(); // continue writing first …
        await Expect(author.Find(Sheet)).ToBeFocusedAsync();
        // what is typed before the page is drawn without the dialog goes nowhere
        await author.AskAsync<int>("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn(0))))");
        await author.Page.Keyboard.TypeAsync("还在写。");
        await Expect(author.Find(Text)).ToHaveValueAsync("先写的。后写的。还在写。");
        await author.Find(Status + " button").ClickAsync(); // … and come back to it
        var signIn = await author.Context.RunAndWaitForPageAsync(() => author.Find("dialog a.main").ClickAsync());
        await signIn.Locator("[name='Input.Email']").FillAsync(person.Email);
        await signIn.Locator("[name='Input.Password']").FillAsync(AccountsServer.Password);
        await UntilSavedAsync(author.Page, "先写的。后写的。还在写。", () => signIn.Locator(ByPassword + " button").ClickAsync());
        await Expect(author.Find("dialog[open]")).ToHaveCountAsync(0);
        await Expect(author.Find(Status)).ToContainTextAsync("已保存");
    }

    [Fact]
    public async Task A_full_disk_is_reported_and_the_text_is_saved_as_soon_as_there_is_room()
    {
        var author = await SitDownAsync();
        author.Expects = 507;
        await author.Page.RouteAsync(
            "**/*handler=Save",
            route =>
                route.FulfillAsync(
                    new RouteFulfillOptions
                    {
                        Status = 507,
                        ContentType = "application/json",
                        Body = "{}",
                    }
                )
        );
        await TypeAsync(author.Page, "写满了。");
        await Expect(author.Find(Status)).ToContainTextAsync("没有保存：服务器磁盘已满");
        Assert.Contains("写满了。", await CopyAsync(author), StringComparison.Ordinal);
        await UntilSavedAsync(author.Page, "写满了。", () => author.Page.UnrouteAllAsync());
        await Expect(author.Find(Status)).ToContainTextAsync("已保存");
    }

    [Fact]
    public async Task A_proxy_that_refuses_the_size_is_named()
    {
        var author = await SitDownAsync();
        author.Expects = 413;
        await author.Page.RouteAsync(
            "**/*handler=Save",
            route => route.FulfillAsync(new RouteFulfillOptions { Status = 413, ContentType = "text/html" })
        );
        await TypeAsync(author.Page, "太长了。");
        await Expect(author.Find(Status)).ToContainTextAsync("代理不让 0 MB 通过；请调大它的上限（nginx：client_max_body_size）");
        await author.Page.UnrouteAllAsync();
    }

    [Fact]
    public async Task A_local_copy_that_never_reached_the_server_is_offered_with_a_diff_and_overwrites_nothing_automatically()
    {
        var author = await SitDownAsync();
        await author.Find("#title").FillAsync("溪");
        await UntilSavedAsync(author.Page, "第一段。", () => TypeAsync(author.Page, "第一段。"));
        var path = author.Place;
        author.IsCutOff = true;
        await author.Context.SetOfflineAsync(true);
        await TypeAsync(author.Page, "第二段。");
        await Expect(author.Find(Status)).ToContainTextAsync("没有保存：网络已断开");
        var next = await author.Context.NewPageAsync();
        // A tab that closes sends what it holds once more, and the emulated network may be back by then.
        await author.Page.EvaluateAsync("() => { window.fetch = () => Promise.reject(new TypeError('no network')); }");
        await author.Page.CloseAsync();
        await author.Context.SetOfflineAsync(false);

        await next.GotoAsync(path);
        await Expect(next.Locator(".banner")).ToContainTextAsync("服务器上没有");
        await Expect(next.Locator(Text)).ToHaveValueAsync("第一段。");
        await next.Locator(".banner button", new PageLocatorOptions { HasText = "比较" }).ClickAsync();
        await Expect(next.Locator(".hunk ins").First).ToContainTextAsync("第二段。");
        await next.Locator(".steps .actions a").ClickAsync(); // later
        await Expect(next.Locator(Text)).ToHaveValueAsync("第一段。");

        await next.Locator(".banner button", new PageLocatorOptions { HasText = "丢弃" }).ClickAsync();
        await next.Locator(".banner button", new PageLocatorOptions { HasText = "撤销" }).ClickAsync();
        await UntilSavedAsync(
            next,
            "第一段。第二段。",
            () => next.Locator(".banner button", new PageLocatorOptions { HasText = "用这一份" }).ClickAsync()
        );
        await Expect(next.Locator(Text)).ToHaveValueAsync("第一段。第二段。");
        await Expect(next.Locator(".banner")).ToHaveCountAsync(0);
        await next.ReloadAsync();
        await Expect(next.Locator(Text)).ToHaveValueAsync("第一段。第二段。");
        await Expect(next.Locator(".banner")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(1200)]
    [InlineData(5000)]
    [InlineData(null)]
    public async Task A_copy_in_the_browser_is_offered_to_its_writer_only(int? milliseconds)
    {
        var (first, second) = (await Server.NewPersonAsync(), await Server.NewPersonAsync());
        var author = await EnterAsync(first);
        await OpenAsync(author, "/admin/posts/new");
        author.IsCutOff = true;
        await SlowAsync(author.Page, "只给自己看", milliseconds);
        await author.Page.RouteAsync(
            "**/*handler=Save",
            route => Sent(route.Request).Contains("还没发出", StringComparison.Ordinal) ? route.AbortAsync() : route.FallbackAsync()
        );
        var sent = author.Page.WaitForRequestAsync("**/*handler=Save");
        await TypeAsync(author.Page, "只给自己看的半句。");
        await sent;
        await author.Page.Keyboard.TypeAsync("还没发出的半句。"); // the first answer is still on its way
        await Poll.UntilAsync(async () => (await CopyAsync(author)).Contains("还没发出的半句。", StringComparison.Ordinal));
        author.Page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await author.GoAsync("/admin");
        await author.Page.UnrouteAllAsync();
        await author.Find("form[action$='/sign-out'] button").ClickAsync();

        await author.GoAsync("/account/sign-in");
        await TypePasswordAsync(author, second);
        await Expect(author.Find("body.management")).ToBeVisibleAsync();
        await OpenAsync(author, "/admin/posts/new");
        await UntilSavedAsync(author.Page, "别人的。", () => TypeAsync(author.Page, "别人的。"));
        await Expect(author.Find(".banner")).ToHaveCountAsync(0);
        await Expect(author.Find(Text)).ToHaveValueAsync("别人的。");
        await author.GoAsync("/admin");
        await author.Find("form[action$='/sign-out'] button").ClickAsync();

        await author.GoAsync("/account/sign-in");
        await TypePasswordAsync(author, first);
        await Expect(author.Find("body.management")).ToBeVisibleAsync();
        // blog.editor.{account}.{post, or "new" where no answer came}.{key}
        var post = await author.AskAsync<string>(
            "Object.entries(localStorage).find(([, copy]) => copy.includes('还没发出的半句'))[0].split('.')[3]"
        );
        await OpenAsync(author, $"/admin/posts/{post}");
        await Expect(author.Find(".banner")).ToContainTextAsync("还没发出的半句。");
    }

    private static Task<string> CopyAsync(Visitor author) => author.AskAsync<string>("JSON.stringify(Object.values(localStorage))");

    private async Task EndSessionsAsync(Person person)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        await db.Set<Session>().Where(session => session.Account!.Email == person.Email).ExecuteDeleteAsync();
    }

    /// <summary>Id of the post whose autosaved text is like this, once there is one.</summary>
    private async Task<string> NewestAsync(Func<string, bool> isSo)
    {
        var id = 0;
        await Poll.UntilAsync(async () =>
        {
            await using var scope = Server.Services.CreateAsyncScope();
            var edits = await scope.ServiceProvider.GetRequiredService<BlogDb>().PendingEdits.AsNoTracking().ToListAsync();
            id = edits.Find(edit => isSo(edit.Draft.Markdown))?.PostId ?? 0;
            return id != 0;
        });
        return id.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
