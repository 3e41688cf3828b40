using Microsoft.AspNetCore.Identity;

namespace Blog.Data.People;

/// <summary>Somebody who may sign in. The e-mail address is the name to sign in by; readers never see it.</summary>
public sealed class Account : IdentityUser<int>
{
    private Account() { }

    /// <summary>A new account; its password, if any, is set by the one who makes it.</summary>
    /// <param name="email">The address to sign in by.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="author">The author whose posts it writes.</param>
    /// <param name="now">The time.</param>
    public Account(string email, AccountRole role, Author author, DateTimeOffset now)
    {
        Email = email;
        UserName = email;
        EmailConfirmed = true; // nothing is sent by mail: whoever made the account vouches for the address
        SecurityStamp = NewStamp();
        Role = role;
        Author = author;
        CreatedAt = now;
    }

    public AccountRole Role { get; private set; }

    /// <summary>The author it writes as.</summary>
    public int AuthorId { get; private set; }

    /// <summary>The author it writes as, where loaded.</summary>
    public Author? Author { get; private set; }

    /// <summary>BCP 47 tag of the words of its own pages; null to follow the browser.</summary>
    public string? Language { get; private set; }

    /// <summary>When it came to be.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Since when it may not sign in; null where it may.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>The secret of its authenticator, encrypted; null where there is none.</summary>
    public string? TotpSecret { get; private set; }

    /// <summary>The last time step whose code was accepted (RFC 6238): a code works once.</summary>
    public long LastTotpStep { get; private set; }

    /// <summary>Shuts it out; its sessions end with the stamp.</summary>
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

    /// <summary>Changes what it may do; its sessions end, so that nobody keeps an old right.</summary>
    public void Become(AccountRole role)
    {
        Role = role;
        EndSessions();
    }

    /// <summary>Asks for codes from now on.</summary>
    /// <param name="protectedSecret">The authenticator's secret, encrypted.</param>
    /// <param name="step">The time step of the code that proved it.</param>
    public void TakeSecondFactor(string protectedSecret, long step)
    {
        TotpSecret = protectedSecret;
        LastTotpStep = step;
        TwoFactorEnabled = true;
        EndSessions();
    }

    /// <summary>Asks for no codes any more.</summary>
    public void RemoveSecondFactor()
    {
        TwoFactorEnabled = false;
        TotpSecret = null;
        EndSessions();
    }

    /// <summary>The same secret in another encryption.</summary>
    public void KeepSecondFactor(string protectedSecret) => TotpSecret = protectedSecret;

    /// <summary>Takes a password.</summary>
    /// <param name="hash">Its hash.</param>
    public void TakePassword(string hash)
    {
        PasswordHash = hash;
        EndSessions();
    }

    /// <summary>Signs in by another address from now on.</summary>
    public void MoveTo(string email)
    {
        Email = email;
        UserName = email;
        EndSessions();
    }

    /// <summary>Speaks a language on its own pages.</summary>
    /// <param name="tag">BCP 47 tag; null to follow the browser.</param>
    public void Speak(string? tag) => Language = tag;

    /// <summary>Ends every session: it holds the stamp that was. Who read the account before this cannot save it any more, or an old right would come back.</summary>
    public void EndSessions() => (SecurityStamp, ConcurrencyStamp) = (NewStamp(), NewStamp());

    private static string NewStamp() => Guid.NewGuid().ToString("N");
}

/// <summary>What an account may do.</summary>
public enum AccountRole
{
    /// <summary>Writes and changes own posts.</summary>
    Author,

    Owner,
}
