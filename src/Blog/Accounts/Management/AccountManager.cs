using Blog.Accounts.Passwords;
using Blog.Data;
using Blog.Data.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.Management;

/// <summary>Manages accounts: creating, inviting, disabling and removing them, for pages and commands.</summary>
public sealed class AccountManager(
    BlogDb db,
    UserManager<Account> accounts,
    IPasswordHasher<Account> hasher,
    PasswordHashThrottle hashing,
    TimeProvider clock
)
{
    /// <summary>
    /// Creates an account that signs in by password; its author is an existing one of the same name without an account, else a new one.
    /// </summary>
    public async Task<AccountError?> CreateAsync(
        string email,
        string name,
        AccountRole role,
        string password,
        CancellationToken cancellationToken
    )
    {
        var account = await NewAsync(email, name, role, cancellationToken);
        if (await HashAsync(account, password, cancellationToken) is not { } hash)
        {
            return AccountError.Busy;
        }

        account.PasswordHash = hash;
        return Refusal(await accounts.CreateAsync(account));
    }

    /// <summary>Creates an invitation link; an earlier one for the same address is revoked.</summary>
    /// <returns>The link's key, which is not stored; null where the address has an account.</returns>
    public async Task<string?> InviteAsync(string email, string name, AccountRole role, CancellationToken cancellationToken)
    {
        if (await accounts.FindByEmailAsync(email) is not null)
        {
            return null;
        }

        var key = SecretToken.New();
        await db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                await db.OneTimeLinks.Where(link => link.Email == email || link.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
                db.OneTimeLinks.Add(OneTimeLink.Invite(SecretToken.HashOf(key), email, name, role, now));
            },
            cancellationToken,
            keepTracked: true
        );
        return key;
    }

    /// <summary>The account with an address, ignoring letter case; tracked.</summary>
    public Task<Account?> FindAsync(string email) => accounts.FindByEmailAsync(email);

    /// <summary>Turns an account's second factor off and deletes its recovery codes; its sessions end.</summary>
    /// <param name="account">A tracked account.</param>
    public Task RemoveSecondFactorAsync(Account account, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                account.RemoveSecondFactor();
                await db.SaveChangesAsync(cancellationToken);
                await db.RecoveryCodes.Where(code => code.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken,
            keepTracked: true
        );

    public Task WithdrawAsync(int id, CancellationToken cancellationToken) =>
        db.WriteAsync(
            () =>
                db
                    .OneTimeLinks.Where(link => link.Id == id && link.Purpose == LinkPurpose.Invitation)
                    .ExecuteDeleteAsync(cancellationToken),
            cancellationToken,
            keepTracked: true
        );

    /// <summary>Creates a link for setting a new password; earlier ones are revoked.</summary>
    public async Task<string> ResetLinkAsync(Account account, CancellationToken cancellationToken)
    {
        var key = SecretToken.New();
        await db.WriteAsync(
            async () =>
            {
                await db.OneTimeLinks.Where(link => link.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
                db.OneTimeLinks.Add(OneTimeLink.Reset(SecretToken.HashOf(key), account, clock.GetUtcNow()));
            },
            cancellationToken,
            keepTracked: true
        );
        return key;
    }

    /// <summary>The link of a key, if it is still valid.</summary>
    public Task<OneTimeLink?> FindLinkAsync(string? key, LinkPurpose purpose, CancellationToken cancellationToken)
    {
        var (hash, now) = (SecretToken.HashOf(key ?? ""), clock.GetUtcNow());
        return db
            .OneTimeLinks.AsNoTracking()
            .Include(link => link.Account!.Author)
            .SingleOrDefaultAsync(link => link.TokenHash == hash && link.Purpose == purpose && link.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Accepts an invitation: of concurrent requests with the same link, only one creates the account.</summary>
    public async Task<(Account? Account, AccountError? Refusal)> AcceptAsync(
        OneTimeLink link,
        string name,
        string password,
        CancellationToken cancellationToken
    )
    {
        var account = await NewAsync(link.Email!, name, link.Role, cancellationToken);
        if (await HashAsync(account, password, cancellationToken) is not { } hash)
        {
            return (null, AccountError.Busy);
        }

        account.PasswordHash = hash;
        return await UseAsync(link, async () => Refusal(await accounts.CreateAsync(account)), cancellationToken) is { } refusal
            ? (null, refusal)
            : (account, null);
    }

    /// <summary>Sets a new password by a link; every session of the account ends, its second factor stays.</summary>
    public async Task<AccountError?> ResetAsync(OneTimeLink link, string password, CancellationToken cancellationToken)
    {
        var account = await db.Users.SingleAsync(a => a.Id == link.AccountId, cancellationToken);
        if (await HashAsync(account, password, cancellationToken) is not { } hash)
        {
            return AccountError.Busy;
        }

        return await UseAsync(
            link,
            async () =>
            {
                account.TakePassword(hash);
                return Refusal(await accounts.UpdateAsync(account));
            },
            cancellationToken
        );
    }

    /// <summary>Changes address and password; if either is new, every session of the account ends.</summary>
    /// <param name="account">A tracked account.</param>
    /// <param name="email">The address to sign in with.</param>
    /// <param name="password">A new password; null or empty to keep the old one.</param>
    public async Task<AccountError?> ChangeSignInAsync(Account account, string email, string? password, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(password))
        {
            if (await HashAsync(account, password, cancellationToken) is not { } hash)
            {
                return AccountError.Busy;
            }

            account.TakePassword(hash);
        }

        if (!string.Equals(email, account.Email, StringComparison.Ordinal))
        {
            account.MoveTo(email);
        }

        return Refusal(await accounts.UpdateAsync(account));
    }

    /// <summary>Saves the changes to an account tracked in this request, unless somebody else changed it since it was read.</summary>
    public async Task<AccountError?> SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return AccountError.ChangedMeanwhile;
        }
    }

    /// <summary>Changes an account, unless that would leave the site without an owner who can sign in.</summary>
    /// <param name="id">Row id.</param>
    /// <param name="change">The change; null removes the account (its author and posts stay).</param>
    public Task<AccountError?> ChangeAsync(int id, Action<Account>? change, CancellationToken cancellationToken) =>
        db.WriteAsync<AccountError?>(
            async () =>
            {
                if (await db.Users.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) is not { } account)
                {
                    return AccountError.NotFound;
                }

                change?.Invoke(account);
                if (change is null)
                {
                    db.Users.Remove(account);
                }

                await db.SaveChangesAsync(cancellationToken);
                return await db.Users.AnyAsync(a => a.Role == AccountRole.Owner && a.DisabledAt == null, cancellationToken)
                    ? null
                    : AccountError.LastOwner;
            },
            cancellationToken,
            commitIf: refusal => refusal is null,
            keepTracked: true
        );

    private Task<AccountError?> UseAsync(OneTimeLink link, Func<Task<AccountError?>> act, CancellationToken cancellationToken) =>
        db.WriteAsync<AccountError?>(
            async () =>
            {
                var now = clock.GetUtcNow();
                return await db.OneTimeLinks.Where(l => l.Id == link.Id && l.ExpiresAt > now).ExecuteDeleteAsync(cancellationToken) == 1
                    ? await act()
                    : AccountError.NotFound;
            },
            cancellationToken,
            commitIf: refusal => refusal is null,
            keepTracked: true
        );

    /// <summary>The hash of a password; null where too many requests wait for one.</summary>
    private async Task<string?> HashAsync(Account account, string password, CancellationToken cancellationToken)
    {
        var result = await hashing.TryRunAsync(() => hasher.HashPassword(account, password), isKnown: true, cancellationToken);
        return result.IsDone ? result.Value : null;
    }

    private async Task<Account> NewAsync(string email, string name, AccountRole role, CancellationToken cancellationToken)
    {
        var author =
            await db
                .Authors.OrderBy(a => a.Id)
                .FirstOrDefaultAsync(a => a.Name == name && !db.Users.Any(u => u.AuthorId == a.Id), cancellationToken)
            ?? new Author(name);
        return new Account(email, role, author, clock.GetUtcNow());
    }

    private static AccountError? Refusal(IdentityResult result) =>
        result.Succeeded ? null
        : result.Errors.Any(error => error.Code.Contains("Concurrency", StringComparison.Ordinal)) ? AccountError.ChangedMeanwhile
        : AccountError.EmailTaken;
}
