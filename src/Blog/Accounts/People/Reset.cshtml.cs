using System.ComponentModel.DataAnnotations;
using Blog.Accounts.Management;
using Blog.Accounts.Passwords;
using Blog.Accounts.SignIn;
using Blog.Data.People;
using Blog.Data.Security;
using Blog.Site;
using Blog.Site.Layout;
using Blog.Site.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Accounts.People;

/// <summary>
/// Sets a new password by a link from the operator or an owner; the second factor stays (ASVS 6.4.3), so signing in comes next.
/// </summary>
public sealed class ResetModel(AccountManager accounts, SignInLimits limits, SecurityLog security, SiteContext site) : PageModel, IPage
{
    public PageHead Head => PageHead.ForSignIn(Words.ResetTitle);

    [BindProperty]
    public FormInput Input { get; set; } = new();

    /// <summary>The key of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }

    /// <summary>The reset; null where the link is not valid.</summary>
    public OneTimeLink? Link { get; private set; }

    private PeopleTexts Words => PeopleTexts.Of(site.UiLanguage);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Link = await accounts.FindLinkAsync(Key, LinkPurpose.PasswordReset, cancellationToken);
        return Shown();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Link = await accounts.FindLinkAsync(Key, LinkPurpose.PasswordReset, cancellationToken);
        if (Link is not null)
        {
            this.CheckPassword(
                "Input.Password",
                Input.Password,
                PasswordTexts.Of(site.UiLanguage),
                Link.Account!.Email,
                Link.Account.Author!.Name,
                site.Settings.Main.Title
            );
        }

        if (Link is null || !ModelState.IsValid)
        {
            return Shown();
        }

        if (await accounts.ResetAsync(Link, Input.Password!, cancellationToken) is { } refusal)
        {
            ModelState.AddModelError("", Words.Refused(refusal));
            return Shown();
        }

        security.Add(HttpContext, SecurityEventKind.PasswordReset, Link.AccountId, "link");
        limits.Trust(HttpContext, Link.Account!);
        TempData["done"] = Words.PasswordSet;
        return Redirect(site.Local("/account/sign-in"));
    }

    private PageResult Shown()
    {
        Response.StatusCode = Link is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return Page();
    }

    public sealed class FormInput
    {
        [Required]
        public string? Password { get; set; }
    }
}
