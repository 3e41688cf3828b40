using System.Text;
using Blog.Rendering.Text;
using Microsoft.AspNetCore.Identity;

namespace Blog.Accounts.Management;

/// <summary>
/// The one form of an address to sign in by. Letter case does not count, nor a space that a phone's keyboard adds; and not everything that
/// can be typed can be normalized: the framework's own would end in an error.
/// </summary>
internal sealed class EmailForm : ILookupNormalizer
{
    public string? NormalizeEmail(string? email) =>
        email is null ? null : UnicodeNormalization.Of(email.Trim(), NormalizationForm.FormC).ToUpperInvariant();

    public string? NormalizeName(string? name) => NormalizeEmail(name);
}
