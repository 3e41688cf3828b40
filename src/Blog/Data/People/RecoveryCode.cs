namespace Blog.Data.People;

/// <summary>A code that replaces the authenticator once.</summary>
public sealed class RecoveryCode
{
    private RecoveryCode()
    {
    }

    /// <summary>A new code.</summary>
    public RecoveryCode(int accountId, string hash)
    {
        AccountId = accountId;
        Hash = hash;
    }

    /// <summary>Row id.</summary>
    public int Id { get; private set; }

    /// <summary>Whose.</summary>
    public int AccountId { get; private set; }

    /// <summary>SHA-256 of the code.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>When it was used; null while it works.</summary>
    public DateTimeOffset? UsedAt { get; private set; }
}
