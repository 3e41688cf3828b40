namespace Blog.Data.People;

/// <summary>A link that allows one action without a session, once: accepting an invitation or setting a new password.</summary>
public sealed class OneTimeLink
{
    /// <summary>How long an invitation is valid.</summary>
    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

    /// <summary>How long a password reset is valid.</summary>
    public static readonly TimeSpan ResetLife = TimeSpan.FromHours(1);

    private OneTimeLink() { }

    public int Id { get; private set; }

    /// <summary>SHA-256 of the token in the link.</summary>
    public string TokenHash { get; private set; } = "";

    public LinkPurpose Purpose { get; private set; }

    /// <summary>E-mail address of the invited account.</summary>
    public string? Email { get; private set; }

    /// <summary>Suggested name of the invited author.</summary>
    public string? Name { get; private set; }

    /// <summary>Role of the invited account.</summary>
    public AccountRole Role { get; private set; }

    public int? AccountId { get; private set; }

    /// <summary>The account whose password it resets, if loaded.</summary>
    public Account? Account { get; private set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public static OneTimeLink Invite(string tokenHash, string email, string name, AccountRole role, DateTimeOffset now) =>
        new()
        {
            TokenHash = tokenHash,
            Purpose = LinkPurpose.Invitation,
            Email = email,
            Name = name,
            Role = role,
            CreatedAt = now,
            ExpiresAt = now + InvitationLife,
        };

    /// <summary>Allows an account to set a new password; its second factor is unchanged.</summary>
    public static OneTimeLink Reset(string tokenHash, Account account, DateTimeOffset now) =>
        new()
        {
            TokenHash = tokenHash,
            Purpose = LinkPurpose.PasswordReset,
            AccountId = account.Id,
            Role = account.Role,
            CreatedAt = now,
            ExpiresAt = now + ResetLife,
        };
}

/// <summary>What a one-time link is for.</summary>
public enum LinkPurpose
{
    Invitation,

    PasswordReset,
}
