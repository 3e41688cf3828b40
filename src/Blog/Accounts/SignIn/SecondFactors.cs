using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Blog.Data;
using Blog.Data.People;
using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.SignIn;

/// <summary>Authenticators and recovery codes of accounts: secrets are encrypted with the key ring, each code works once.</summary>
public sealed class SecondFactors(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Codes that a full disk could not note as used, by account.</summary>
    private readonly ConcurrentDictionary<int, long> _unwritten = new();

    /// <summary>
    /// Encrypts a secret for storage, or for a form until its first code is typed; it can only be decrypted for this account.
    /// </summary>
    public string Protect(Account account, byte[] secret) => Base64Url.EncodeToString(ProtectorOf(account).Protect(secret));

    /// <summary>Decrypts a secret; null where it belongs to another account, or the key that it was encrypted with is gone.</summary>
    public byte[]? Open(Account account, string? protectedSecret)
    {
        try
        {
            // A revoked key still decrypts a secret: `keys revoke` ends sessions, it must not lock their owner out.
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

    /// <summary>Turns the second factor on, if the first code is right; every session of the account ends.</summary>
    public bool TryTurnOn(Account account, string? protectedSecret, string? typed)
    {
        if (Open(account, protectedSecret) is not { } secret || Totp.AcceptedStep(secret, typed, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        account.TakeSecondFactor(protectedSecret!, step);
        return true;
    }

    /// <summary>Accepts a code of the authenticator, once: of concurrent requests with the same code, only one succeeds.</summary>
    public async Task<bool> TakeCodeAsync(BlogDb db, Account account, string? typed, CancellationToken cancellationToken)
    {
        if (Open(account, account.TotpSecret) is not { } secret || Totp.AcceptedStep(secret, typed, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        if (_unwritten.TryGetValue(account.Id, out var last) && step <= last)
        {
            return false;
        }

        try
        {
            return await WriteStepAsync(db, account, step, cancellationToken);
        }
        catch (Exception e) when (StorageErrors.IsFull(e))
        {
            // An owner must be able to sign in and make room.
            return step > account.LastTotpStep && Remember(account.Id, step);
        }
    }

    private bool Remember(int account, long step)
    {
        while (true)
        {
            var last = _unwritten.GetOrAdd(account, 0);
            if (step <= last)
            {
                return false;
            }

            if (_unwritten.TryUpdate(account, step, last))
            {
                return true;
            }
        }
    }

    private static async Task<bool> WriteStepAsync(BlogDb db, Account account, long step, CancellationToken cancellationToken)
    {
        var stamp = Guid.NewGuid().ToString("N"); // otherwise saving an account read before this would restore the older step
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

    /// <summary>Accepts a recovery code, once.</summary>
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

    /// <summary>Replaces all recovery codes of an account; only their hashes are stored.</summary>
    /// <returns>The codes, to be shown only this once.</returns>
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
