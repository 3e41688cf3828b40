using Blog.Data.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Blog.Data.Folder;

/// <summary>The keys that secrets, cookies and forms are encrypted with: they lie in the data folder, the same for the serving program and commands.</summary>
public static class KeyRing
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Blog");
        services.AddOptions<KeyManagementOptions>().Configure<DataFolder, ILoggerFactory>((keys, folder, logs) =>
        {
            folder.CreateKeys();   // asked for before the data room opens; the framework would make it readable for everybody
            keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folder.Keys), logs);
        });
        return services.AddSingleton<IKeyManager>(provider => new WatchedKeyManager(
            ActivatorUtilities.CreateInstance<XmlKeyManager>(provider), provider.GetRequiredService<DataFolder>(), provider.GetRequiredService<ChangeWatch>()));
    }
}

/// <summary>
/// The framework reads its keys once a day. A command that revokes them also writes to the database, which this program notices within a
/// second or two: if the folder of keys is another then, they are read again, and a stolen key opens nothing from that moment.
/// </summary>
internal sealed class WatchedKeyManager : IKeyManager, IDisposable
{
    private readonly XmlKeyManager keys;
    private readonly DataFolder folder;
    private readonly Lock turn = new();
    private CancellationTokenSource present = new();
    private string seen;

    public WatchedKeyManager(XmlKeyManager keys, DataFolder folder, ChangeWatch changes)
    {
        (this.keys, this.folder) = (keys, folder);
        seen = Listing();
        changes.Changed += (_, _) => Look();
    }

    public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate)
    {
        var made = keys.CreateNewKey(activationDate, expirationDate);
        Know();
        return made;
    }

    public IReadOnlyCollection<IKey> GetAllKeys() => keys.GetAllKeys();

    public CancellationToken GetCacheExpirationToken()
    {
        lock (turn)
        {
            return CancellationTokenSource.CreateLinkedTokenSource(keys.GetCacheExpirationToken(), present.Token).Token;
        }
    }

    public void RevokeKey(Guid keyId, string? reason = null)
    {
        keys.RevokeKey(keyId, reason);
        Know();
    }

    public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null)
    {
        keys.RevokeAllKeys(revocationDate, reason);
        Know();
    }

    public void Dispose() => present.Dispose();

    /// <summary>Names suffice: a key file is never written twice, and a revocation is a file of its own.</summary>
    private string Listing() => Directory.Exists(folder.Keys) ? string.Join('\n', Directory.EnumerateFiles(folder.Keys, "*.xml").Order(StringComparer.Ordinal)) : "";

    /// <summary>What this program did to the folder itself is no news.</summary>
    private void Know()
    {
        lock (turn)
        {
            seen = Listing();
        }
    }

    private void Look()
    {
        var listing = Listing();
        CancellationTokenSource old;
        lock (turn)
        {
            if (listing == seen)
            {
                return;
            }

            (seen, old, present) = (listing, present, new CancellationTokenSource());
        }

        old.Cancel();
        old.Dispose();
    }
}
