using Blog.Caching;
using Blog.Site;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Accounts.SigningIn;

/// <summary>Signing out: the row of the session goes, so its cookie opens nothing any more, wherever it was copied to.</summary>
[Compressed]
public sealed class SignOutModel(SiteContext site) : PageModel, IPage
{
    /// <inheritdoc />
    public PageHead Head => PageHead.ForSignIn(SignInTexts.Of(site.DeskTag).SignOutTitle);

    /// <summary>Asks, for who came by a link: nothing is done by a GET.</summary>
    public void OnGet()
    {
        // The page is all there is.
    }

    /// <summary>Ends the session.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Redirect(site.Local("/account/sign-out"));
    }
}
