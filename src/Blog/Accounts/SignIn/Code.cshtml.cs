using System.ComponentModel.DataAnnotations;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Accounts.SignIn;

/// <summary>The second step of signing in by password: a code of the authenticator, or a recovery code.</summary>
public sealed class CodeModel(SignInService signIn, SiteContext site) : PageModel, IPage
{
    public PageHead Head => PageHead.ForSignIn(Recovery ? Words.RecoveryCode : Words.CodeTitle);

    [BindProperty]
    public FormInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether a recovery code is asked for.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Recovery { get; set; }

    private SignInTexts Words => SignInTexts.Of(site.UiLanguage);

    /// <summary>Shows the form, if the first step was just completed.</summary>
    public async Task<IActionResult> OnGetAsync() =>
        await signIn.IsHalfInAsync(HttpContext) ? Page() : Redirect(site.Local("/account/sign-in"));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await signIn.SecondFactorAsync(HttpContext, Input.Code, Recovery, cancellationToken);
        if (answer.Kind == SignInStatus.In)
        {
            return LocalRedirect(LocalReturnUrl.Of(ReturnUrl, site.Local("/admin")));
        }

        this.Refuse(answer, Words, Recovery ? Words.WrongRecoveryCode : Words.WrongCode);
        return Page();
    }

    public sealed class FormInput
    {
        [Required, MaxLength(50)]
        public string? Code { get; set; }
    }
}
