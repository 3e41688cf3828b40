using static Microsoft.Playwright.Assertions;

namespace Blog.Browser.Accounts;

public sealed class SetupTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private NewBlogServer _server = null!;

    protected override Uri Address => _server.Address;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _server = new NewBlogServer();
        await _server.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_setup_link_in_the_log_works_once(bool scripts)
    {
        var owner = await VisitAsync("/account/sign-in", new VisitorOptions { Scripts = scripts });
        await Expect(owner.Find("main")).ToContainTextAsync("日志");
        await Expect(owner.Find("main form")).ToHaveCountAsync(0);

        await owner.GoAsync(_server.SetupLink);
        await owner.Find("[name='Input.Title']").FillAsync("山外");
        await owner.Find("[name='Input.Name']").FillAsync("博主");
        await owner.Find("[name='Input.Email']").FillAsync("owner@example.org");
        await owner.Find("[name='Input.Password']").FillAsync("qwertyuiop12");
        if (!scripts)
        {
            await owner.Find("[name='Input.TimeZone']").FillAsync("Asia/Shanghai"); // a script knows the browser's zone
        }

        await owner.Find("main form button").ClickAsync();
        await Expect(owner.Find("[name='Input.Password']")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(owner.Find("[name='Input.Password']")).ToBeFocusedAsync();
        await Expect(owner.Find("[name='Input.Title']")).ToHaveValueAsync("山外");

        await Expect(owner.Find("[name='Input.OtherTitle']")).ToBeVisibleAsync();
        await owner.Find("[name='Input.Both']").UncheckAsync();
        await Expect(owner.Find("[name='Input.OtherTitle']")).ToBeHiddenAsync();
        await owner.Find("[name='Input.Password']").FillAsync(AccountsServer.Password);
        await owner.Find("main form button").ClickAsync();
        await Expect(owner.Find("main > .done")).ToBeVisibleAsync();
        Assert.Equal("/admin", owner.Place);
        await Expect(owner.Find("main tbody tr")).ToHaveCountAsync(0); // the samples were removed

        await owner.GoAsync("/");
        await Expect(owner.Find(".site")).ToHaveTextAsync("山外");
        owner.Expects = 404;
        await owner.GoAsync(_server.SetupLink);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_setup_is_accessible_and_closed_without_its_link(string locale)
    {
        var visitor = await ComeAsync(new VisitorOptions { Locale = locale });
        await visitor.GoAsync("/account/sign-in");
        await PageChecks.AreGoodAsync(visitor);
        await visitor.GoAsync(_server.SetupLink);
        await PageChecks.AreGoodAsync(visitor);
        await visitor.Find("form").EvaluateAsync("form => form.noValidate = true");
        await visitor.Find("main form button").ClickAsync();
        await Expect(visitor.Find("main > .error")).ToBeVisibleAsync();
        await PageChecks.AreGoodAsync(visitor);

        visitor.Expects = 403;
        await visitor.GoAsync("/setup");
        await Expect(visitor.Find("main form")).ToHaveCountAsync(0);
        await PageChecks.AreGoodAsync(visitor);
        await visitor.GoAsync("/setup?key=guessed");
        await Expect(visitor.Find("main form")).ToHaveCountAsync(0);
    }
}
