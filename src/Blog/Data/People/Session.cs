namespace Blog.Data.People;

/// <summary>A signed-in browser. The cookie is only valid while this row exists.</summary>
public sealed class Session
{
    /// <summary>Idle timeout.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>Absolute lifetime, regardless of use.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Idle timeout on a device on which the person chose to stay signed in.</summary>
    public static readonly TimeSpan LongIdle = TimeSpan.FromDays(30);

    /// <summary>Absolute lifetime on such a device: as long as the browser is known (see <c>KnownDevices</c>).</summary>
    public static readonly TimeSpan LongLongest = TimeSpan.FromDays(365);

    private Session() { }

    /// <summary>Starts a session.</summary>
    /// <param name="keyHash">Hash of the token in the cookie.</param>
    /// <param name="account">Who signed in.</param>
    /// <param name="method">How they signed in.</param>
    /// <param name="from">The browser and device.</param>
    /// <param name="staysSignedIn">Whether they chose to stay signed in on it.</param>
    public Session(string keyHash, Account account, SignInMethod method, Client from, bool staysSignedIn, DateTimeOffset now)
    {
        KeyHash = keyHash;
        AccountId = account.Id;
        Stamp = account.SecurityStamp!;
        Method = method;
        Browser = from.Browser;
        System = from.System;
        Address = from.Address;
        StaysSignedIn = staysSignedIn;
        CreatedAt = now;
        SeenAt = now;
    }

    /// <summary>Row id; may be shown to the user, who can end the session by it.</summary>
    public int Id { get; private set; }

    /// <summary>SHA-256 of the cookie's token, so that read access to the database is not enough to sign in.</summary>
    public string KeyHash { get; private set; } = "";

    public int AccountId { get; private set; }

    public Account? Account { get; private set; }

    /// <summary>The account's security stamp at sign-in; a different stamp ends the session.</summary>
    public string Stamp { get; private set; } = "";

    public SignInMethod Method { get; private set; }

    /// <summary>Name of the browser; null if unknown.</summary>
    public string? Browser { get; private set; }

    /// <summary>Name of the operating system; null if unknown.</summary>
    public string? System { get; private set; }

    /// <summary>IP address.</summary>
    public string? Address { get; private set; }

    /// <summary>Whether the person chose to stay signed in on this device, which decides how long it lasts.</summary>
    public bool StaysSignedIn { get; private set; }

    /// <summary>When it started, which is also the last authentication.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was last used, to within a few minutes.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>When it expires if it is not used again.</summary>
    public DateTimeOffset ExpiresAt =>
        StaysSignedIn ? Earlier(SeenAt + LongIdle, CreatedAt + LongLongest) : Earlier(SeenAt + Idle, CreatedAt + Longest);

    /// <summary>A copy without its account, which another database context can store.</summary>
    public Session Copy()
    {
        var copy = (Session)MemberwiseClone();
        (copy.Id, copy.Account) = (0, null);
        return copy;
    }

    /// <summary>Extends it from now on.</summary>
    public void Use(DateTimeOffset now) => SeenAt = now;

    /// <summary>Whether it is still valid.</summary>
    public bool IsOpen(Account account, DateTimeOffset now) =>
        now < ExpiresAt && account.DisabledAt is null && string.Equals(Stamp, account.SecurityStamp, StringComparison.Ordinal);

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}

/// <summary>A user's browser and device.</summary>
/// <param name="Browser">Its name; null if unknown.</param>
/// <param name="System">Name of the operating system; null if unknown.</param>
/// <param name="Address">Its IP address; null if unknown.</param>
public sealed record Client(string? Browser, string? System, string? Address);

/// <summary>How a user authenticated.</summary>
public enum SignInMethod
{
    /// <summary>By password, without a second factor.</summary>
    Password,

    /// <summary>By password and an authenticator code.</summary>
    PasswordAndCode,

    /// <summary>By password and a recovery code.</summary>
    PasswordAndRecoveryCode,

    Passkey,

    /// <summary>By a one-time link: setting up, an invitation, a reset.</summary>
    Link,
}
