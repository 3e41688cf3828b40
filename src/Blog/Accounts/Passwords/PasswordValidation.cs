using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Accounts.Passwords;

/// <summary>Says on a page why a new password will not do.</summary>
internal static class PasswordValidation
{
    /// <summary>Checks a new password; an empty one is the required field's matter.</summary>
    public static void CheckPassword(
        this PageModel page,
        string field,
        string? password,
        PasswordTexts words,
        params ReadOnlySpan<string?> personal
    )
    {
        if (!string.IsNullOrEmpty(password) && PasswordPolicy.Check(password, personal) is { } fault)
        {
            page.ModelState.AddModelError(field, words.PasswordFault(fault));
        }
    }
}
