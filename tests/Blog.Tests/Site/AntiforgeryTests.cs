using System.Net;
using System.Reflection;
using Blog.Data.Security;
using Blog.Operations.Doctor;
using Blog.Site.AdminLayout;
using Blog.Site.Localization;
using Blog.Tests.Accounts;
using Blog.Tests.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Site;

/// <summary>security.md B20: nothing is written by a GET, or by a form that this site did not issue to this user.</summary>
public sealed class AntiforgeryTests(SharedBlog shared) : IClassFixture<SharedBlog>, IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task No_form_is_accepted_without_its_token()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var token = await owner.TokenAsync(); // so that the cookie of the token is there
        await _blog.PublishAsync("题", with: r => r with { Slug = "x" });
        var before = DatabaseDump.Of(_blog.DataFolder);
        var pages = (await Handlers.OfAsync(_blog))
            .Where(handler => handler.IsPage && !handler.Template.StartsWith("/error", StringComparison.Ordinal))
            .Where(handler => !handler.Template.StartsWith("/comments/", StringComparison.Ordinal)) // see SendingTests
            .ToList();
        Assert.True(pages.Count(handler => handler.Method == "POST") >= 25);
        foreach (var handler in pages) // pages without a form too
        {
            foreach (
                var form in new[]
                {
                    Visitor.Form(("id", "1")),
                    Visitor.Form((Visitor.TokenField, "")),
                    Visitor.Form((Visitor.TokenField, token[..^4] + "AAAA")),
                }
            )
            {
                using var answer = await owner.PostBareAsync(AddressOf(handler), form, handler.Name);
                Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{handler}: {(int)answer.StatusCode}");
            }
        }

        Assert.Equal(before, DatabaseDump.Of(_blog.DataFolder));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost.evil.example")]
    [InlineData("Origin", "http://localhost:81")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "localhost")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task No_form_is_accepted_from_another_site_even_with_its_token(string header, string value)
    {
        var owner = await shared.OwnerAsync();
        var token = await owner.TokenAsync();
        var before = DatabaseDump.Of(shared.Blog.DataFolder);
        foreach (var handler in (await Handlers.OfAsync(shared.Blog)).Where(handler => handler.Method == "POST"))
        {
            using var answer = await owner.PostBareAsync(
                AddressOf(handler),
                Visitor.Form((Visitor.TokenField, token), ("id", "1")),
                handler.Name,
                (header, value)
            );
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{handler}: {(int)answer.StatusCode}");
        }

        Assert.Equal(before, DatabaseDump.Of(shared.Blog.DataFolder));
    }

    [Fact]
    public async Task A_form_of_this_site_is_accepted_as_a_browser_sends_it()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        using var answer = await owner.PostBareAsync(
            "/admin/profile",
            Visitor.Form((Visitor.TokenField, await owner.TokenAsync()), ("Input.Name", "新名")),
            null,
            ("Origin", "http://localhost"),
            ("Sec-Fetch-Site", "same-origin")
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_is_valid_only_for_its_own_user()
    {
        var (owner, author) = (await SignedIn.OwnerAsync(_blog), await SignedIn.AuthorAsync(_blog));
        var stolen = await author.TokenAsync();
        owner.Cookies["af"] = author.Cookies["af"];
        using var answer = await owner.PostBareAsync(
            "/admin/profile",
            Visitor.Form((Visitor.TokenField, stolen), ("Input.Name", "被改的"))
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9")]
    [InlineData("en-GB,en;q=0.9")]
    public async Task An_expired_form_says_so_and_what_to_do(string languages)
    {
        var words = AdminTexts.Of(languages);
        var owner = await SignedIn.OwnerAsync(_blog);
        owner.Client.DefaultRequestHeaders.Add("Accept-Language", languages);
        var before = await owner.TokenAsync();
        // somebody else signs in in another tab
        using var switched = await owner.SignInAsync((await SignedIn.AccountAsync(_blog, SignedIn.AuthorEmail)).Email!);
        using var expired = await owner.PostBareAsync("/admin/profile", Visitor.Form((Visitor.TokenField, before), ("Input.Name", "x")));
        using var foreign = await owner.PostBareAsync(
            "/admin/profile",
            Visitor.Form(("Input.Name", "x")),
            null,
            ("Origin", "https://evil.example")
        );
        var kept = await Visitor.ParsedAsync(expired);
        Assert.Equal(
            (HttpStatusCode.BadRequest, words.Tag, FormRecoveryTexts.Of(languages).Title(FormRecoveryReason.Expired)),
            (expired.StatusCode, kept.DocumentElement.GetAttribute("lang")!, kept.QuerySelector("h1")!.TextContent)
        );
        Assert.Equal("x", kept.QuerySelector("[name='Input.Name']")!.GetAttribute("value"));
        var page = await Visitor.ParsedAsync(foreign);
        Assert.Equal(
            (HttpStatusCode.Forbidden, words.Tag, words.FormExpiredTitle),
            (foreign.StatusCode, page.DocumentElement.GetAttribute("lang")!, page.QuerySelector("h1")!.TextContent)
        );
        Assert.Contains(words.FormExpiredText, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/admin", page.QuerySelector("main p:last-child a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task After_signing_out_in_another_tab_the_form_is_returned_and_asks_to_sign_in()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var token = await owner.TokenAsync();
        using var signedOut = await (await owner.CopyAsync()).PostAsync("/account/sign-out");
        using var answer = await owner.PostBareAsync("/admin/profile", Visitor.Form((Visitor.TokenField, token), ("Input.Name", "x")));
        var page = await Visitor.ParsedAsync(answer);
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "x"),
            (answer.StatusCode, page.QuerySelector("[name='Input.Name']")!.GetAttribute("value"))
        );
        Assert.StartsWith("/account/sign-in", page.QuerySelector("main a[target=_blank]")!.GetAttribute("href"), StringComparison.Ordinal);
        using var script = new HttpRequestMessage(HttpMethod.Post, "/admin/profile");
        script.Headers.Add("Sec-Fetch-Mode", "cors");
        using var refused = await owner.Client.SendAsync(script);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_form_without_a_handler_is_refused()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var token = await owner.TokenAsync();
        foreach (
            var path in new[]
            {
                "/",
                "/tags",
                "/admin",
                "/admin/security?handler=Nothing",
                "/admin/people?handler=Nothing",
                "/admin/security/passkeys?handler=Nothing",
            }
        )
        {
            using var answer = await owner.PostBareAsync(path, Visitor.Form((Visitor.TokenField, token)));
            Assert.True(answer.StatusCode == HttpStatusCode.MethodNotAllowed, $"{path}: {(int)answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    public async Task Other_methods_are_not_accepted(string method)
    {
        var owner = await shared.OwnerAsync();
        foreach (var path in new[] { "/admin/profile", "/account/sign-out", "/admin/people?handler=Remove&id=1&sure=true" })
        {
            using var answer = await owner.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Only_the_error_page_and_comments_are_exempt_from_the_token_and_only_pages_accept_forms()
    {
        Assert.Equal(
            ["ByLinkModel", "ErrorModel", "OwnModel", "WriteModel"],
            typeof(Program)
                .Assembly.GetTypes()
                .Where(type => type.GetCustomAttribute<IgnoreAntiforgeryTokenAttribute>() is not null)
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal)
        );
        Assert.All(
            await Handlers.OfAsync(_blog),
            handler =>
                Assert.True(
                    handler.Method is "GET" or "HEAD"
                        || (handler.IsPage && handler.Method == "POST")
                        || handler.ToString() == "POST " + DoctorEndpoint.Path // needs a pass in a header, and changes nothing
                        || handler.ToString().StartsWith("POST /hooks/git/", StringComparison.Ordinal), // signed, and takes no form of ours
                    handler.ToString()
                )
        );
    }

    /// <summary>
    /// A browser that fetches every link ahead of time, or a crawler with the owner's cookies, changes nothing (the plug-in that emptied
    /// BlogEngine).
    /// </summary>
    [Fact]
    public async Task Every_link_can_be_followed_without_anything_being_written()
    {
        for (var i = 0; i < 12; i++)
        {
            var number = i;
            await _blog.PublishAsync(
                $"第 {i} 篇",
                with: r => r with { Slug = $"p{number}", Tags = ["标签", "tag"], Category = ["分类", "下级"] }
            );
        }

        var owner = await SignedIn.OwnerAsync(_blog);
        await SignedIn.AuthorAsync(_blog);
        using var invited = await owner.PostAsync(
            "/admin/people",
            Visitor.Form(("Email", "new@example.org"), ("Role", "Author")),
            "Invite"
        );
        var link = new Uri((await Visitor.ParsedAsync(invited)).QuerySelector("#link")!.GetAttribute("value")!).PathAndQuery;
        // What was recorded of the forms so far is written a little later, or when the page of the log is opened.
        await _blog.Services.GetRequiredService<SecurityJournal>().FlushAsync(TestContext.Current.CancellationToken);
        var before = DatabaseDump.Of(_blog.DataFolder);
        var (seen, open) = (
            new HashSet<string>(StringComparer.Ordinal),
            new Queue<string>(["/", "/admin", "/account/sign-in", "/account/confirm", "/account/code", "/setup", link])
        );
        foreach (var handler in await Handlers.OfAsync(_blog))
        {
            // Every form handler is requested as a link with all fields of its form.
            open.Enqueue(
                AddressOf(handler)
                    + $"?handler={handler.Name}&id={owner.AccountId}&id=2&sure=true&role=Author&Email=x@example.org&Name=x"
                    + "&Input.Name=x&Input.Email=x@example.org&Input.Password=seven+lanterns+orbit+a+kettle"
                    + "&Password=seven+lanterns+orbit+a+kettle&Code=123456"
            );
        }

        while (open.TryDequeue(out var path))
        {
            if (!seen.Add(path))
            {
                continue;
            }

            using var head = await owner.HeadAsync(path);
            using var answer = await owner.GetAsync(path);
            Assert.True((int)answer.StatusCode is 200 or 302 or 301 or 404 or 410, $"{path}: {(int)answer.StatusCode}");
            Assert.True(answer.StatusCode == head.StatusCode, $"{path}: {(int)answer.StatusCode}, by HEAD {(int)head.StatusCode}");
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            var page = await Visitor.ParsedAsync(answer);
            foreach (
                var address in page.QuerySelectorAll("[href], [src], form[action], [formaction]")
                    .SelectMany(e =>
                        new[] { e.GetAttribute("href"), e.GetAttribute("src"), e.GetAttribute("action"), e.GetAttribute("formaction") }
                    )
                    .OfType<string>()
            )
            {
                if (new Uri(new Uri("http://localhost" + path), address) is { Authority: "localhost" } to)
                {
                    open.Enqueue(to.PathAndQuery);
                }
            }
        }

        Assert.True(seen.Count > 90, $"only {seen.Count} addresses were found");
        Assert.Equal(before, DatabaseDump.Of(_blog.DataFolder));
        Assert.True(await owner.IsInAsync());
        await _blog.WithDbAsync(async db => Assert.Equal(2, await db.Sessions.CountAsync()));
    }

    private static string AddressOf(Handler handler) =>
        AccessMatrix.AddressOf(AccessMatrix.Rows.Single(row => row.Handler == handler.ToString()), handler);
}
