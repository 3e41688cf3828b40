namespace Blog.Data.People;

/// <summary>A code that replaces the authenticator once.</summary>
public sealed class RecoveryCode
{
    private RecoveryCode() { }

    public RecoveryCode(int accountId, string hash)
    {
        AccountId = accountId;
        Hash = hash;
    }

    public int Id { get; private set; }

    public int AccountId { get; private set; }

    /// <summary>SHA-256 of the code.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>When it was used; null if unused.</summary>
    public DateTimeOffset? UsedAt { get; private set; }
}
