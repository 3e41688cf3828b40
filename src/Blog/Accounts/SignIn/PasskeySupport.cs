using System.Net;
using Blog.Site;
using Blog.Site.RateLimiting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Accounts.SignIn;

/// <summary>
/// Where passkeys can work (WebAuthn Level 3, sections 5.1.2 and 5.1.4: a secure context, and a domain rather than an IP address).
/// </summary>
public static class PasskeySupport
{
    /// <summary>Maximum number per account.</summary>
    public const int Most = 20;

    /// <summary>How many an account has at least that does not sign in by password: one may be lost.</summary>
    public const int LeastAlone = 2;

    /// <summary>Why passkeys cannot work for a visitor; null where they can.</summary>
    /// <param name="options">The public address.</param>
    /// <param name="host">The host name of the request.</param>
    public static PasskeyProblem? HindranceOf(SiteOptions options, string host) =>
        IPAddress.TryParse(options.PublicUrl.Host.Trim('[', ']'), out _) ? PasskeyProblem.IpAddress
        : !options.IsHttps && !string.Equals(options.PublicUrl.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            ? PasskeyProblem.PlainHttp
        : !string.Equals(host, options.PublicUrl.Host, StringComparison.OrdinalIgnoreCase) ? PasskeyProblem.OtherName
        : null;

    /// <summary>Shows on the page why a step of signing in was refused, with the status that scripts see.</summary>
    internal static void Refuse(this PageModel page, SignInOutcome answer, SignInTexts words, string refused)
    {
        page.ModelState.AddModelError(
            "",
            answer.Kind switch
            {
                SignInStatus.Slow => words.Slow(answer.Wait),
                SignInStatus.TooLate => words.TooLate,
                SignInStatus.Busy => words.Busy,
                SignInStatus.NeedsPasskey => words.NeedsPasskey,
                _ => refused,
            }
        );
        if (answer.Kind is SignInStatus.Slow or SignInStatus.Busy)
        {
            page.Response.StatusCode =
                answer.Kind == SignInStatus.Slow ? StatusCodes.Status429TooManyRequests : StatusCodes.Status503ServiceUnavailable;
            page.Response.SetRetryAfter(answer.Wait);
        }
    }
}

public enum PasskeyProblem
{
    /// <summary>The public address is an IP address.</summary>
    IpAddress,

    /// <summary>The public address is plain http on another host than this machine.</summary>
    PlainHttp,

    /// <summary>The request used another host name than the public address.</summary>
    OtherName,
}
