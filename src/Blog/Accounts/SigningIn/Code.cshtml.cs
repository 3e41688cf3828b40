using System.ComponentModel.DataAnnotations;
using Blog.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Accounts.SigningIn;

/// <summary>The second half of signing in by password: a code of the authenticator, or a recovery code.</summary>
public sealed class CodeModel(SignInDesk desk, SiteContext site) : PageModel, IPage
{
    /// <inheritdoc />
    public PageHead Head => PageHead.ForSignIn(Recovery ? Words.RecoveryCode : Words.CodeTitle);

    /// <summary>What was typed.</summary>
    [BindProperty]
    public FormInput Input { get; set; } = new();

    /// <summary>Where to go afterwards.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether a recovery code is asked for.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Recovery { get; set; }

    private SignInTexts Words => SignInTexts.Of(site.DeskTag);

    /// <summary>Asks for it, if the first half was just done.</summary>
    public async Task<IActionResult> OnGetAsync() => await desk.IsHalfInAsync(HttpContext) ? Page() : Redirect(site.Local("/account/sign-in"));

    /// <summary>Takes it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await desk.SecondFactorAsync(HttpContext, Input.Code, Recovery, cancellationToken);
        if (answer.Kind == SignInKind.In)
        {
            return LocalRedirect(LocalReturn.Of(ReturnUrl, site.Local("/admin")));
        }

        this.Refuse(answer, Words, Recovery ? Words.WrongRecoveryCode : Words.WrongCode);
        return Page();
    }

    /// <summary>The code.</summary>
    public sealed class FormInput
    {
        /// <summary>As typed.</summary>
        [Required, MaxLength(50)]
        public string? Code { get; set; }
    }
}
