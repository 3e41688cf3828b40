using System.ComponentModel.DataAnnotations;
using Blog.Accounts.Management;
using Blog.Accounts.Passwords;
using Blog.Accounts.People;
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

/// <summary>Changes the e-mail address and password of the signed-in person; a change ends every other session.</summary>
[Authorize(Policy = Access.Author)]
[RecentSignIn(nameof(Email))]
public sealed class PasswordModel(BlogDb db, AccountManager accounts, SignInService signIn, SecurityLog security, SiteContext site)
    : PageModel,
        IPage
{
    public PageHead Head => PageHead.ForAdmin(Words.EmailAndPassword, "/admin/security");

    [BindProperty(SupportsGet = true), Required, EmailAddress, MaxLength(200)]
    public string? Email { get; set; }

    /// <summary>The password so far, asked for where it is to be changed (ASVS 6.2.3); empty if nothing changes.</summary>
    [BindProperty, MaxLength(PasswordPolicy.MaxLength)]
    public string? CurrentPassword { get; set; }

    /// <summary>A new password; empty to keep the old one.</summary>
    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Whether the password does not count.</summary>
    public bool IsOff { get; private set; }

    /// <summary>Whether there are passkeys enough to do without it.</summary>
    public bool CanBeOff { get; private set; }

    private MyAccountTexts Words => MyAccountTexts.Of(site.UiLanguage);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        var account = await ShowAsync(cancellationToken);
        Email ??= account.Email;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var account = await ShowAsync(cancellationToken);
        Password = IsOff ? null : Password;
        this.CheckPassword(
            nameof(Password),
            Password,
            PasswordTexts.Of(site.UiLanguage),
            Email,
            account.Author!.Name,
            site.Settings.Main.Title
        );
        if (!ModelState.IsValid || !await KnowsPasswordAsync(account, cancellationToken))
        {
            return Page();
        }

        var (before, email) = (account.SecurityStamp, account.Email);
        if (await accounts.ChangeSignInAsync(account, Email!.Trim(), Password, cancellationToken) is { } refusal)
        {
            ModelState.AddModelError(
                refusal == AccountError.EmailTaken ? nameof(Email) : "",
                PeopleTexts.Of(site.UiLanguage).Refused(refusal)
            );
            return Page();
        }

        if (!string.Equals(before, account.SecurityStamp, StringComparison.Ordinal))
        {
            if (!string.IsNullOrEmpty(Password))
            {
                security.Add(HttpContext, SecurityEventKind.PasswordChanged);
            }

            if (!string.Equals(email, account.Email, StringComparison.Ordinal))
            {
                security.Add(HttpContext, SecurityEventKind.EmailChanged);
            }

            // This browser, whose user was just verified, stays signed in.
            await signIn.RenewAsync(HttpContext, account, await signIn.MethodAsync(User.SessionId, cancellationToken));
        }

        TempData["done"] = Words.SignInChanged;
        return Redirect(site.Local("/admin/security/password"));
    }

    /// <summary>From now on the account signs in by passkey only.</summary>
    public async Task<IActionResult> OnPostTurnOffAsync(CancellationToken cancellationToken)
    {
        var account = await ShowAsync(cancellationToken);
        if (!CanBeOff)
        {
            TempData["refused"] = Words.NeedsTwoPasskeys;
            return Redirect(site.Local("/admin/security/password"));
        }

        return await AllowAsync(account, allow: false, cancellationToken);
    }

    public async Task<IActionResult> OnPostTurnOnAsync(CancellationToken cancellationToken) =>
        await AllowAsync(await ShowAsync(cancellationToken), allow: true, cancellationToken);

    private async Task<IActionResult> AllowAsync(Account account, bool allow, CancellationToken cancellationToken)
    {
        account.AllowPassword(allow);
        if (await accounts.SaveAsync(cancellationToken) is { } refusal)
        {
            TempData["refused"] = PeopleTexts.Of(site.UiLanguage).Refused(refusal);
            return Redirect(site.Local("/admin/security/password"));
        }

        security.Add(HttpContext, allow ? SecurityEventKind.PasswordSignInOn : SecurityEventKind.PasswordSignInOff);
        await signIn.RenewAsync(HttpContext, account, await signIn.MethodAsync(User.SessionId, cancellationToken));
        TempData["done"] = allow ? Words.PasswordIsOnAgain : Words.PasswordIsOffNow;
        return Redirect(site.Local("/admin/security/password"));
    }

    private async Task<bool> KnowsPasswordAsync(Account account, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(Password) || account.PasswordHash is null)
        {
            return true;
        }

        var answer = await signIn.CheckPasswordAsync(HttpContext, account, CurrentPassword ?? "", cancellationToken);
        if (answer.Kind == SignInStatus.Refused)
        {
            ModelState.AddModelError(nameof(CurrentPassword), Words.WrongCurrentPassword);
        }
        else if (answer.Kind != SignInStatus.In)
        {
            this.Refuse(answer, SignInTexts.Of(site.UiLanguage), "");
        }

        return answer.Kind == SignInStatus.In;
    }

    private async Task<Account> ShowAsync(CancellationToken cancellationToken)
    {
        var id = User.AccountId;
        var account = await db.Users.Include(a => a.Author).SingleAsync(a => a.Id == id, cancellationToken);
        IsOff = account.IsPasswordOff;
        CanBeOff = await db.UserPasskeys.CountAsync(passkey => passkey.UserId == id, cancellationToken) >= PasskeySupport.LeastAlone;
        return account;
    }
}
