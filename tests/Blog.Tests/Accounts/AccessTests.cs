using System.Buffers.Text;
using System.Net;
using Blog.Data.People;
using Blog.Operations.Doctor;
using Blog.Site.Http;
using Blog.Site.Localization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Accounts;

/// <summary>security.md B24: every handler for every kind of visitor, and nobody can reach what belongs to another.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private readonly BlogApplication _blog = new();

    public async ValueTask InitializeAsync() => await _blog.PublishAsync("题", with: r => r with { Slug = "x" });

    public ValueTask DisposeAsync() => _blog.DisposeAsync();

    [Fact]
    public async Task Every_handler_has_a_row_and_every_row_a_handler()
    {
        var handlers = (await Handlers.OfAsync(_blog)).Select(handler => handler.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(handlers, AccessMatrix.Rows.Select(row => row.Handler).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("author")]
    [InlineData("author, proof too old")]
    [InlineData("owner")]
    [InlineData("owner, proof too old")]
    public async Task Every_role_may_do_what_the_matrix_says_and_nothing_else(string viewer)
    {
        var wrong = new List<string>();
        var entry = await EnterAsync(viewer);
        var visitor = entry.Browser();
        foreach (var handler in await Handlers.OfAsync(_blog))
        {
            var row = AccessMatrix.Rows.Single(r => r.Handler == handler.ToString());
            var path = AccessMatrix.AddressOf(row, handler);
            using var answer = handler.Method switch
            {
                "POST" => await visitor.PostBareAsync(
                    path,
                    new Dictionary<string, string>(StringComparer.Ordinal) { [Visitor.TokenField] = entry.Token },
                    handler.Name
                ),
                "GET" => await visitor.GetAsync(handler.Name is null ? path : path + "?handler=" + handler.Name),
                _ => await visitor.Client.SendAsync(new HttpRequestMessage(new HttpMethod(handler.Method), path)),
            };
            var (expected, actual) = (Expected(row, viewer), Said(answer));
            if (expected != actual)
            {
                wrong.Add($"{viewer}: {handler}: expected {expected}, got {actual}");
            }

            if (handler.Method == "POST")
            {
                // Some forms end the session that sent them, or change its cookies.
                entry = await entry.IsOpenAsync() ? entry : await EnterAsync(viewer);
                visitor = entry.Browser();
                _blog.Clock.Advance(TimeSpan.FromSeconds(1)); // there are more forms than a network may send in a minute
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_endpoint_that_checks_identity_or_accepts_a_form_gets_the_admin_response_headers()
    {
        Assert.All(
            (await Handlers.OfAsync(_blog)).Where(handler =>
                handler.Method == "POST" || AccessMatrix.Rows.Single(r => r.Handler == handler.ToString()).Need != Need.Open
            ),
            handler =>
                Assert.True(
                    handler.Template.StartsWith("/error", StringComparison.Ordinal)
                        || handler.Template == DoctorEndpoint.Path // no form: its pass proves access to the data folder
                        || handler.Template.StartsWith("/comments/", StringComparison.Ordinal) // readers write there; see OwnCommentTests
                        || AdminResponseHeaders.Holds(handler.Template),
                    handler.ToString()
                )
        );
    }

    [Fact]
    public async Task An_author_cannot_end_the_session_or_remove_the_passkey_of_another()
    {
        var (owner, author) = (await SignedIn.OwnerAsync(_blog), await SignedIn.AuthorAsync(_blog));
        byte[] credential = [1, 2, 3, 4];
        var session = 0;
        await _blog.WithDbAsync(async db =>
        {
            session = (await db.Sessions.SingleAsync(s => s.AccountId == owner.AccountId)).Id;
            var users = _blog.Services.CreateScope().ServiceProvider.GetRequiredService<UserManager<Account>>();
            await users.AddOrUpdatePasskeyAsync(
                (await users.FindByIdAsync($"{owner.AccountId}"))!,
                new UserPasskeyInfo(credential, [1], _blog.Clock.GetUtcNow(), 0, null, true, false, false, [1], [1]) { Name = "别人的" }
            );
        });

        using var ended = await author.PostAsync("/admin/security", Visitor.Form(("id", $"{session}")), "EndSession");
        using var removed = await author.PostAsync(
            "/admin/security/passkeys",
            Visitor.Form(("id", Base64Url.EncodeToString(credential))),
            "Remove"
        );
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect], [ended.StatusCode, removed.StatusCode]);
        Assert.True(await owner.IsInAsync());
        await _blog.WithDbAsync(async db => Assert.Equal(1, await db.UserPasskeys.CountAsync()));
        Assert.DoesNotContain("别人的", (await author.PageAsync("/admin/security/passkeys")).Body!.TextContent, StringComparison.Ordinal);

        // The same requests succeed for the owner, which proves that the test sends the right ones.
        using var own = await owner.PostAsync(
            "/admin/security/passkeys",
            Visitor.Form(("id", Base64Url.EncodeToString(credential))),
            "Remove"
        );
        await _blog.WithDbAsync(async db => Assert.Equal(0, await db.UserPasskeys.CountAsync()));
        using var endedByOwner = await owner.PostAsync("/admin/security", Visitor.Form(("id", $"{session}")), "EndSession");
        Assert.False(await owner.IsInAsync());
    }

    [Fact]
    public async Task A_form_changes_only_what_its_page_offers()
    {
        var author = await SignedIn.AuthorAsync(_blog);
        using var answer = await author.PostAsync(
            "/admin/profile",
            Visitor.Form(
                ("Input.Name", "新名"),
                ("Input.Language", "en"),
                ("Input.Role", "Owner"),
                ("Role", "Owner"),
                ("Account.Role", "Owner"),
                ("Id", "99"),
                ("DisabledAt", "1"),
                ("AuthorId", "99")
            )
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await _blog.WithDbAsync(async db =>
        {
            var account = await db.Users.Include(a => a.Author).SingleAsync(a => a.Id == author.AccountId);
            Assert.Equal((AccountRole.Author, "新名", "en"), (account.Role, account.Author!.Name, account.Language));
        });
    }

    [Fact]
    public async Task An_author_sees_own_posts_only()
    {
        await _blog.PublishAsync("别人写的", with: r => r with { Slug = "theirs" });
        Assert.DoesNotContain(
            "别人写的",
            (await (await SignedIn.AuthorAsync(_blog)).PageAsync("/admin")).Body!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "别人写的",
            (await (await SignedIn.OwnerAsync(_blog)).PageAsync("/admin")).Body!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_forbidden_request_is_explained_in_the_users_language()
    {
        var author = await SignedIn.AuthorAsync(_blog);
        author.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        using var english = await author.GetAsync("/admin/people");
        Assert.Equal(HttpStatusCode.Forbidden, english.StatusCode);
        var page = await Visitor.ParsedAsync(english);
        Assert.Equal(AdminTexts.English.ForbiddenTitle, page.QuerySelector("h1")!.TextContent);
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        author.Client.DefaultRequestHeaders.Remove("Accept-Language");
        using var chinese = await author.GetAsync("/admin/people");
        Assert.Equal(AdminTexts.Chinese.ForbiddenTitle, (await Visitor.ParsedAsync(chinese)).QuerySelector("h1")!.TextContent);
    }

    private async Task<Entry> EnterAsync(string viewer)
    {
        if (viewer == "anonymous")
        {
            await SignedIn.AccountAsync(_blog, SignedIn.OwnerEmail, role: AccountRole.Owner);
            return await Entry.OfAsync(new Visitor(_blog));
        }

        _blog.Clock.Advance(TimeSpan.FromSeconds(1)); // there are more forms than a network may sign in a minute
        var visitor = viewer.StartsWith("owner", StringComparison.Ordinal)
            ? await SignedIn.OwnerAsync(_blog)
            : await SignedIn.AuthorAsync(_blog);
        var entry = await Entry.OfAsync(visitor);
        if (viewer.EndsWith("old", StringComparison.Ordinal))
        {
            _blog.Clock.Advance(RecentSignInAttribute.Holds);
        }

        return entry;
    }

    /// <summary>What a browser holds before it sends a form: signing in for each took most of the time of these tests.</summary>
    private sealed record Entry(BlogApplication Blog, IReadOnlyDictionary<string, string> Cookies, string Token, Session? Session)
    {
        public static async Task<Entry> OfAsync(Visitor visitor)
        {
            var token = await visitor.TokenAsync();
            Session? session = null;
            if (visitor is SignedIn one)
            {
                await visitor.Application.WithDbAsync(async db =>
                    session = await db.Sessions.AsNoTracking().Where(s => s.AccountId == one.AccountId).OrderBy(s => s.Id).LastAsync()
                );
            }

            return new Entry(visitor.Application, new Dictionary<string, string>(visitor.Cookies), token, session);
        }

        public Visitor Browser() => new(Blog, cookies: Cookies);

        /// <summary>Whether the session is as it was, so that it proves neither more nor less.</summary>
        public async Task<bool> IsOpenAsync()
        {
            if (Session is null)
            {
                return true;
            }

            Session? now = null;
            await Blog.WithDbAsync(async db =>
                now = await db.Sessions.AsNoTracking().Include(s => s.Account).SingleOrDefaultAsync(s => s.Id == Session.Id)
            );
            return now is not null
                && (now.KeyHash, now.CreatedAt, now.Method) == (Session.KeyHash, Session.CreatedAt, Session.Method)
                && now.IsOpen(now.Account!, Blog.Clock.GetUtcNow());
        }
    }

    private static string Expected(AccessRow row, string viewer)
    {
        var (isIn, isOwner, isRecent) = (
            viewer != "anonymous",
            viewer.StartsWith("owner", StringComparison.Ordinal),
            !viewer.EndsWith("old", StringComparison.Ordinal)
        );
        return row.Need != Need.Open && !isIn ? "asked to sign in"
            : row.Need is Need.Owner or Need.RecentOwner && !isOwner ? "403"
            : row.Need is Need.Recent or Need.RecentOwner && !isRecent ? "asked to confirm"
            : $"{(isIn ? row.InStatus ?? row.Status : row.Status)}";
    }

    private static string Said(HttpResponseMessage answer) =>
        answer.Headers.Location?.ToString() switch
        {
            { } to when to.StartsWith("/account/sign-in?returnUrl=", StringComparison.Ordinal) => "asked to sign in",
            { } to when to.StartsWith("/account/confirm?returnUrl=", StringComparison.Ordinal) => "asked to confirm",
            { } to when to.StartsWith("http", StringComparison.Ordinal) => "sent to an absolute address",
            // above the submitted form, so that nothing in it is lost
            null when answer.StatusCode == HttpStatusCode.Unauthorized => "asked to sign in",
            _ => $"{(int)answer.StatusCode}",
        };
}
