using System.ComponentModel.DataAnnotations;
using Blog.Accounts.Management;
using Blog.Accounts.Passwords;
using Blog.Caching;
using Blog.Data;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Accounts.SignIn;

/// <summary>Signing in: by passkey, or by address and password with the second factor on the next page.</summary>
[Compressed]
public sealed class SignInModel(SignInService signIn, SetupLink setup, BlogDb db, SiteContext site, SiteOptions options) : PageModel, IPage
{
    public PageHead Head => PageHead.ForSignIn(Words.SignInTitle);

    [BindProperty]
    public FormInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>There is no account yet: the link in the log leads to the setup.</summary>
    public bool NeedsSetup { get; private set; }

    /// <summary>Why passkeys cannot work here; null where they can.</summary>
    public PasskeyProblem? PasskeyHindrance => PasskeySupport.HindranceOf(options, Request.Host.Host);

    /// <summary>Where passkeys do work, if the visitor used another host name.</summary>
    public string PublicAddress => options.Absolute("/account/sign-in");

    private SignInTexts Words => SignInTexts.Of(site.UiLanguage);

    /// <summary>Shows the page; redirects if already signed in.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        NeedsSetup = await setup.WaitsAsync(db, cancellationToken);
        return User.IsSignedIn ? LocalRedirect(After()) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await signIn.PasswordAsync(HttpContext, Input.Email!, Input.Password!, Input.StaySignedIn, cancellationToken);
        return answer.Kind == SignInStatus.NeedsCode
            ? Redirect(site.Local("/account/code") + QueryString.Create("returnUrl", ReturnUrl ?? ""))
            : Answer(answer, Words.WrongPassword);
    }

    /// <summary>The request options for a passkey.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Content(await signIn.PasskeyOptionsAsync(), "application/json");

    /// <summary>Checks the passkey's response.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync([Required, MaxLength(20_000)] string credential)
    {
        ModelState.Clear();
        return Answer(
            string.IsNullOrEmpty(credential)
                ? SignInOutcome.Refused
                : await signIn.PasskeyAsync(HttpContext, credential, Input.StaySignedIn),
            Words.PasskeyFailed
        );
    }

    private IActionResult Answer(SignInOutcome answer, string refused)
    {
        if (answer.Kind == SignInStatus.In)
        {
            return LocalRedirect(After());
        }

        this.Refuse(answer, Words, refused);
        return Page();
    }

    private string After() => LocalReturnUrl.Of(ReturnUrl, site.Local("/admin"));

    public sealed class FormInput
    {
        /// <summary>The address to sign in with.</summary>
        [Required, MaxLength(200)]
        public string? Email { get; set; }

        [Required, MaxLength(PasswordPolicy.MaxLength)]
        public string? Password { get; set; }

        /// <summary>Whether to stay signed in on this device.</summary>
        public bool StaySignedIn { get; set; }
    }
}
