using Microsoft.AspNetCore.Identity;

namespace Blog.Data.People;

/// <summary>A user who can sign in with their e-mail address, which readers never see.</summary>
public sealed class Account : IdentityUser<int>
{
    private Account() { }

    /// <summary>Creates an account; the caller sets its password, if any.</summary>
    /// <param name="email">The address to sign in with.</param>
    /// <param name="role">Its role.</param>
    /// <param name="author">The author that it writes as.</param>
    public Account(string email, AccountRole role, Author author, DateTimeOffset now)
    {
        Email = email;
        UserName = email;
        EmailConfirmed = true; // no mail is sent: the creator of the account vouches for the address
        SecurityStamp = NewStamp();
        Role = role;
        Author = author;
        CreatedAt = now;
    }

    public AccountRole Role { get; private set; }

    /// <summary>The author it writes as.</summary>
    public int AuthorId { get; private set; }

    /// <summary>The author it writes as, if loaded.</summary>
    public Author? Author { get; private set; }

    /// <summary>BCP 47 tag of the interface language; null to follow the browser.</summary>
    public string? Language { get; private set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was disabled; null if it is enabled.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>The encrypted secret of its authenticator; null if it has none.</summary>
    public string? TotpSecret { get; private set; }

    /// <summary>The last time step whose code was accepted (RFC 6238), so that each code works only once.</summary>
    public long LastTotpStep { get; private set; }

    /// <summary>Whether it signs in by passkey only; its password is kept, and does not count.</summary>
    public bool IsPasswordOff { get; private set; }

    /// <summary>Disables it; changing the stamp ends its sessions.</summary>
    public void Disable(DateTimeOffset now)
    {
        DisabledAt = now;
        EndSessions();
    }

    public void Enable()
    {
        DisabledAt = null;
        ConcurrencyStamp = NewStamp();
    }

    /// <summary>Changes its role and ends its sessions, so that no old permission remains in use.</summary>
    public void Become(AccountRole role)
    {
        Role = role;
        EndSessions();
    }

    /// <summary>Enables two-factor authentication.</summary>
    /// <param name="protectedSecret">The authenticator's secret, encrypted.</param>
    /// <param name="step">The time step of the code that confirmed it.</param>
    public void TakeSecondFactor(string protectedSecret, long step)
    {
        TotpSecret = protectedSecret;
        LastTotpStep = step;
        TwoFactorEnabled = true;
        EndSessions();
    }

    /// <summary>Disables two-factor authentication.</summary>
    public void RemoveSecondFactor()
    {
        TwoFactorEnabled = false;
        TotpSecret = null;
        EndSessions();
    }

    /// <summary>Replaces the encrypted form of the same secret.</summary>
    public void StoreSecondFactor(string protectedSecret) => TotpSecret = protectedSecret;

    /// <summary>Sets the password.</summary>
    public void TakePassword(string hash)
    {
        PasswordHash = hash;
        IsPasswordOff = false; // a reset link is the way back for whoever has lost all passkeys
        EndSessions();
    }

    /// <summary>Lets it sign in by password, or by passkey only.</summary>
    public void AllowPassword(bool allow)
    {
        IsPasswordOff = !allow;
        EndSessions();
    }

    /// <summary>Changes the address to sign in with.</summary>
    public void MoveTo(string email)
    {
        Email = email;
        UserName = email;
        EndSessions();
    }

    /// <summary>Sets the interface language.</summary>
    /// <param name="tag">BCP 47 tag; null to follow the browser.</param>
    public void Speak(string? tag) => Language = tag;

    /// <summary>
    /// Ends every session by changing the stamp. An account read before this cannot be saved any more, which would bring back old
    /// permissions.
    /// </summary>
    public void EndSessions() => (SecurityStamp, ConcurrencyStamp) = (NewStamp(), NewStamp());

    private static string NewStamp() => Guid.NewGuid().ToString("N");
}

/// <summary>The role of an account.</summary>
public enum AccountRole
{
    /// <summary>May write and edit their own posts.</summary>
    Author,

    Owner,
}
