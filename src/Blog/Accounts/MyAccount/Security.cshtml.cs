using Blog.Accounts.Sessions;
using Blog.Accounts.SignIn;
using Blog.Data;
using Blog.Data.People;
using Blog.Data.Security;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.MyAccount;

/// <summary>How the signed-in person can sign in, and where they are signed in.</summary>
[Authorize(Policy = Access.Author)]
[AllowsSingleFactor]
[RecentSignIn(OnlyForms = true)] // whoever finds a browser open must not end the sessions of its owner (ASVS 7.5.1)
public sealed class SecurityModel(BlogDb db, SignInService signIn, SecurityLog security, SiteContext site, TimeProvider clock)
    : PageModel,
        IPage
{
    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.Security, "/admin/security");

    /// <summary>The address to sign in with.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The number of passkeys.</summary>
    public int Passkeys { get; private set; }

    /// <summary>Whether an authenticator is set up.</summary>
    public bool HasSecondFactor { get; private set; }

    /// <summary>Whether the owner demands a second factor that this session lacks.</summary>
    public bool LacksSecondFactor =>
        site.Settings.Security.RequiresSecondFactor && User.HasClaim(Viewer.SingleFactorClaim, bool.TrueString);

    /// <summary>Recovery codes that are still unused.</summary>
    public int RecoveryCodesLeft { get; private set; }

    /// <summary>The sessions of the account.</summary>
    public IReadOnlyList<Row> Sessions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var (now, here) = (clock.GetUtcNow(), User.SessionId);
        var id = User.AccountId;
        var account = await db.Users.AsNoTracking().SingleAsync(a => a.Id == id, cancellationToken);
        (Email, HasSecondFactor) = (account.Email!, account.TwoFactorEnabled);
        Passkeys = await db.UserPasskeys.CountAsync(passkey => passkey.UserId == account.Id, cancellationToken);
        RecoveryCodesLeft = await db.RecoveryCodes.CountAsync(
            code => code.AccountId == account.Id && code.UsedAt == null,
            cancellationToken
        );
        var rows = await db
            .Sessions.AsNoTracking()
            .Where(s => s.AccountId == account.Id)
            .OrderByDescending(s => s.SeenAt)
            .ToListAsync(cancellationToken);
        Sessions =
        [
            .. rows.Where(s => s.IsOpen(account, now))
                .Select(s => new Row(s.Id, s.Browser, s.System, s.Address, s.Method, s.SeenAt, s.ExpiresAt, s.StaysSignedIn, s.Id == here)),
        ];
    }

    public async Task<IActionResult> OnPostEndSessionAsync(int id, CancellationToken cancellationToken)
    {
        await signIn.EndAsync(User.AccountId, id, cancellationToken);
        security.Add(HttpContext, SecurityEventKind.SessionEnded, method: "one");
        TempData["done"] = MyAccountTexts.Of(site.UiLanguage).SessionEnded;
        return Redirect(site.Local("/admin/security"));
    }

    /// <summary>Ends every session, including this one.</summary>
    public async Task<IActionResult> OnPostEndAllAsync(CancellationToken cancellationToken)
    {
        await signIn.EndAsync(User.AccountId, null, cancellationToken);
        security.Add(HttpContext, SecurityEventKind.SessionEnded, method: "all");
        return Redirect(site.Local("/account/sign-out"));
    }

    /// <summary>An instant in the format of the admin pages.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    /// <param name="ExpiresAt">When it ends if it is not used again.</param>
    public sealed record Row(
        int Id,
        string? Browser,
        string? System,
        string? Address,
        SignInMethod Method,
        DateTimeOffset SeenAt,
        DateTimeOffset ExpiresAt,
        bool StaysSignedIn,
        bool IsThis
    );
}
