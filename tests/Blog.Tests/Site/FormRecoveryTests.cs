using System.Net;
using AngleSharp.Html.Dom;
using Blog.Tests.Editor.Editing;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Site;

/// <summary>A form that cannot be accepted is returned with all its fields.</summary>
public sealed class FormRecoveryTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();
    private SignedIn _author = null!;

    public async ValueTask InitializeAsync() => _author = await SignedIn.AuthorAsync(_blog);

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task A_signed_out_authors_form_is_returned_and_saved_after_signing_in()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(
            ("Title", "题 <b>"),
            ("Markdown", "\n  很长的一段\r\n\r\n<script>alert(1)</script>"),
            ("Tags", "甲\"乙")
        );
        _author.Cookies.Remove("auth");
        using var refused = await page.PressAsync("save");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("no-store", refused.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var recovery = await Visitor.ParsedAsync(refused);
        Assert.Equal(
            page["Markdown"].ReplaceLineEndings("\n"),
            ((IHtmlTextAreaElement)recovery.QuerySelector("textarea[name=Markdown]")!).Value.ReplaceLineEndings("\n")
        );
        Assert.Empty(recovery.QuerySelectorAll("main script"));
        var link = recovery.QuerySelector("main a[target=_blank]")!;
        Assert.Equal("/account/sign-in", link.GetAttribute("href"));

        using (var signedIn = await _author.SignInAsync(_author.Email))
        {
            Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        }

        using var saved = await SendAgainAsync(recovery);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var after = await EditorPage.OpenAsync(_author, saved.Headers.Location!.ToString());
        Assert.Equal((page["Title"], page["Tags"]), (after["Title"], "甲\"乙"));
        Assert.Equal(page["Markdown"].ReplaceLineEndings("\n"), after["Markdown"].ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_form_with_an_expired_token_is_sent_again_with_a_fresh_one()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "题"), ("Markdown", "文"));
        _author.Cookies.Remove("af");
        using var refused = await page.PressAsync("publish");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.Posts.CountAsync()));
        var recovery = await Visitor.ParsedAsync(refused);
        Assert.NotEqual(page[Visitor.TokenField], recovery.QuerySelector($"main input[name={Visitor.TokenField}]")!.GetAttribute("value"));
        using var sent = await SendAgainAsync(recovery);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal("文", (await EditorPage.OpenAsync(_author, sent.Headers.Location!.ToString()))["Markdown"]);
    }

    [Fact]
    public async Task The_recovery_page_holds_texts_as_long_as_the_editor_accepts()
    {
        var text = string.Concat(Enumerable.Repeat("桥。\n\n", 512 * 1024 / 8));
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "长"), ("Markdown", text), ("Base", text));
        _author.Cookies.Remove("auth");
        using var refused = await page.PressAsync("save");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(text, ((IHtmlTextAreaElement)(await Visitor.ParsedAsync(refused)).QuerySelector("textarea[name=Markdown]")!).Value);
    }

    [Fact]
    public async Task Secrets_are_not_returned()
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Input.Email"] = "someone@example.org",
            ["Input.Password"] = "hunter2-secret",
            ["Input.NewPassword"] = "hunter2-secret",
            ["Code"] = "hunter2-secret",
            ["credential"] = "hunter2-secret",
            ["RecoveryCode"] = "hunter2-secret",
        };
        foreach (var path in new[] { "/account/sign-in", "/admin/security/password", "/admin/posts/new" })
        {
            using var answer = await new Visitor(_blog).PostBareAsync(path, form);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized, $"{path} {(int)answer.StatusCode}");
            Assert.DoesNotContain("hunter2-secret", text, StringComparison.Ordinal);
            Assert.Contains("someone@example.org", text, StringComparison.Ordinal);
            Assert.Contains("密码与验证码不会保留", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused_and_not_shown()
    {
        var page = (await EditorPage.OpenAsync(_author)).With(("Title", "别处来的"), ("Markdown", "别处来的"));
        page.Fields.Remove(Visitor.TokenField);
        foreach (var visitor in new[] { _author, new Visitor(_blog) })
        {
            using var answer = await visitor.PostBareAsync(
                "/admin/posts/new",
                page.Fields,
                null,
                ("Origin", "https://evil.example"),
                ("Sec-Fetch-Site", "cross-site")
            );
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.DoesNotContain("别处来的", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_is_in_both_languages()
    {
        var visitor = new Visitor(_blog);
        visitor.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        using var answer = await visitor.PostBareAsync(
            "/admin/posts/new",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Markdown"] = "words" }
        );
        var page = await Visitor.ParsedAsync(answer);
        Assert.Equal(
            ("en", "You are signed out; your text is safe"),
            (page.DocumentElement.GetAttribute("lang"), page.QuerySelector("h1")!.TextContent)
        );
    }

    private Task<HttpResponseMessage> SendAgainAsync(IHtmlDocument recovery)
    {
        var form = (IHtmlFormElement)recovery.QuerySelector("main form:has(textarea)")!;
        var fields = form.QuerySelectorAll("input[type=hidden]")
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "", StringComparer.Ordinal);
        foreach (var area in form.QuerySelectorAll("textarea").Cast<IHtmlTextAreaElement>())
        {
            fields[area.Name!] = area.Value.ReplaceLineEndings("\r\n");
        }

        return _author.PostBareAsync(form.GetAttribute("action")!, fields);
    }
}
