using System.Buffers.Text;
using System.Security.Cryptography;
using Blog.Data;
using Blog.Data.People;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.SignIn;

/// <summary>Authenticators and recovery codes of accounts: secrets are encrypted with the key ring, codes work once.</summary>
public sealed class SecondFactors(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>A secret as it is stored, or kept by a form until its first code is typed; it opens for this account only.</summary>
    public string Protect(Account account, byte[] secret) => Base64Url.EncodeToString(ProtectorOf(account).Protect(secret));

    /// <summary>A protected secret; null where it is none of this account, or the key that it was encrypted with is gone.</summary>
    public byte[]? Open(Account account, string? protectedSecret)
    {
        try
        {
            // A key that was revoked still opens a secret: `keys revoke` ends sessions, it must not lock their owner out.
            return protectedSecret is null
                ? null
                : ProtectorOf(account)
                    .DangerousUnprotect(Base64Url.DecodeFromChars(protectedSecret), ignoreRevocationErrors: true, out _, out _);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Begins to ask an account for codes, if the first one is right; every session of it ends.</summary>
    public bool TryTurnOn(Account account, string? protectedSecret, string? typed)
    {
        if (Open(account, protectedSecret) is not { } secret || Totp.AcceptedStep(secret, typed, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        account.TakeSecondFactor(protectedSecret!, step);
        return true;
    }

    /// <summary>Takes a code of the authenticator, once: of many requests with the same code one gets in.</summary>
    public async Task<bool> TakeCodeAsync(BlogDb db, Account account, string? typed, CancellationToken cancellationToken)
    {
        if (Open(account, account.TotpSecret) is not { } secret || Totp.AcceptedStep(secret, typed, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        var stamp = Guid.NewGuid().ToString("N"); // who saves an account read before this would put the older step back
        return await db.WriteAsync(
                () =>
                    db
                        .Users.Where(a => a.Id == account.Id && a.LastTotpStep < step)
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(a => a.LastTotpStep, step).SetProperty(a => a.ConcurrencyStamp, stamp),
                            cancellationToken
                        ),
                cancellationToken,
                keepTracked: true
            ) == 1;
    }

    /// <summary>Takes a recovery code, once.</summary>
    public async Task<bool> TakeRecoveryCodeAsync(BlogDb db, Account account, string? typed, CancellationToken cancellationToken)
    {
        if (RecoveryCodes.Normalise(typed) is not { } code)
        {
            return false;
        }

        var (hash, now) = (RecoveryCodes.Hash(code), clock.GetUtcNow());
        return await db.WriteAsync(
                () =>
                    db
                        .RecoveryCodes.Where(c => c.AccountId == account.Id && c.Hash == hash && c.UsedAt == null)
                        .ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, now), cancellationToken),
                cancellationToken,
                keepTracked: true
            ) == 1;
    }

    /// <summary>Replaces all recovery codes of an account; only their hashes are kept.</summary>
    /// <returns>The codes, to be shown this once.</returns>
    public async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(BlogDb db, int accountId, CancellationToken cancellationToken)
    {
        var codes = RecoveryCodes.NewSet();
        await db.WriteAsync(
            async () =>
            {
                await db.RecoveryCodes.Where(c => c.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
                db.RecoveryCodes.AddRange(
                    codes.Select(code => new RecoveryCode(accountId, RecoveryCodes.Hash(RecoveryCodes.Normalise(code)!)))
                );
            },
            cancellationToken,
            keepTracked: true
        );
        return codes;
    }

    private IPersistedDataProtector ProtectorOf(Account account) =>
        (IPersistedDataProtector)protection.CreateProtector("Accounts.TotpSecret", account.Id.ToString(CultureInfo.InvariantCulture));
}
