using Blog.Accounts.SignIn;
using Blog.Data;
using Blog.Data.Settings;
using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.Commands;

/// <summary>
/// Creates a new key, revokes all others, then re-encrypts every secret. In this order a crash at any point locks nobody out: secrets can
/// also be decrypted with a revoked key, and the next run resumes from there.
/// </summary>
public sealed class KeyRevocation(
    BlogDb db,
    SecondFactors factors,
    SecretStore owned,
    IKeyManager keys,
    DataFolder folder,
    TimeProvider clock
)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(90); // as the framework creates its own

    public async Task<RevocationReport> RunAsync(CancellationToken cancellationToken)
    {
        folder.Create();
        var before = keys.GetAllKeys().Count(key => !key.IsRevoked);
        var now = clock.GetUtcNow();
        var made = keys.CreateNewKey(now, now + Life);
        keys.RevokeAllKeys(made.CreationDate, "keys revoke"); // those created strictly before it
        foreach (var key in keys.GetAllKeys().Where(key => !key.IsRevoked && key.KeyId != made.KeyId))
        {
            keys.RevokeKey(key.KeyId, "keys revoke"); // created by a clock that was ahead
        }

        Flush();
        var (secrets, sessions, unreadable) = (0, 0, new List<string>());
        await db.WriteAsync(
            async () =>
            {
                foreach (var account in await db.Users.ToListAsync(cancellationToken))
                {
                    account.EndSessions(); // also the write by which a serving process notices
                    if (factors.Open(account, account.TotpSecret) is { } secret)
                    {
                        account.StoreSecondFactor(factors.Protect(account, secret));
                        secrets++;
                    }
                    else if (account.TotpSecret is not null)
                    {
                        unreadable.Add(account.Email!);
                    }
                }

                await owned.EncryptAgainAsync(cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                sessions = await db.Sessions.ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken
        );
        return new RevocationReport(before, sessions, secrets, unreadable);
    }

    /// <summary>The new key must be on disk before anything is encrypted with it.</summary>
    private void Flush()
    {
        foreach (var path in Directory.EnumerateFiles(folder.Keys, "*.xml"))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            file.Flush(flushToDisk: true);
        }
    }
}

/// <summary>What was revoked.</summary>
/// <param name="Keys">Keys that were valid before.</param>
/// <param name="Sessions">Sessions that were open.</param>
/// <param name="Secrets">Re-encrypted second factors.</param>
/// <param name="Unreadable">E-mail addresses of accounts whose second factor cannot be decrypted with any key.</param>
public sealed record RevocationReport(int Keys, int Sessions, int Secrets, IReadOnlyList<string> Unreadable);
