using System.Security.Claims;
using Blog.Accounts.Passwords;
using Blog.Accounts.Sessions;
using Blog.Data;
using Blog.Data.People;
using Blog.Data.Security;
using Blog.Site.Security;
using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.SignIn;

/// <summary>
/// The steps of signing in. Known and unknown addresses take the same work and get the same answer; attempts are counted before they are
/// made, by network address and by account, and uncounted when they succeed.
/// </summary>
public sealed class SignInService(
    BlogDb db,
    UserManager<Account> accounts,
    SignInManager<Account> passkeys,
    IPasswordHasher<Account> hasher,
    PasswordHashThrottle hashing,
    SignInLimits limits,
    SecondFactors factors,
    SecurityLog security
)
{
    private const string StampClaim = "stamp";
    private const string StayClaim = "stay";
    private const string StepClaim = "step";

    /// <summary>A dummy hash, checked where there is no account: the answer must take as long (security.md B17).</summary>
    private static readonly Account DummyAccount = new("nobody@invalid", AccountRole.Author, new Author(""), DateTimeOffset.UnixEpoch);
    private static string? _dummyHash;

    /// <summary>Checks address and password; signs in, or asks for the second factor where the account has one.</summary>
    /// <param name="staySignedIn">Whether the session is to be a long one; a second factor does not ask again.</param>
    public async Task<SignInOutcome> PasswordAsync(
        HttpContext context,
        string email,
        string password,
        bool staySignedIn,
        CancellationToken cancellationToken
    )
    {
        var normalized = accounts.NormalizeEmail(email)!;
        var attempt = limits.TryPassword(context, normalized, out var isKnown);
        if (attempt.RetryAfter is { } wait)
        {
            security.Add(context, SecurityEventKind.SignInRefused, method: "too-many");
            return SignInOutcome.Slow(wait);
        }

        var account = await FindAsync(normalized, cancellationToken);
        if (await MatchesAsync(account, password, isKnown, cancellationToken) is not { } matches)
        {
            attempt.GiveBack();
            security.Add(context, SecurityEventKind.SignInRefused, method: "busy");
            return SignInOutcome.Busy;
        }

        if (!matches || account is null || account.DisabledAt is not null || account.IsPasswordOff)
        {
            security.Add(context, SecurityEventKind.SignInFailed, account?.Id, "password");
            return SignInOutcome.Refused;
        }

        attempt.GiveBack();
        if (await NeedsPasskeyAsync(account, cancellationToken))
        {
            security.Add(context, SecurityEventKind.SignInFailed, account.Id, "passkey-needed");
            return SignInOutcome.NeedsPasskey;
        }

        if (account.TwoFactorEnabled)
        {
            await RememberHalfAsync(context, account, staySignedIn);
            return SignInOutcome.NeedsCode;
        }

        await BeginAsync(context, account, SignInMethod.Password, staySignedIn);
        return SignInOutcome.In;
    }

    /// <summary>Whether the password was verified a moment ago and the second factor is missing.</summary>
    public async Task<bool> IsHalfInAsync(HttpContext context) => await HalfInAsync(context) is not null;

    /// <summary>Checks the second factor: a code of the authenticator, or a recovery code.</summary>
    public async Task<SignInOutcome> SecondFactorAsync(
        HttpContext context,
        string? typed,
        bool isRecoveryCode,
        CancellationToken cancellationToken
    )
    {
        if (await HalfInAsync(context) is not { } half)
        {
            return SignInOutcome.TooLate;
        }

        var account = half.Account;

        var attempt = limits.TryCode(context, account, isRecoveryCode);
        if (attempt.RetryAfter is { } wait)
        {
            security.Add(context, SecurityEventKind.SignInRefused, account.Id, "too-many");
            return SignInOutcome.Slow(wait);
        }

        var taken = isRecoveryCode
            ? await factors.TakeRecoveryCodeAsync(db, account, typed, cancellationToken)
            : await factors.TakeCodeAsync(db, account, typed, cancellationToken);
        if (!taken)
        {
            security.Add(context, SecurityEventKind.CodeFailed, account.Id, isRecoveryCode ? "recovery-code" : "code");
            return SignInOutcome.Refused;
        }

        attempt.GiveBack();
        await context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (!limits.TryComplete(half.Step))
        {
            return SignInOutcome.TooLate;
        }

        await BeginAsync(
            context,
            account,
            isRecoveryCode ? SignInMethod.PasswordAndRecoveryCode : SignInMethod.PasswordAndCode,
            half.StaySignedIn
        );
        return SignInOutcome.In;
    }

    /// <summary>The request options for a passkey, as JSON.</summary>
    public Task<string> PasskeyOptionsAsync() => passkeys.MakePasskeyRequestOptionsAsync(null);

    /// <summary>
    /// Checks the browser's passkey response. Not rate-limited: it cannot be guessed, and strangers must not be able to block it.
    /// </summary>
    public Task<SignInOutcome> PasskeyAsync(HttpContext context, string credentialJson, bool staySignedIn) =>
        PasskeyAsync(context, credentialJson, staySignedIn, only: null);

    private async Task<SignInOutcome> PasskeyAsync(HttpContext context, string credentialJson, bool staySignedIn, int? only)
    {
        PasskeyAssertionResult<Account> result;
        var begun = await context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        try
        {
            result = await passkeys.PerformPasskeyAssertionAsync(credentialJson);
        }
        catch (Exception e) when (e is PasskeyException or InvalidOperationException or System.Text.Json.JsonException)
        {
            security.Add(context, SecurityEventKind.SignInFailed, only, "passkey");
            return SignInOutcome.Refused; // no ceremony was begun, or the response is invalid
        }

        if (
            !result.Succeeded
            || result.User.DisabledAt is not null
            || (only is { } id && result.User.Id != id)
            || !limits.TryComplete(string.Join('\n', begun.Properties!.Items.Values)) // the challenge among them
        )
        {
            security.Add(context, SecurityEventKind.SignInFailed, result.User?.Id ?? only, "passkey");
            return SignInOutcome.Refused;
        }

        try
        {
            await accounts.AddOrUpdatePasskeyAsync(result.User, result.Passkey); // stores the new signature counter
        }
        catch (Exception e) when (StorageErrors.IsFull(e))
        {
            db.ChangeTracker.Clear(); // an owner must be able to sign in and make room
        }

        await StartAsync(context, result.User, SignInMethod.Passkey, staySignedIn);
        Note(context, only is null ? SecurityEventKind.SignedIn : SecurityEventKind.Confirmed, result.User, SignInMethod.Passkey);
        return SignInOutcome.In;
    }

    /// <summary>Begins a session with a new key, whatever session this browser had before.</summary>
    /// <param name="staySignedIn">Whether it is a long one, whose cookie outlives the browser.</param>
    public async Task BeginAsync(HttpContext context, Account account, SignInMethod method, bool staySignedIn)
    {
        await StartAsync(context, account, method, staySignedIn);
        Note(context, SecurityEventKind.SignedIn, account, method);
    }

    private void Note(HttpContext context, SecurityEventKind kind, Account account, SignInMethod method) =>
        security.Add(context, kind, account.Id, SecurityLog.WordOf(method));

    private async Task StartAsync(HttpContext context, Account account, SignInMethod method, bool staySignedIn)
    {
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        var properties = new AuthenticationProperties { IsPersistent = staySignedIn };
        properties.Items[SessionStore.Method] = method.ToString();

        // The handler would reuse the key that it has read in this request; one that has read nothing creates a new one (ASVS 7.2.4).
        await using var scope = context.RequestServices.CreateAsyncScope();
        var handler = await scope
            .ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>()
            .GetHandlerAsync(context, IdentityConstants.ApplicationScheme);
        await ((IAuthenticationSignInHandler)handler!).SignInAsync(AccountClaims.For(account), properties);
        limits.Trust(context, account);
    }

    /// <summary>Gives the signed-in person a session with a new key, as long as the one they have.</summary>
    public async Task RenewAsync(HttpContext context, Account account, SignInMethod method) =>
        await StartAsync(context, account, method, await StaysSignedInAsync(context));

    /// <summary>How a session was begun.</summary>
    public Task<SignInMethod> MethodAsync(int session, CancellationToken cancellationToken) =>
        db.Sessions.Where(s => s.Id == session).Select(s => s.Method).SingleAsync(cancellationToken);

    /// <summary>Ends sessions of an account.</summary>
    /// <param name="session">The one to end; null for all.</param>
    public Task EndAsync(int accountId, int? session, CancellationToken cancellationToken) =>
        db.WriteAsync(
            () =>
                db
                    .Sessions.Where(s => s.AccountId == accountId && (session == null || s.Id == session))
                    .ExecuteDeleteAsync(cancellationToken),
            cancellationToken,
            keepTracked: true
        );

    /// <summary>Verifies the signed-in person again, by password and second factor; success begins a new session.</summary>
    public async Task<SignInOutcome> ProveAsync(
        HttpContext context,
        Account account,
        string password,
        string? code,
        CancellationToken cancellationToken
    )
    {
        var answer = await CheckPasswordAsync(context, account, password, cancellationToken);
        if (answer.Kind != SignInStatus.In)
        {
            return answer;
        }

        if (account.IsPasswordOff || await NeedsPasskeyAsync(account, cancellationToken))
        {
            return SignInOutcome.NeedsPasskey;
        }

        var byCode = account.TwoFactorEnabled && await factors.TakeCodeAsync(db, account, code, cancellationToken);
        if (account.TwoFactorEnabled && !byCode && !await factors.TakeRecoveryCodeAsync(db, account, code, cancellationToken))
        {
            security.Add(context, SecurityEventKind.ConfirmationFailed, account.Id, "code");
            return SignInOutcome.Refused;
        }

        var method =
            !account.TwoFactorEnabled ? SignInMethod.Password
            : byCode ? SignInMethod.PasswordAndCode
            : SignInMethod.PasswordAndRecoveryCode;
        await RenewAsync(context, account, method);
        Note(context, SecurityEventKind.Confirmed, account, method);
        return SignInOutcome.In;
    }

    /// <summary>Whether a password is that of the signed-in person: <see cref="SignInStatus.In"/> if so.</summary>
    public async Task<SignInOutcome> CheckPasswordAsync(
        HttpContext context,
        Account account,
        string password,
        CancellationToken cancellationToken
    )
    {
        var attempt = limits.TryProof(account);
        if (attempt.RetryAfter is { } wait)
        {
            security.Add(context, SecurityEventKind.SignInRefused, account.Id, "too-many");
            return SignInOutcome.Slow(wait);
        }

        var matches = await MatchesAsync(account, password, isKnown: true, cancellationToken);
        if (matches == false)
        {
            security.Add(context, SecurityEventKind.ConfirmationFailed, account.Id, "password");
        }
        else
        {
            attempt.GiveBack();
        }

        return matches switch
        {
            true => SignInOutcome.In,
            false => SignInOutcome.Refused,
            null => SignInOutcome.Busy,
        };
    }

    /// <summary>The same by passkey, which must be one of the same account.</summary>
    public async Task<SignInOutcome> ProveByPasskeyAsync(HttpContext context, int accountId, string credentialJson) =>
        await PasskeyAsync(context, credentialJson, await StaysSignedInAsync(context), only: accountId);

    /// <summary>
    /// Whether a password alone is not enough, where two factors are demanded: whoever has a passkey uses it. Without one, the password
    /// opens nothing but the pages where a second factor is set up (<see cref="SecondFactorDemand"/>).
    /// </summary>
    private async Task<bool> NeedsPasskeyAsync(Account account, CancellationToken cancellationToken) =>
        !account.TwoFactorEnabled
        && (await db.Settings.AsNoTracking().SingleAsync(cancellationToken)).Security.RequiresSecondFactor
        && await db.UserPasskeys.AnyAsync(passkey => passkey.UserId == account.Id, cancellationToken);

    private static async Task<bool> StaysSignedInAsync(HttpContext context) =>
        (await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties is { IsPersistent: true };

    /// <summary>The account whose password was verified a moment ago; changes to the account since then count.</summary>
    private async Task<(Account Account, bool StaySignedIn, string Step)?> HalfInAsync(HttpContext context)
    {
        var half = await context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return
            await passkeys.GetTwoFactorAuthenticationUserAsync() is { DisabledAt: null, TwoFactorEnabled: true } account
            && string.Equals(half.Principal?.FindFirstValue(StampClaim), account.SecurityStamp, StringComparison.Ordinal)
            ? (account, half.Principal!.HasClaim(StayClaim, bool.TrueString), half.Principal.FindFirstValue(StepClaim) ?? "")
            : null;
    }

    private Task<Account?> FindAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        db.Users.Include(a => a.Author).SingleOrDefaultAsync(a => a.NormalizedEmail == normalizedEmail, cancellationToken);

    private async Task<bool?> MatchesAsync(Account? account, string password, bool isKnown, CancellationToken cancellationToken)
    {
        var result = await hashing.TryRunAsync(
            () =>
            {
                // Created for every request, or the first unknown address would take longer.
                var dummyHash = _dummyHash ??= hasher.HashPassword(DummyAccount, SecretToken.New());
                return hasher.VerifyHashedPassword(account ?? DummyAccount, account?.PasswordHash ?? dummyHash, password)
                        != PasswordVerificationResult.Failed
                    && account?.PasswordHash is not null;
            },
            isKnown,
            cancellationToken
        );
        return result.IsDone ? result.Value : null;
    }

    private static Task RememberHalfAsync(HttpContext context, Account account, bool staySignedIn)
    {
        var identity = new ClaimsIdentity(IdentityConstants.TwoFactorUserIdScheme);
        // Where SignInManager looks for it.
        identity.AddClaim(new Claim(ClaimTypes.Name, account.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(StampClaim, account.SecurityStamp!));
        identity.AddClaim(new Claim(StayClaim, staySignedIn.ToString()));
        identity.AddClaim(new Claim(StepClaim, SecretToken.New()));
        return context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(identity));
    }
}
