namespace Blog.Accounts.Management;

/// <summary>Why an account was not created or changed.</summary>
public enum AccountError
{
    /// <summary>The account or link does not exist (any more).</summary>
    NotFound,

    /// <summary>The address belongs to another account.</summary>
    EmailTaken,

    /// <summary>No owner who can sign in would be left.</summary>
    LastOwner,

    /// <summary>Somebody else changed it in the meantime.</summary>
    ChangedMeanwhile,

    /// <summary>Too many passwords are being checked at the moment.</summary>
    Busy,
}
