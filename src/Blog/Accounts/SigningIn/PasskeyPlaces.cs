using System.Net;
using Blog.Site;
using Blog.Site.RateLimiting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Accounts.SigningIn;

/// <summary>Where passkeys can work (WebAuthn Level 3, sections 5.1.2 and 5.1.4: a secure context, and a domain that is no IP address).</summary>
public static class PasskeyPlaces
{
    /// <summary>How many an account may have.</summary>
    public const int Most = 20;

    /// <summary>Why passkeys cannot work for a visitor; null where they can.</summary>
    /// <param name="options">The public address.</param>
    /// <param name="host">The name that the visitor came by.</param>
    public static PasskeyHindrance? HindranceOf(SiteOptions options, string host) =>
        IPAddress.TryParse(options.PublicUrl.Host.Trim('[', ']'), out _) ? PasskeyHindrance.IpAddress
        : !options.IsHttps && !string.Equals(options.PublicUrl.Host, "localhost", StringComparison.OrdinalIgnoreCase) ? PasskeyHindrance.PlainHttp
        : !string.Equals(host, options.PublicUrl.Host, StringComparison.OrdinalIgnoreCase) ? PasskeyHindrance.OtherName
        : null;

    /// <summary>Says on the page why a step of signing in was refused, with the status that scripts see.</summary>
    internal static void Refuse(this PageModel page, SignInAnswer answer, SignInTexts words, string refused)
    {
        page.ModelState.AddModelError("", answer.Kind switch
        {
            SignInKind.Slow => words.Slow(answer.Wait),
            SignInKind.TooLate => words.TooLate,
            SignInKind.Busy => words.Busy,
            _ => refused,
        });
        if (answer.Kind is SignInKind.Slow or SignInKind.Busy)
        {
            page.Response.StatusCode = answer.Kind == SignInKind.Slow ? StatusCodes.Status429TooManyRequests : StatusCodes.Status503ServiceUnavailable;
            page.Response.SetRetryAfter(answer.Wait);
        }
    }
}

/// <summary>Why passkeys cannot work.</summary>
public enum PasskeyHindrance
{
    /// <summary>The public address is an IP address.</summary>
    IpAddress,

    /// <summary>The public address is plain http on another host than this machine.</summary>
    PlainHttp,

    /// <summary>The visitor came by another name than the public address.</summary>
    OtherName,
}
