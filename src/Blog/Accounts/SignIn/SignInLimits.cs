using Blog.Data.People;
using Blog.Site.Http;
using Blog.Site.RateLimiting;

namespace Blog.Accounts.SignIn;

/// <summary>
/// How many attempts at signing in are allowed. A device that the account has signed in on is counted by itself, all others together and
/// by their network, so that strangers slow down strangers only (security.md B17).
/// </summary>
public sealed class SignInLimits(SlidingWindowLimiter limiter, KnownDevices devices)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly RateLimit PasswordsByNetwork = new("passwords by network", permits: 10, Window);
    private static readonly RateLimit PasswordsByAccount = new("passwords by account", permits: 10, Window);
    private static readonly RateLimit Proofs = new("proofs of who is signed in", permits: 10, Window);

    /// <summary>Separate, so that wrong codes do not keep out whoever has lost the phone.</summary>
    private static readonly RateLimit CodesByAccount = new("codes by account", permits: 5, Window);

    private static readonly RateLimit RecoveryCodesByAccount = new("recovery codes by account", permits: 5, Window);

    /// <summary>One success for each first step; longer than its cookie is valid.</summary>
    private static readonly RateLimit Completions = new("completed sign-ins", permits: 1, Window);

    /// <summary>Counts an attempt at a password.</summary>
    /// <param name="normalizedEmail">The typed address, normalized.</param>
    /// <param name="isKnown">Whether the account has signed in on this device.</param>
    public RateLimitPermit TryPassword(HttpContext context, string normalizedEmail, out bool isKnown)
    {
        var device = devices.KeyOf(context, normalizedEmail);
        isKnown = device is not null;
        return isKnown
            ? limiter.TryAcquire(PasswordsByAccount, Device(device!))
            : limiter.TryAcquire(
                (PasswordsByNetwork, ClientAddress.Partition(context.Connection.RemoteIpAddress)),
                (PasswordsByAccount, Strangers(normalizedEmail))
            );
    }

    /// <summary>Counts an attempt at a second factor.</summary>
    public RateLimitPermit TryCode(HttpContext context, Account account, bool isRecoveryCode) =>
        limiter.TryAcquire(
            isRecoveryCode ? RecoveryCodesByAccount : CodesByAccount,
            devices.KeyOf(context, account.NormalizedEmail!) is { } device ? Device(device) : Strangers(account.NormalizedEmail!)
        );

    /// <summary>Counts an attempt of somebody signed in to show who they are, which nobody else can use up.</summary>
    public RateLimitPermit TryProof(Account account) => limiter.TryAcquire(Proofs, account.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// Whether a first step is completed for the first time: a copy of its cookie, or of the whole request, is worth nothing.
    /// </summary>
    /// <param name="firstStep">What identifies it.</param>
    public bool TryComplete(string firstStep) => limiter.TryAcquire(Completions, firstStep).RetryAfter is null;

    /// <summary>Makes this device one that the account knows, and forgets the attempts so far: those of strangers too.</summary>
    public void Trust(HttpContext context, Account account)
    {
        var device = devices.KeyOf(context, account.NormalizedEmail!);
        foreach (var key in new[] { Strangers(account.NormalizedEmail!), Device(device ?? "") })
        {
            limiter.Forget(PasswordsByAccount, key);
            limiter.Forget(CodesByAccount, key);
            limiter.Forget(RecoveryCodesByAccount, key);
        }

        devices.Remember(context, account);
    }

    private static string Device(string key) => "device " + key;

    private static string Strangers(string normalizedEmail) => "account " + normalizedEmail;
}
