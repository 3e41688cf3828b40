using System.ComponentModel.DataAnnotations;
using Blog.Accounts.Passwords;
using Blog.Accounts.Sessions;
using Blog.Data;
using Blog.Data.People;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.SignIn;

/// <summary>Verifies the signed-in person again before something dangerous; the session then gets a new key.</summary>
[Authorize(Policy = Access.Author)]
[AllowsSingleFactor]
public sealed class ConfirmModel(SignInService signIn, BlogDb db, SiteContext site, SiteOptions options) : PageModel, IPage
{
    public PageHead Head => PageHead.ForSignIn(Words.ConfirmTitle);

    [BindProperty]
    public FormInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The account's e-mail address, for password managers.</summary>
    public string Email { get; private set; } = "";

    /// <summary>Whether the account's second factor is asked for too.</summary>
    public bool NeedsCode { get; private set; }

    /// <summary>Whether the password counts.</summary>
    public bool HasPassword { get; private set; }

    /// <summary>Whether a passkey can be used.</summary>
    public bool HasPasskeys { get; private set; }

    private SignInTexts Words => SignInTexts.Of(site.UiLanguage);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Checks the password, and the code where the account has a second factor.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var account = await ShowAsync(cancellationToken);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await signIn.ProveAsync(HttpContext, account, Input.Password!, Input.Code, cancellationToken);
        return Answer(answer, NeedsCode ? Words.WrongPasswordOrCode : Words.WrongPasswordOnly);
    }

    /// <summary>The request options for a passkey.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Content(await signIn.PasskeyOptionsAsync(), "application/json");

    /// <summary>Checks the passkey's response; it must be one of the same account.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync([MaxLength(20_000)] string? credential, CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        ModelState.Clear();
        return Answer(
            string.IsNullOrEmpty(credential)
                ? SignInOutcome.Refused
                : await signIn.ProveByPasskeyAsync(HttpContext, User.AccountId, credential),
            Words.PasskeyFailed
        );
    }

    private IActionResult Answer(SignInOutcome answer, string refused)
    {
        if (answer.Kind == SignInStatus.In)
        {
            return LocalRedirect(LocalReturnUrl.Of(ReturnUrl, site.Local("/admin")));
        }

        this.Refuse(answer, Words, refused);
        return Page();
    }

    private async Task<Account> ShowAsync(CancellationToken cancellationToken)
    {
        var id = User.AccountId;
        var account = await db.Users.SingleAsync(a => a.Id == id, cancellationToken);
        (Email, NeedsCode, HasPassword) = (account.Email!, account.TwoFactorEnabled, !account.IsPasswordOff);
        HasPasskeys =
            PasskeySupport.HindranceOf(options, Request.Host.Host) is null
            && await db.UserPasskeys.AnyAsync(p => p.UserId == account.Id, cancellationToken);
        return account;
    }

    public sealed class FormInput
    {
        [Required, MaxLength(PasswordPolicy.MaxLength)]
        public string? Password { get; set; }

        /// <summary>A code of the authenticator, or a recovery code.</summary>
        [MaxLength(50)]
        public string? Code { get; set; }
    }
}
