using System.Net;
using Blog.Accounts.Management;
using Blog.Accounts.People;
using Blog.Accounts.SignIn;
using Blog.Data.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Accounts.People;

/// <summary>Invitations, roles, and that there is always an owner who can sign in.</summary>
public sealed class PeopleTests : IDisposable
{
    private const string Page = "/admin/people";
    private const string NewPassword = "seven lanterns orbit a kettle";
    private readonly BlogApplication _blog = new();

    public void Dispose() => _blog.Dispose();

    [Fact]
    public async Task An_invitation_makes_an_author_once()
    {
        var link = await InviteAsync(await SignedIn.OwnerAsync(_blog), "new@example.org");
        var visitor = new Visitor(_blog);
        Assert.Equal("new@example.org", (await visitor.PageAsync(link)).QuerySelector("#email")!.GetAttribute("value"));
        using var weak = await visitor.PostAsync(link, Visitor.Form(("Input.Name", "新人"), ("Input.Password", "password1234")));
        Assert.Equal(HttpStatusCode.OK, weak.StatusCode);
        using var accepted = await visitor.PostAsync(
            link,
            Visitor.Form(("Input.Name", "新人"), ("Input.Password", NewPassword), ("Role", "Owner"), ("Input.Role", "Owner"))
        );
        Assert.Equal("/admin", accepted.Headers.Location?.ToString());
        await visitor.PageAsync("/admin");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync(Page)).StatusCode);
        await _blog.WithDbAsync(async db =>
            Assert.Equal(AccountRole.Author, (await db.Users.SingleAsync(account => account.Email == "new@example.org")).Role)
        );
        await DeadAsync(link);
    }

    [Fact]
    public async Task Of_ten_concurrent_uses_of_an_invitation_one_succeeds()
    {
        var link = await InviteAsync(await SignedIn.OwnerAsync(_blog), "new@example.org");
        var visitors = Enumerable.Range(0, 10).Select(_ => new Visitor(_blog)).ToList();
        var forms = await Task.WhenAll(
            visitors.Select(async visitor =>
                Visitor.Form(("Input.Name", "新人"), ("Input.Password", NewPassword), (Visitor.TokenField, await visitor.TokenAsync(link)))
            )
        );
        var answers = await Task.WhenAll(visitors.Zip(forms, (visitor, form) => visitor.PostBareAsync(link, form)));
        Assert.All(answers, answer => Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode}"));
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect));
        await _blog.WithDbAsync(async db => Assert.Equal(2, await db.Users.CountAsync()));
    }

    [Fact]
    public async Task An_invitation_ends_by_time_by_withdrawal_and_by_a_newer_one()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        var first = await InviteAsync(owner, "new@example.org");
        var second = await InviteAsync(owner, "new@example.org");
        await DeadAsync(first);
        Assert.Equal(HttpStatusCode.OK, (await new Visitor(_blog).GetAsync(second)).StatusCode);
        var id = (await owner.PageAsync(Page)).QuerySelector("form[action*=Withdraw] input[name=id]")!.GetAttribute("value")!;
        using var withdrawn = await owner.PostAsync(Page, Visitor.Form(("id", id)), "Withdraw");
        await DeadAsync(second);
        var third = await InviteAsync(owner, "new@example.org");
        _blog.Clock.Advance(OneTimeLink.InvitationLife - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await new Visitor(_blog).GetAsync(third)).StatusCode);
        _blog.Clock.Advance(TimeSpan.FromSeconds(1));
        await DeadAsync(third);
    }

    [Fact]
    public async Task A_reset_ends_by_time_and_keeps_the_second_factor_and_the_ban()
    {
        var (owner, author) = (await SignedIn.OwnerAsync(_blog), await SignedIn.AuthorAsync(_blog));
        await author.TurnOnSecondFactorAsync();
        var late = await ResetAsync(owner, author.AccountId);
        _blog.Clock.Advance(OneTimeLink.ResetLife);
        await DeadAsync(late);
        owner = await SignedIn.OwnerAsync(_blog);
        var link = await ResetAsync(owner, author.AccountId);
        await DeadAsync(link.Replace("/reset", "/invitation", StringComparison.Ordinal));
        using var set = await new Visitor(_blog).PostAsync(link, Visitor.Form(("Input.Password", NewPassword)));
        using var half = await new Visitor(_blog).SignInAsync(SignedIn.AuthorEmail, NewPassword);
        Assert.StartsWith("/account/code", half.Headers.Location?.ToString(), StringComparison.Ordinal);

        using var disabled = await owner.PostAsync(Page, Visitor.Form(("id", $"{author.AccountId}")), "Disable");
        var another = await ResetAsync(owner, author.AccountId);
        using var setAgain = await new Visitor(_blog).PostAsync(another, Visitor.Form(("Input.Password", SignedIn.Password)));
        using var refused = await new Visitor(_blog).SignInAsync(SignedIn.AuthorEmail);
        Assert.Equal(SignInTexts.Chinese.WrongPassword, await Visitor.AlertAsync(refused));
    }

    [Fact]
    public async Task A_second_invitation_to_an_address_is_refused_and_a_link_is_shown_once()
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        using var taken = await owner.PostAsync(
            Page,
            Visitor.Form(("Email", SignedIn.OwnerEmail.ToUpperInvariant()), ("Role", "Author")),
            "Invite"
        );
        Assert.Contains(PeopleTexts.Chinese.Refused(AccountError.EmailTaken), await Visitor.AlertAsync(taken), StringComparison.Ordinal);
        var link = await InviteAsync(owner, "new@example.org");
        Assert.DoesNotContain(link[^20..], (await owner.PageAsync(Page)).DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(link[^20..], string.Join('\n', Blog.Tests.Data.DatabaseDump.Of(_blog.DataFolder)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Disable")]
    [InlineData("Remove")]
    [InlineData("Become")]
    public async Task The_last_owner_stays(string handler)
    {
        var owner = await SignedIn.OwnerAsync(_blog);
        await SignedIn.AuthorAsync(_blog);
        var disabled = await SignedIn.AsAsync(_blog, "second@example.org", "第二位", AccountRole.Owner);
        using var done = await owner.PostAsync(Page, Visitor.Form(("id", $"{disabled.AccountId}")), "Disable");
        using var answer = await owner.PostAsync(
            Page,
            Visitor.Form(("id", $"{owner.AccountId}"), ("sure", "true"), ("role", "Author")),
            handler
        );
        Assert.Equal(Page, answer.Headers.Location?.ToString());
        Assert.Equal(
            PeopleTexts.Chinese.Refused(AccountError.LastOwner),
            (await owner.PageAsync(Page)).QuerySelector("[role=alert]")!.TextContent
        );
        await _blog.WithDbAsync(async db =>
            Assert.Equal(1, await db.Users.CountAsync(account => account.Role == AccountRole.Owner && account.DisabledAt == null))
        );
    }

    [Theory]
    [InlineData("Disable")]
    [InlineData("Remove")]
    [InlineData("Become")]
    public async Task Two_owners_who_demote_each_other_at_once_leave_one_owner(string handler)
    {
        for (var round = 0; round < 5; round++)
        {
            var (a, b) = (
                await SignedIn.AsAsync(_blog, $"a{round}@example.org", "甲", AccountRole.Owner),
                await SignedIn.AsAsync(_blog, $"b{round}@example.org", "乙", AccountRole.Owner)
            );
            await _blog.WithDbAsync(db =>
                db.Users.Where(account => account.Id != a.AccountId && account.Id != b.AccountId).ExecuteDeleteAsync()
            );
            Dictionary<string, string> Strike(int id, string token) =>
                Visitor.Form(("id", $"{id}"), ("sure", "true"), ("role", "Author"), (Visitor.TokenField, token));
            var (atB, atA) = (Strike(b.AccountId, await a.TokenAsync(Page)), Strike(a.AccountId, await b.TokenAsync(Page)));
            var answers = await Task.WhenAll(a.PostBareAsync(Page, atB, handler), b.PostBareAsync(Page, atA, handler));
            Assert.All(answers, answer => Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode}"));
            await _blog.WithDbAsync(async db =>
                Assert.Equal(1, await db.Users.CountAsync(account => account.Role == AccountRole.Owner && account.DisabledAt == null))
            );
        }
    }

    [Fact]
    public async Task An_unknown_role_changes_nothing()
    {
        var (owner, author) = (
            await SignedIn.OwnerAsync(_blog),
            await SignedIn.AsAsync(_blog, "second@example.org", "第二位", AccountRole.Owner)
        );
        foreach (var role in new[] { "", "7", "Emperor" })
        {
            using var answer = await owner.PostAsync(Page, Visitor.Form(("id", $"{author.AccountId}"), ("role", role)), "Become");
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        Assert.True(await author.IsInAsync());
        await _blog.WithDbAsync(async db =>
            Assert.Equal(AccountRole.Owner, (await db.Users.SingleAsync(account => account.Id == author.AccountId)).Role)
        );
    }

    /// <summary>Hashing takes a tenth of a second: enough for an owner to disable the account that is changing its password.</summary>
    [Theory]
    [InlineData("disabled")]
    [InlineData("demoted")]
    [InlineData("code used")]
    public async Task A_slow_password_change_does_not_undo_what_happened_meanwhile(string what)
    {
        await SignedIn.OwnerAsync(_blog);
        var second = await SignedIn.AsAsync(_blog, "second@example.org", "第二位", AccountRole.Owner);
        var (secret, _) = await second.TurnOnSecondFactorAsync();
        _blog.Clock.Advance(TimeSpan.FromSeconds(30));
        await using var slow = _blog.Services.CreateAsyncScope();
        var read = await slow
            .ServiceProvider.GetRequiredService<Blog.Data.BlogDb>()
            .Users.SingleAsync(account => account.Id == second.AccountId);
        var half = new Visitor(_blog);
        using var asked = await half.SignInAsync(second.Email);
        if (what == "code used")
        {
            using var used = await half.PostAsync("/account/code", Visitor.Form(("Input.Code", second.CodeOf(secret))));
            Assert.Equal(HttpStatusCode.Redirect, used.StatusCode);
        }
        else
        {
            await using var quick = _blog.Services.CreateAsyncScope();
            await quick
                .ServiceProvider.GetRequiredService<AccountManager>()
                .ChangeAsync(
                    second.AccountId,
                    account =>
                        (
                            what == "disabled"
                                ? () => account.Disable(_blog.Clock.GetUtcNow())
                                : (Action)(() => account.Become(AccountRole.Author))
                        )(),
                    CancellationToken.None
                );
        }

        Assert.Equal(
            AccountError.ChangedMeanwhile,
            await slow
                .ServiceProvider.GetRequiredService<AccountManager>()
                .ChangeSignInAsync(read, second.Email, NewPassword, CancellationToken.None)
        );
        await _blog.WithDbAsync(async db =>
        {
            var account = await db.Users.SingleAsync(a => a.Id == second.AccountId);
            Assert.Equal((what == "disabled", what == "demoted"), (account.DisabledAt is not null, account.Role == AccountRole.Author));
            Assert.Equal(what == "code used", account.LastTotpStep == _blog.Clock.GetUtcNow().ToUnixTimeSeconds() / 30);
        });
    }

    private async Task DeadAsync(string link)
    {
        using var opened = await new Visitor(_blog).GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, opened.StatusCode);
        using var posted = await new Visitor(_blog).PostAsync(link, Visitor.Form(("Input.Name", "x"), ("Input.Password", NewPassword)));
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
        Assert.Contains(PeopleTexts.Chinese.LinkIsDead, (await Visitor.ParsedAsync(posted)).Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<string> InviteAsync(SignedIn owner, string email)
    {
        using var answer = await owner.PostAsync(Page, Visitor.Form(("Email", email), ("Name", ""), ("Role", "Author")), "Invite");
        return await LinkAsync(answer);
    }

    private static async Task<string> ResetAsync(SignedIn owner, int id)
    {
        using var answer = await owner.PostAsync(Page, Visitor.Form(("id", $"{id}")), "ResetLink");
        return await LinkAsync(answer);
    }

    private static async Task<string> LinkAsync(HttpResponseMessage answer) =>
        new Uri((await Visitor.ParsedAsync(answer)).QuerySelector("#link")!.GetAttribute("value")!).PathAndQuery;
}
