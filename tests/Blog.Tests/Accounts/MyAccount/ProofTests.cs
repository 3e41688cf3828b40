using System.Net;
using Blog.Accounts.MyAccount;

namespace Blog.Tests.Accounts.MyAccount;

/// <summary>Whoever finds a browser open can neither take the account over nor throw its owner out (ASVS 6.2.3, 7.5.1).</summary>
[Trait("Suite", "Attacks")]
public sealed class ProofTests(SharedBlog shared) : IClassFixture<SharedBlog>
{
    private const string NewPassword = "seven lanterns orbit a kettle";

    [Theory]
    [InlineData(null)]
    [InlineData("not the password, sorry")]
    [InlineData(NewPassword)]
    public async Task A_new_password_needs_the_current_one(string? typed)
    {
        using var blog = new BlogApplication();
        var owner = await SignedIn.OwnerAsync(blog);
        var form = Visitor.Form(("Email", owner.Email), ("Password", NewPassword));
        if (typed is not null)
        {
            form["CurrentPassword"] = typed;
        }

        using var refused = await owner.PostAsync("/admin/security/password", form);
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains(MyAccountTexts.Chinese.WrongCurrentPassword, await Visitor.AlertAsync(refused), StringComparison.Ordinal);
        using var old = await new Visitor(blog).SignInAsync(owner.Email);
        Assert.Equal(HttpStatusCode.Redirect, old.StatusCode);
    }

    [Fact]
    public async Task The_current_password_cannot_be_guessed_on_an_open_browser()
    {
        using var blog = new BlogApplication();
        var owner = await SignedIn.OwnerAsync(blog);
        for (var i = 0; i < 11; i++)
        {
            using var answer = await owner.PostAsync(
                "/admin/security/password",
                Visitor.Form(("Email", owner.Email), ("CurrentPassword", "not the password, sorry"), ("Password", NewPassword))
            );
            Assert.Equal(i < 10 ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("EndSession")]
    [InlineData("EndAll")]
    public async Task Ending_sessions_needs_a_fresh_proof(string handler)
    {
        var (here, there) = (await shared.OwnerAsync(), await SignedIn.OwnerAsync(shared.Blog));
        var id = (await here.PageAsync("/admin/security")).QuerySelector("input[name=id]")!.GetAttribute("value")!;
        shared.Blog.Clock.Advance(TimeSpan.FromMinutes(11));
        using var asked = await here.PostAsync("/admin/security", Visitor.Form(("id", id)), handler);
        Assert.StartsWith("/account/confirm?returnUrl=", asked.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.True(await there.IsInAsync());
        await here.PageAsync("/admin/security"); // looking needs none
    }

    [Fact]
    public async Task Every_private_page_offers_to_sign_out()
    {
        var owner = await SignedIn.OwnerAsync(shared.Blog); // the shared sign-in may be too old for the passkeys page
        var post = await shared.Blog.PublishAsync("登出", "正文。");
        foreach (
            var path in new[]
            {
                "/admin",
                "/admin/posts/new",
                $"/admin/posts/{post.Id}",
                "/admin/settings",
                "/admin/security",
                "/admin/security/passkeys",
                "/admin/profile",
                "/account/confirm",
            }
        )
        {
            var page = await owner.PageAsync(path);
            Assert.True(page.QuerySelector("form[action='/account/sign-out'], a[href='/account/sign-out']") is not null, path);
        }
    }
}
