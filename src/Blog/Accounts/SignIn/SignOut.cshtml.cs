using Blog.Caching;
using Blog.Data.Security;
using Blog.Site;
using Blog.Site.Layout;
using Blog.Site.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Accounts.SignIn;

/// <summary>Signing out: the row of the session is deleted, so its cookie is useless, wherever it was copied to.</summary>
[Compressed]
public sealed class SignOutModel(SecurityLog security, SiteContext site) : PageModel, IPage
{
    public PageHead Head => PageHead.ForSignIn(SignInTexts.Of(site.UiLanguage).SignOutTitle);

    /// <summary>Asks for confirmation, for visitors who followed a link: a GET changes nothing.</summary>
    public void OnGet()
    {
        // Nothing to load.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (User.IsSignedIn)
        {
            security.Add(HttpContext, SecurityEventKind.SignedOut);
        }

        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Redirect(site.Local("/account/sign-out"));
    }
}
