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

/// <summary>Accepts an invitation: name and password create the account.</summary>
public sealed class InvitationModel(AccountManager accounts, SignInService signIn, SecurityLog security, SiteContext site)
    : PageModel,
        IPage
{
    public PageHead Head => PageHead.ForSignIn(Words.InvitationTitle);

    [BindProperty]
    public FormInput Input { get; set; } = new();

    /// <summary>The key of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }

    /// <summary>The invitation; null where the link is not valid.</summary>
    public OneTimeLink? Link { get; private set; }

    private PeopleTexts Words => PeopleTexts.Of(site.UiLanguage);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Link = await accounts.FindLinkAsync(Key, LinkPurpose.Invitation, cancellationToken);
        Input.Name = Link?.Name;
        return Shown();
    }

    /// <summary>Creates the account and signs it in.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Link = await accounts.FindLinkAsync(Key, LinkPurpose.Invitation, cancellationToken);
        if (Link is not null)
        {
            this.CheckPassword(
                "Input.Password",
                Input.Password,
                PasswordTexts.Of(site.UiLanguage),
                Link.Email,
                Input.Name,
                site.Settings.Main.Title
            );
        }

        if (Link is null || !ModelState.IsValid)
        {
            return Shown();
        }

        var (account, refusal) = await accounts.AcceptAsync(Link, Input.Name!.Trim(), Input.Password!, cancellationToken);
        if (account is null)
        {
            ModelState.AddModelError("", Words.Refused(refusal!.Value));
            return Shown();
        }

        security.Add(HttpContext, SecurityEventKind.AccountAdded, account.Id, "invitation");
        await signIn.BeginAsync(HttpContext, account, SignInMethod.Link, Input.StaySignedIn);
        return Redirect(site.Local("/admin"));
    }

    private PageResult Shown()
    {
        Response.StatusCode = Link is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return Page();
    }

    /// <summary>The name and password of the invited person.</summary>
    public sealed class FormInput
    {
        /// <summary>The name that readers see.</summary>
        [Required, MaxLength(100)]
        public string? Name { get; set; }

        [Required]
        public string? Password { get; set; }

        /// <summary>Whether to stay signed in on this device.</summary>
        public bool StaySignedIn { get; set; }
    }
}
