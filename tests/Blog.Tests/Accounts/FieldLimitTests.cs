using System.Net;
using AngleSharp.Html.Dom;
using Blog.Accounts.Management;
using Blog.Data.Friends;
using Blog.Data.Posts.Imports;
using Blog.Data.Snippets;
using Blog.Operations.Backups.Catalog;
using Blog.Operations.Backups.Schedule;
using Blog.Storage.Database;
using Blog.Tests.Admin.Media;
using Blog.Tests.Comments;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Accounts;

/// <summary>security.md B26: every field of every form has a maximum length, and longer input is refused without a server error.</summary>
public sealed class FieldLimitTests : IDisposable
{
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    /// <summary>Just below the form limit (the page must refuse it), and far above (reading the form does).</summary>
    [Theory]
    [InlineData(300_000)]
    [InlineData(1_048_576)]
    public async Task Oversized_fields_are_refused_and_not_stored(int length)
    {
        var (asked, giant) = (0, new string('a', length));
        await foreach (var (visitor, path) in PagesAsync())
        {
            foreach (var (target, fields) in Forms(await visitor.PageAsync(path), path))
            {
                foreach (var name in fields.Keys.Where(name => name != Visitor.TokenField && !IsText(target, name)))
                {
                    using var answer = await visitor.PostBareAsync(
                        target,
                        new Dictionary<string, string>(fields, StringComparer.Ordinal) { [name] = giant }
                    );
                    var status = (int)answer.StatusCode;
                    Assert.True(
                        length > 512 * 1024 && !target.StartsWith("/admin/posts/", StringComparison.Ordinal)
                            ? status is 400 or 413
                            : status is 200 or 302 or 400 or 403 or 404 or 413 or 422,
                        $"{target} {name}: {status}"
                    );
                    asked++;
                }
            }
        }

        Assert.True(asked > 40, $"only {asked} fields were found");
        Assert.All(DatabaseDump.Of(_blog.DataFolder), row => Assert.InRange(row.Length, 0, 5_000));
    }

    /// <summary>The same by the address line, where pages take fields from it.</summary>
    [Theory]
    [InlineData("/admin/people?Email=", "?Name=", "&Role=")]
    [InlineData("/admin/security/password?Email=", "?x=", "&Password=")]
    [InlineData("/admin/security/passkeys?PasskeyName=", "?x=", "&id=")]
    [InlineData("/account/confirm?returnUrl=", "?x=", "&Input.Code=")]
    public async Task Long_and_malformed_addresses_cause_no_server_error(string path, string second, string third)
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        foreach (
            var value in new[] { new string('a', 2_000), "%00", "%FF%FE", "%EF%BF%BE", "%", "%F0%9F", "<script>", "7777777777777777777" }
        )
        {
            using var answer = await owner.GetAsync(path + value + second.Replace('?', '&') + value + third + value);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task On_a_real_server_a_body_beyond_a_megabyte_is_refused_before_it_is_read()
    {
        await using var real = new BlogApplication();
        real.Listen();
        await SignedIn.AccountAsync(real, SignedIn.OwnerEmail);
        var visitor = new Visitor(real);
        var token = await visitor.TokenAsync();
        foreach (var field in new[] { "Input.Email", "Input.Password", "returnUrl" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-in")
            {
                Content = new FormUrlEncodedContent(Visitor.Form((field, new string('a', 1_048_577)), (Visitor.TokenField, token))),
            };
            request.Headers.ExpectContinue = true;
            using var answer = await visitor.Client.SendAsync(request);
            Assert.True((int)answer.StatusCode is 400 or 413, $"{field}: {(int)answer.StatusCode}");
        }
    }

    private async IAsyncEnumerable<(Visitor Visitor, string Path)> PagesAsync()
    {
        await _blog.Services.GetRequiredService<Readiness>().Task;
        yield return (new Visitor(_blog), new Uri(_blog.Services.GetRequiredService<SetupLink>().Address!).PathAndQuery);
        var owner = await SignedIn.OwnerAsync(_blog);
        var author = await SignedIn.AuthorAsync(_blog);
        yield return (new Visitor(_blog), "/account/sign-in");
        foreach (
            var (form, handler, path) in new[]
            {
                (Visitor.Form(("Email", "new@example.org"), ("Role", "Author")), "Invite", ""),
                (Visitor.Form(("id", $"{author.AccountId}")), "ResetLink", ""),
            }
        )
        {
            using var answer = await owner.PostAsync("/admin/people", form, handler);
            yield return (
                new Visitor(_blog),
                new Uri((await Visitor.ParsedAsync(answer)).QuerySelector("#link")!.GetAttribute("value")!).PathAndQuery + path
            );
        }

        var post = await _blog.PublishAsync(
            "一篇",
            with: r => r with { Tags = ["标签"], Category = ["分类"], Content = r.Content with { Series = "系列" } }
        );
        await _blog.SubmitAsync(post, "一条评论", approve: false);
        var fixture = await MediaFixture.OpenAsync(_blog);
        var image = await fixture.AddAsync(TestImages.Still(8, 8, ".png"), "small.png");
        await _blog.Services.GetRequiredService<BackupService>().Ask();
        var backup = _blog.Services.GetRequiredService<BackupCatalog>().List()[0].Name;
        await _blog.WithDbAsync(async db =>
        {
            db.Friends.Add(new Friend("邻居", "https://neighbour.example.org/", 1, _blog.Clock.GetUtcNow()));
            var mine = await db.Users.Where(account => account.Id == owner.AccountId).Select(account => account.AuthorId).SingleAsync();
            db.Snippets.Add(new Snippet(mine, "片段", _blog.Clock.GetUtcNow()));
            db.ImportRuns.Add(new ImportRun("blog.zip", "{}", _blog.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        });
        var paths = (await Handlers.OfAsync(_blog))
            .Where(handler => handler is { Method: "GET", IsPage: true, Name: null })
            .Select(handler =>
                handler
                    .Template.Replace("{id:int}", "1", StringComparison.Ordinal)
                    .Replace("{revision}", "1", StringComparison.Ordinal)
                    .Replace("{id:length(32)}", image.Id, StringComparison.Ordinal)
                    .Replace("{name}", backup, StringComparison.Ordinal)
            )
            .Select(path => path is "/admin/media/home" ? path + "?post=1" : path)
            .Where(path => path.StartsWith("/admin", StringComparison.Ordinal) || path is "/account/confirm")
            .Where(path => path is not ("/admin/posts/delete" or "/admin/completions")) // not without a choice
            .ToList();
        foreach (var path in paths)
        {
            var fresh = await SignedIn.OwnerAsync(_blog);
            yield return (fresh, path);
        }

        var phone = await SignedIn.AsAsync(_blog, "phone@example.org", "有手机的人", Blog.Data.People.AccountRole.Author);
        await phone.TurnOnSecondFactorAsync();
        yield return (phone, "/admin/security/authenticator");
        var half = new Visitor(_blog);
        using var first = await half.SignInAsync("phone@example.org");
        yield return (half, "/account/code");
        yield return (half, "/account/code?recovery=true");
    }

    /// <summary>The text itself has its own limit (TextLimits) and its own tests.</summary>
    private static bool IsText(string target, string name) =>
        target.StartsWith("/admin/posts/", StringComparison.Ordinal) && name is "Markdown" or "Base";

    private static IEnumerable<(string Target, Dictionary<string, string> Fields)> Forms(IHtmlDocument page, string path)
    {
        foreach (
            var form in page.QuerySelectorAll("form")
                .Where(form => form.QuerySelector("input:not([type=hidden]), textarea, select, input[type=hidden]") is not null)
        )
        {
            var fields = form.QuerySelectorAll("input[name], textarea[name], select[name]")
                .DistinctBy(field => field.GetAttribute("name"))
                .ToDictionary(
                    field => field.GetAttribute("name")!,
                    field => (field as IHtmlSelectElement)?.Value ?? field.GetAttribute("value") ?? "",
                    StringComparer.Ordinal
                );
            fields.Remove("Input.Security.RequiresSecondFactor"); // the other pages would be closed to these visitors
            foreach (
                var target in form.QuerySelectorAll("[formaction]")
                    .Select(button => button.GetAttribute("formaction")!)
                    .DefaultIfEmpty(form.GetAttribute("action") ?? path)
            )
            {
                if (!target.Contains("EndAll", StringComparison.Ordinal) && !target.Contains("sign-out", StringComparison.Ordinal))
                {
                    yield return (target, fields);
                }
            }
        }
    }
}
