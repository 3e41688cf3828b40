namespace Blog.Data.People;

/// <summary>One signed-in browser. The row is the session: without it the cookie opens nothing.</summary>
public sealed class Session
{
    /// <summary>Ends this long after its last use.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>Ends this long after it began, however much it is used.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private Session() { }

    /// <summary>Begins.</summary>
    /// <param name="keyHash">Hash of the key that the cookie holds.</param>
    /// <param name="account">Who signed in.</param>
    /// <param name="method">How.</param>
    /// <param name="from">On what.</param>
    /// <param name="now">The time.</param>
    public Session(string keyHash, Account account, SignInMethod method, Client from, DateTimeOffset now)
    {
        KeyHash = keyHash;
        AccountId = account.Id;
        Stamp = account.SecurityStamp!;
        Method = method;
        Browser = from.Browser;
        System = from.System;
        Address = from.Address;
        CreatedAt = now;
        SeenAt = now;
    }

    /// <summary>Row id, which its owner may see and end it by.</summary>
    public int Id { get; private set; }

    /// <summary>SHA-256 of the cookie's key, so that who reads the database cannot sign in.</summary>
    public string KeyHash { get; private set; } = "";

    public int AccountId { get; private set; }

    public Account? Account { get; private set; }

    /// <summary>The account's stamp when it began: another one ends the session.</summary>
    public string Stamp { get; private set; } = "";

    public SignInMethod Method { get; private set; }

    /// <summary>Name of the browser; null where unknown.</summary>
    public string? Browser { get; private set; }

    /// <summary>Name of the device's system; null where unknown.</summary>
    public string? System { get; private set; }

    /// <summary>Where from: an IP address.</summary>
    public string? Address { get; private set; }

    /// <summary>When it began, which is also when its owner last proved to be who they are.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was last used, to within a few minutes.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>When it ends if it is not used again.</summary>
    public DateTimeOffset ExpiresAt => Earlier(SeenAt + Idle, CreatedAt + Longest);

    /// <summary>Whether it still opens anything.</summary>
    public bool IsOpen(Account account, DateTimeOffset now) =>
        now < ExpiresAt && account.DisabledAt is null && string.Equals(Stamp, account.SecurityStamp, StringComparison.Ordinal);

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}

/// <summary>The browser and device that somebody uses.</summary>
/// <param name="Browser">Its name; null where unknown.</param>
/// <param name="System">Name of its system; null where unknown.</param>
/// <param name="Address">Its IP address; null where unknown.</param>
public sealed record Client(string? Browser, string? System, string? Address);

/// <summary>How somebody proved to be who they are.</summary>
public enum SignInMethod
{
    /// <summary>By password; the account asks for no code.</summary>
    Password,

    /// <summary>By password and a code of the authenticator.</summary>
    PasswordAndCode,

    /// <summary>By password and a recovery code.</summary>
    PasswordAndRecoveryCode,

    Passkey,

    /// <summary>By a one-time link: setting up, an invitation, a reset.</summary>
    Link,
}
