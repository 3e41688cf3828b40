using System.Net;
using AngleSharp.Dom;
using Blog.Tests.Site;

namespace Blog.Tests.Accounts.SignIn;

/// <summary>security.md B21: every route that takes a return address stays on this site, as a browser reads it.</summary>
public sealed class SignInReturnUrlTests : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    /// <summary>Without those that contain NUL, which no form may: they get 400.</summary>
    private static IEnumerable<string> Hostile =>
        LocalReturnUrlTests
            .Hostile.Select(row => row.Data)
            .OfType<string>()
            .Where(value => !value.Contains('\0', StringComparison.Ordinal));

    [Fact]
    public async Task Opening_the_sign_in_page_while_signed_in()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        Assert.True(Hostile.Count() >= 40);
        foreach (var value in Hostile)
        {
            using var answer = await owner.GetAsync("/account/sign-in?returnUrl=" + Uri.EscapeDataString(value));
            StaysHome(answer, value);
        }
    }

    [Fact]
    public async Task Signing_in_by_password()
    {
        await SignedIn.AccountAsync(_blog, SignedIn.OwnerEmail);
        var visitor = new Visitor(_blog);
        var token = await visitor.TokenAsync();
        foreach (var value in Hostile)
        {
            visitor.Cookies.Remove("auth");
            using var answer = await visitor.PostBareAsync(
                "/account/sign-in",
                Visitor.Form(
                    ("Input.Email", SignedIn.OwnerEmail),
                    ("Input.Password", SignedIn.Password),
                    ("returnUrl", value),
                    (Visitor.TokenField, token)
                )
            );
            StaysHome(answer, value);
        }
    }

    [Fact]
    public async Task Giving_the_code()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var (secret, _) = await owner.TurnOnSecondFactorAsync();
        var visitor = new Visitor(_blog);
        var token = await visitor.TokenAsync();
        foreach (var value in Hostile)
        {
            _blog.Clock.Advance(Step);
            visitor.Cookies.Remove("auth");
            using var half = await visitor.PostBareAsync(
                "/account/sign-in",
                Visitor.Form(
                    ("Input.Email", SignedIn.OwnerEmail),
                    ("Input.Password", SignedIn.Password),
                    ("returnUrl", value),
                    (Visitor.TokenField, token)
                )
            );
            Assert.StartsWith("/account/code?returnUrl=", half.Headers.Location!.ToString(), StringComparison.Ordinal);
            StaysHome(half, value, "/account/code");
            using var answer = await visitor.PostBareAsync(
                half.Headers.Location.ToString(),
                Visitor.Form(("Input.Code", owner.CodeOf(secret)), ("returnUrl", value), (Visitor.TokenField, token))
            );
            StaysHome(answer, value);
        }
    }

    [Fact]
    public async Task Confirming()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var token = await owner.TokenAsync();
        foreach (var value in Hostile)
        {
            using var answer = await owner.PostBareAsync(
                "/account/confirm",
                Visitor.Form(("Input.Password", SignedIn.Password), ("returnUrl", value), (Visitor.TokenField, token))
            );
            StaysHome(answer, value);
        }
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/code")]
    [InlineData("/account/confirm")]
    public async Task The_sign_in_page_links_to_no_other_site(string path)
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        Visitor visitor = owner;
        if (path == "/account/sign-in")
        {
            visitor = new Visitor(_blog);
        }
        else if (path == "/account/code")
        {
            await owner.TurnOnSecondFactorAsync();
            visitor = new Visitor(_blog);
            using var half = await visitor.SignInAsync(SignedIn.OwnerEmail);
        }

        foreach (var value in Hostile.Where((_, i) => i % 2 == 0))
        {
            var page = await visitor.PageAsync(path + "?returnUrl=" + Uri.EscapeDataString(value));
            foreach (
                var address in page.QuerySelectorAll("a[href], form[action], [formaction], [data-options]")
                    .SelectMany(e =>
                        new[]
                        {
                            e.GetAttribute("href"),
                            e.GetAttribute("action"),
                            e.GetAttribute("formaction"),
                            e.GetAttribute("data-options"),
                        }
                    )
                    .OfType<string>()
            )
            {
                Assert.Equal("http://localhost", new Url(new Url("http://localhost" + path), address).Origin);
            }
        }
    }

    [Fact]
    public async Task A_local_return_url_is_followed()
    {
        await SignedIn.AccountAsync(_blog, SignedIn.OwnerEmail);
        using var answer = await new Visitor(_blog).SignInAsync(SignedIn.OwnerEmail, returnUrl: "/admin/security?x=中");
        Assert.Equal("/admin/security?x=%E4%B8%AD", answer.Headers.Location!.OriginalString);
        using var asked = await new Visitor(_blog).GetAsync("/admin/people?Name=%E4%B8%AD&x=1");
        Assert.Equal(
            "/account/sign-in?returnUrl=%2Fadmin%2Fpeople%3FName%3D%25E4%25B8%25AD%26x%3D1",
            asked.Headers.Location!.OriginalString
        );
    }

    private static void StaysHome(HttpResponseMessage answer, string value, string expected = "/admin")
    {
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{value}: {(int)answer.StatusCode}");
        var location = Assert.Single(answer.Headers.GetValues("Location"));
        var url = new Url(new Url("http://localhost/account/sign-in"), location);
        Assert.Equal(("http://localhost", expected), (url.Origin, "/" + url.Path));
    }
}
