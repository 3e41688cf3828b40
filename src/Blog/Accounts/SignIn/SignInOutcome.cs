namespace Blog.Accounts.SignIn;

/// <summary>The result of a step of signing in.</summary>
/// <param name="Wait">How long to wait; for <see cref="SignInStatus.Slow"/> and <see cref="SignInStatus.Busy"/>.</param>
public sealed record SignInOutcome(SignInStatus Kind, TimeSpan Wait = default)
{
    public static readonly SignInOutcome In = new(SignInStatus.In);

    /// <summary>The password was right; the second factor is asked for.</summary>
    public static readonly SignInOutcome NeedsCode = new(SignInStatus.NeedsCode);

    /// <summary>The password was right, and is not enough here: a passkey is asked for.</summary>
    public static readonly SignInOutcome NeedsPasskey = new(SignInStatus.NeedsPasskey);

    /// <summary>Something was wrong; the result does not say what.</summary>
    public static readonly SignInOutcome Refused = new(SignInStatus.Refused);

    /// <summary>The first step was too long ago.</summary>
    public static readonly SignInOutcome TooLate = new(SignInStatus.TooLate);

    /// <summary>Too many passwords are being checked at the moment.</summary>
    public static readonly SignInOutcome Busy = new(SignInStatus.Busy, TimeSpan.FromSeconds(5));

    public static SignInOutcome Slow(TimeSpan wait) => new(SignInStatus.Slow, wait);
}

public enum SignInStatus
{
    In,

    /// <summary>The second factor is asked for.</summary>
    NeedsCode,

    /// <summary>A passkey is asked for instead.</summary>
    NeedsPasskey,

    Refused,

    /// <summary>The first step was too long ago.</summary>
    TooLate,

    Slow,

    /// <summary>Too many passwords are being checked.</summary>
    Busy,
}
