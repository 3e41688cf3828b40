using System.Security.Cryptography;
using Blog.Data.People;
using Blog.Site;
using Microsoft.AspNetCore.DataProtection;

namespace Blog.Accounts.SignIn;

/// <summary>
/// Remembers with a cookie which browsers an account has signed in on. Strangers who try passwords slow down all unknown devices together;
/// a known one is counted separately, so that nobody can lock the owner out of theirs (OWASP, "Device Cookies").
/// </summary>
public sealed class KnownDevices(IDataProtectionProvider protection, SiteOptions site)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Accounts.Device").ToTimeLimitedDataProtector();

    public void Remember(HttpContext context, Account account) =>
        context.Response.Cookies.Append(
            site.CookieName("device"),
            _protector.Protect(SecretToken.New() + ' ' + account.NormalizedEmail, Life),
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = Life,
                Path = "/",
                SameSite = SameSiteMode.Strict,
                Secure = site.IsHttps || context.Request.IsHttps,
            }
        );

    /// <summary>The key for counting this browser's attempts, where an account has signed in on it before; else null.</summary>
    /// <param name="normalizedEmail">The typed address, normalized.</param>
    public string? KeyOf(HttpContext context, string normalizedEmail)
    {
        try
        {
            var parts = context.Request.Cookies.TryGetValue(site.CookieName("device"), out var cookie)
                ? _protector.Unprotect(cookie).Split(' ', 2)
                : [];
            return parts is [var key, var email] && string.Equals(email, normalizedEmail, StringComparison.Ordinal) ? key : null;
        }
        catch (CryptographicException)
        {
            return null; // forged, or older than the key ring
        }
    }
}
