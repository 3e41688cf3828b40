namespace Blog.Data.Security;

/// <summary>What the security log records. Stored by name; the order is that of the page's filter.</summary>
public enum SecurityEventKind
{
    SignedIn,

    /// <summary>The signed-in person showed again who they are.</summary>
    Confirmed,
    SignedOut,

    /// <summary>By somebody signed in, on the page of sessions.</summary>
    SessionEnded,
    SignInFailed,

    /// <summary>A sign-in that was not tried, because of too many before it or too many at once.</summary>
    SignInRefused,
    CodeFailed,
    ConfirmationFailed,
    SecondFactorOn,
    SecondFactorOff,
    RecoveryCodesMade,
    PasskeyAdded,
    PasskeyRemoved,
    PasswordChanged,

    /// <summary>By a link.</summary>
    PasswordReset,
    PasswordSignInOff,
    PasswordSignInOn,
    EmailChanged,
    AccountAdded,
    AccountRemoved,
    AccountDisabled,
    AccountEnabled,
    RoleChanged,

    /// <summary>An invitation or a link for a new password.</summary>
    LinkMade,

    /// <summary>Whoever has it may see or do something without an account, such as a preview link.</summary>
    TokenMade,
    SettingsChanged,
    BackupDownloaded,
    KeysRevoked,

    /// <summary>A form that another site sent, or without a valid token.</summary>
    CsrfRefused,

    /// <summary>Something that the signed-in person may not do.</summary>
    AccessRefused,
    WebhookRefused,
}

public static class SecurityEventKinds
{
    extension(SecurityEventKind kind)
    {
        /// <summary>
        /// Whether strangers can cause it as often as they like: equal ones within an hour are one row with a count.
        /// </summary>
        public bool IsRefusal =>
            kind
                is SecurityEventKind.SignInFailed
                    or SecurityEventKind.SignInRefused
                    or SecurityEventKind.CodeFailed
                    or SecurityEventKind.ConfirmationFailed
                    or SecurityEventKind.CsrfRefused
                    or SecurityEventKind.AccessRefused
                    or SecurityEventKind.WebhookRefused;

        /// <summary>Whether it tells of somebody who came or went.</summary>
        public bool IsVisit =>
            kind
                is SecurityEventKind.SignedIn
                    or SecurityEventKind.Confirmed
                    or SecurityEventKind.SignedOut
                    or SecurityEventKind.SessionEnded;
    }
}
