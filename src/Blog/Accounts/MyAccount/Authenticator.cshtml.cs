using System.ComponentModel.DataAnnotations;
using Blog.Accounts.Management;
using Blog.Accounts.People;
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

/// <summary>The authenticator of the signed-in person, and the recovery codes.</summary>
[Authorize(Policy = Access.Author)]
[AllowsSingleFactor]
[RecentSignIn]
public sealed class AuthenticatorModel(
    BlogDb db,
    AccountManager accounts,
    SecondFactors factors,
    SignInService signIn,
    SecurityLog security,
    SiteContext site
) : PageModel, IPage
{
    private Account _account = null!;

    public PageHead Head => PageHead.ForAdmin(Words.SecondFactor, "/admin/security");

    [BindProperty, Required, MaxLength(20)]
    public string? Code { get; set; }

    /// <summary>The new secret, encrypted; it is stored only after its first code was entered.</summary>
    [BindProperty, MaxLength(TextLengths.Line)]
    public string? Secret { get; set; }

    /// <summary>Whether an authenticator is set up.</summary>
    public bool IsOn => _account.TwoFactorEnabled;

    /// <summary>Whether the owner demands two factors of everybody.</summary>
    public bool IsDemanded => site.Settings.Security.RequiresSecondFactor;

    /// <summary>Recovery codes that are still unused.</summary>
    public int RecoveryCodesLeft { get; private set; }

    /// <summary>New recovery codes, shown only this once.</summary>
    public IReadOnlyList<string> NewCodes { get; private set; } = [];

    /// <summary>The secret as an address that opens an authenticator on the same phone.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The secret as a QR code: the address of the image.</summary>
    public string QrCode { get; private set; } = "";

    public string Spelled { get; private set; } = "";

    private MyAccountTexts Words => MyAccountTexts.Of(site.UiLanguage);

    /// <summary>Shows the page; without an authenticator, with a new secret to scan.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Verifies the first code: the second factor is on from now, and every other session ends.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (IsOn || !ModelState.IsValid)
        {
            return Page();
        }

        if (!factors.TryTurnOn(_account, Secret, Code))
        {
            ModelState.AddModelError(nameof(Code), Words.WrongFirstCode);
            return Page();
        }

        if (!await SavedAsync(cancellationToken))
        {
            return Page();
        }

        security.Add(HttpContext, SecurityEventKind.SecondFactorOn);
        return await ShowCodesAsync(SignInMethod.PasswordAndCode, cancellationToken);
    }

    public async Task<IActionResult> OnPostRenewAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        await ShowAsync(cancellationToken);
        if (IsOn)
        {
            NewCodes = await factors.RenewRecoveryCodesAsync(db, _account.Id, cancellationToken);
            security.Add(HttpContext, SecurityEventKind.RecoveryCodesMade);
        }

        return Page();
    }

    /// <summary>Turns the second factor off; every other session ends.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (IsDemanded)
        {
            TempData["refused"] = Words.SecondFactorDemanded;
            return Redirect(site.Local("/admin/security/authenticator"));
        }

        var method = await signIn.MethodAsync(User.SessionId, cancellationToken);
        _account.RemoveSecondFactor();
        if (!await SavedAsync(cancellationToken))
        {
            return Page();
        }

        security.Add(HttpContext, SecurityEventKind.SecondFactorOff);
        await signIn.RenewAsync(HttpContext, _account, method == SignInMethod.Passkey ? method : SignInMethod.Password);
        TempData["done"] = Words.SecondFactorRemoved;
        return Redirect(site.Local("/admin/security"));
    }

    private async Task<bool> SavedAsync(CancellationToken cancellationToken)
    {
        if (await accounts.SaveAsync(cancellationToken) is not { } refusal)
        {
            return true;
        }

        ModelState.AddModelError("", PeopleTexts.Of(site.UiLanguage).Refused(refusal));
        await ShowAsync(cancellationToken);
        return false;
    }

    private async Task<IActionResult> ShowCodesAsync(SignInMethod method, CancellationToken cancellationToken)
    {
        NewCodes = await factors.RenewRecoveryCodesAsync(db, _account.Id, cancellationToken);
        await signIn.RenewAsync(HttpContext, _account, method);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        var id = User.AccountId;
        _account = await db.Users.Include(a => a.Author).SingleAsync(a => a.Id == id, cancellationToken);
        RecoveryCodesLeft = await db.RecoveryCodes.CountAsync(
            code => code.AccountId == _account.Id && code.UsedAt == null,
            cancellationToken
        );
        if (IsOn)
        {
            return;
        }

        var secret = factors.Open(_account, Secret) ?? Totp.NewSecret();
        Secret = factors.Protect(_account, secret);
        ModelState.Remove(nameof(Secret)); // show the value just created, not the posted one
        Spelled = Totp.Spelled(secret);
        Address = Totp.Uri(secret, site.Settings.Main.Title, _account.Email!);
        QrCode = Totp.QrCode(Address);
    }
}
