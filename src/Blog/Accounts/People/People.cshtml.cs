using System.ComponentModel.DataAnnotations;
using Blog.Accounts.Management;
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
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.People;

/// <summary>Manages accounts: inviting, roles, disabling, removing. For owners.</summary>
[Authorize(Policy = Access.Owner)]
[RecentSignIn(nameof(Email), nameof(Name), nameof(Role))]
public sealed class PeopleModel(
    BlogDb db,
    AccountManager accounts,
    SecurityLog security,
    SiteContext site,
    SiteOptions options,
    TimeProvider clock
) : PageModel, IPage
{
    public PageHead Head => PageHead.ForAdmin(site.AdminTexts.People, "/admin/people");

    /// <summary>E-mail address of the person to invite.</summary>
    [BindProperty(SupportsGet = true), Required, EmailAddress, MaxLength(200)]
    public string? Email { get; set; }

    /// <summary>Name of the person to invite.</summary>
    [BindProperty(SupportsGet = true), MaxLength(TextLengths.Name)]
    public string? Name { get; set; }

    /// <summary>Role of the person to invite.</summary>
    [BindProperty(SupportsGet = true)]
    public AccountRole Role { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<OneTimeLink> Invitations { get; private set; } = [];

    /// <summary>A newly created link; it is shown only this once.</summary>
    public (string Email, string Address, bool IsReset)? NewLink { get; private set; }

    /// <summary>The available roles.</summary>
    public IEnumerable<SelectListItem> Roles =>
        Enum.GetValues<AccountRole>().Select(role => new SelectListItem(Words.RoleName(role), role.ToString()));

    private PeopleTexts Words => PeopleTexts.Of(site.UiLanguage);

    public Task OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        return ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken cancellationToken)
    {
        var email = Email?.Trim() ?? "";
        if (
            ModelState.IsValid
            && await accounts.InviteAsync(
                email,
                string.IsNullOrWhiteSpace(Name) ? email.Split('@')[0] : Name.Trim(),
                Role,
                cancellationToken
            )
                is { } key
        )
        {
            NewLink = (email, options.Absolute("/account/invitation?key=" + key), false);
            security.Add(HttpContext, SecurityEventKind.LinkMade, method: "invitation");
            (Email, Name) = (null, null);
            ModelState.Clear();
        }
        else if (ModelState.IsValid)
        {
            ModelState.AddModelError(nameof(Email), Words.Refused(AccountError.EmailTaken));
        }

        await ShowAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(int id, CancellationToken cancellationToken)
    {
        await accounts.WithdrawAsync(id, cancellationToken);
        return Done(null);
    }

    /// <summary>Creates a link for setting a new password.</summary>
    public async Task<IActionResult> OnPostResetLinkAsync(int id, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (await db.Users.SingleOrDefaultAsync(account => account.Id == id, cancellationToken) is { } account)
        {
            NewLink = (
                account.Email!,
                options.Absolute("/account/reset?key=" + await accounts.ResetLinkAsync(account, cancellationToken)),
                true
            );
            security.Add(HttpContext, SecurityEventKind.LinkMade, account.Id, "password");
        }

        await ShowAsync(cancellationToken);
        return Page();
    }

    /// <summary>Changes the role of an account.</summary>
    public Task<IActionResult> OnPostBecomeAsync(int id, AccountRole? role, CancellationToken cancellationToken) =>
        role is { } given
            ? ChangeAsync(id, account => account.Become(given), SecurityEventKind.RoleChanged, cancellationToken, SecurityLog.WordOf(given))
            : Task.FromResult<IActionResult>(Done(AccountError.NotFound));

    public Task<IActionResult> OnPostDisableAsync(int id, CancellationToken cancellationToken) =>
        ChangeAsync(id, account => account.Disable(clock.GetUtcNow()), SecurityEventKind.AccountDisabled, cancellationToken);

    public Task<IActionResult> OnPostEnableAsync(int id, CancellationToken cancellationToken) =>
        ChangeAsync(id, account => account.Enable(), SecurityEventKind.AccountEnabled, cancellationToken);

    /// <summary>Removes an account; its posts stay.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(int id, bool sure, CancellationToken cancellationToken) =>
        sure ? await ChangeAsync(id, null, SecurityEventKind.AccountRemoved, cancellationToken) : Redirect(site.Local("/admin/people"));

    /// <summary>An instant in the format of the admin pages.</summary>
    public string Moment(DateTimeOffset at) => site.Moment(at, clock.GetUtcNow());

    private async Task<IActionResult> ChangeAsync(
        int id,
        Action<Account>? change,
        SecurityEventKind kind,
        CancellationToken cancellationToken,
        string? method = null
    )
    {
        var refusal = await accounts.ChangeAsync(id, change, cancellationToken);
        if (refusal is null)
        {
            security.Add(HttpContext, kind, id, method);
        }

        return Done(refusal);
    }

    private RedirectResult Done(AccountError? refusal)
    {
        TempData[refusal is null ? "done" : "refused"] = refusal is { } why ? Words.Refused(why) : site.AdminTexts.Saved;
        return Redirect(site.Local("/admin/people"));
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Rows = await db
            .Users.OrderByDescending(a => a.Role)
            .ThenBy(a => a.CreatedAt)
            .Select(a => new Row(
                a.Id,
                a.Author!.Name,
                a.Email!,
                a.Role,
                a.DisabledAt != null,
                a.TwoFactorEnabled,
                db.Sessions.Where(s => s.AccountId == a.Id).Max(s => (DateTimeOffset?)s.SeenAt)
            ))
            .ToListAsync(cancellationToken);
        Invitations = await db
            .OneTimeLinks.AsNoTracking()
            .Where(link => link.Purpose == LinkPurpose.Invitation && link.ExpiresAt > now)
            .OrderBy(link => link.CreatedAt)
            .ToListAsync(cancellationToken);
    }

    public sealed record Row(
        int Id,
        string Name,
        string Email,
        AccountRole Role,
        bool IsDisabled,
        bool HasSecondFactor,
        DateTimeOffset? SeenAt
    );
}
