using System.Security.Cryptography;
using Blog.Data.People;
using Blog.Site;
using Microsoft.AspNetCore.DataProtection;

namespace Blog.Accounts.SigningIn;

/// <summary>
/// Remembers by a cookie which browsers an account has signed in on. Strangers who try passwords slow down all unknown devices together;
/// a known one is counted by itself, so that nobody can lock the owner out of theirs (OWASP, "Device Cookies").
/// </summary>
public sealed class KnownDevices(IDataProtectionProvider protection, SiteOptions site)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Accounts.Device").ToTimeLimitedDataProtector();

    /// <summary>Remembers this browser.</summary>
    public void Remember(HttpContext context, Account account) =>
        context.Response.Cookies.Append(site.CookieName("device"), protector.Protect(account.NormalizedEmail!, Life), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Life,
            Path = "/",
            SameSite = SameSiteMode.Strict,
            Secure = site.IsHttps || context.Request.IsHttps,
        });

    /// <summary>Whether an account has signed in on this browser before.</summary>
    /// <param name="context">The request.</param>
    /// <param name="normalizedEmail">The address that somebody typed.</param>
    public bool Knows(HttpContext context, string normalizedEmail)
    {
        try
        {
            return context.Request.Cookies.TryGetValue(site.CookieName("device"), out var kept) && string.Equals(protector.Unprotect(kept), normalizedEmail, StringComparison.Ordinal);
        }
        catch (CryptographicException)
        {
            return false;   // forged, or older than the key ring
        }
    }
}
