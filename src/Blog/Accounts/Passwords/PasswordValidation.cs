using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Accounts.Passwords;

/// <summary>Shows on a page why a new password was refused.</summary>
internal static class PasswordValidation
{
    /// <summary>Checks a new password; an empty one is left to the required field's validation.</summary>
    public static void CheckPassword(
        this PageModel page,
        string field,
        string? password,
        PasswordTexts words,
        params ReadOnlySpan<string?> personal
    )
    {
        if (!string.IsNullOrEmpty(password) && PasswordPolicy.Check(password, personal) is { } error)
        {
            page.ModelState.AddModelError(field, words.InvalidPassword(error));
        }
    }
}
