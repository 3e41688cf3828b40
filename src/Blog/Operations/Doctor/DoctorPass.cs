using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Blog.Operations.Doctor;

/// <summary>Proves to the running program that the one who asks can read its data folder; valid for a few minutes.</summary>
public sealed class DoctorPass(IDataProtectionProvider protection)
{
    /// <summary>The header in which it is sent.</summary>
    public const string Header = "X-Blog-Doctor";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("Blog.Doctor").ToTimeLimitedDataProtector();

    /// <summary>A new one.</summary>
    public string Make() => Protector.Protect("doctor", Lifetime);

    /// <summary>Whether a request carries a valid one.</summary>
    public bool IsHeldBy(HttpRequest request)
    {
        try
        {
            return request.Headers[Header] is [{ Length: > 0 and < 1000 } sent] && Protector.Unprotect(sent) == "doctor";
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
