using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Settings;

/// <summary>Secrets that the owner entered: encrypted with the key ring, readable only for what they are for.</summary>
public sealed class SecretStore(BlogDb db, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>The token that Baidu gives the owner of a site.</summary>
    public const string BaiduToken = "baidu-token";

    /// <summary>When a secret was saved; null if there is none.</summary>
    public Task<DateTimeOffset?> SavedAtAsync(string name, CancellationToken cancellationToken) =>
        db
            .Secrets.Where(secret => secret.Name == name)
            .Select(secret => (DateTimeOffset?)secret.SavedAt)
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>The secret; null if there is none, or the key that it was encrypted with is gone.</summary>
    public async Task<string?> ReadAsync(string name, CancellationToken cancellationToken) =>
        await db.Secrets.Where(secret => secret.Name == name).Select(secret => secret.Protected).SingleOrDefaultAsync(cancellationToken)
            is { } encrypted
            ? Open(name, encrypted)
            : null;

    /// <summary>Encrypts every secret with the present key; one that no key decrypts stays as it is. Call within a write.</summary>
    public async Task EncryptAgainAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await db.Secrets.ToListAsync(cancellationToken))
        {
            if (Open(row.Name, row.Protected) is { } secret)
            {
                row.Replace(Protect(row.Name, secret), row.SavedAt);
            }
        }
    }

    /// <summary>Sets a secret, or removes it. Call within a write.</summary>
    /// <param name="value">The secret; null to remove it.</param>
    /// <returns>Whether there was one before.</returns>
    public async Task<bool> SetAsync(string name, string? value, CancellationToken cancellationToken)
    {
        var known = await db.Secrets.SingleOrDefaultAsync(secret => secret.Name == name, cancellationToken);
        if (value is null)
        {
            db.Secrets.RemoveRange(known is null ? [] : [known]);
            return known is not null;
        }

        var row = known ?? db.Secrets.Add(new Secret(name)).Entity;
        row.Replace(Protect(name, value), clock.GetUtcNow());
        return known is not null;
    }

    private string Protect(string name, string value) => Base64Url.EncodeToString(ProtectorOf(name).Protect(Encoding.UTF8.GetBytes(value)));

    private string? Open(string name, string encrypted)
    {
        try
        {
            // A revoked key still decrypts: `keys revoke` ends sessions, it must not lose what the owner entered.
            var bytes = Base64Url.DecodeFromChars(encrypted);
            return Encoding.UTF8.GetString(ProtectorOf(name).DangerousUnprotect(bytes, ignoreRevocationErrors: true, out _, out _));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IPersistedDataProtector ProtectorOf(string name) =>
        (IPersistedDataProtector)protection.CreateProtector("Settings.Secret", name);
}
