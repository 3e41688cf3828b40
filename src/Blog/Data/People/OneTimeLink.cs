namespace Blog.Data.People;

/// <summary>A link that lets somebody without session do one thing once: take an account, or set a new password.</summary>
public sealed class OneTimeLink
{
    /// <summary>How long an invitation waits.</summary>
    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

    /// <summary>How long a reset waits.</summary>
    public static readonly TimeSpan ResetLife = TimeSpan.FromHours(1);

    private OneTimeLink() { }

    public int Id { get; private set; }

    /// <summary>SHA-256 of the token in the link.</summary>
    public string TokenHash { get; private set; } = "";

    public LinkPurpose Purpose { get; private set; }

    /// <summary>Address that the invited account signs in by.</summary>
    public string? Email { get; private set; }

    /// <summary>Name that the invited author is proposed.</summary>
    public string? Name { get; private set; }

    /// <summary>What the invited account may do.</summary>
    public AccountRole Role { get; private set; }

    public int? AccountId { get; private set; }

    /// <summary>Whose password it resets, where loaded.</summary>
    public Account? Account { get; private set; }

    /// <summary>When it came to be.</summary>
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

    /// <summary>Lets an account set a new password; its second factor stays.</summary>
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
