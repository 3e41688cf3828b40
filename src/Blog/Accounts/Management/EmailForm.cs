using System.Text;
using Blog.Rendering.Text;
using Microsoft.AspNetCore.Identity;

namespace Blog.Accounts.Management;

/// <summary>
/// The normalized form of an e-mail address for signing in: ignores letter case and a space that a phone's keyboard adds. Some input cannot
/// be normalized, and the framework's own method would throw for it.
/// </summary>
internal sealed class EmailForm : ILookupNormalizer
{
    public string? NormalizeEmail(string? email) =>
        email is null ? null : UnicodeNormalization.Of(email.Trim(), NormalizationForm.FormC).ToUpperInvariant();

    public string? NormalizeName(string? name) => NormalizeEmail(name);
}
