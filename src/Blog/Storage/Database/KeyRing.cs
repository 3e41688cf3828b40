using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Blog.Storage.Database;

/// <summary>
/// The data protection keys for secrets, cookies and forms, stored in the data folder and shared by the server and commands.
/// </summary>
public static class KeyRing
{
    public static IServiceCollection AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Blog");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<DataFolder, ILoggerFactory>(
                (keys, folder, logs) =>
                {
                    folder.CreateKeys(); // the framework would create it readable by everyone
                    keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folder.Keys), logs);
                }
            );
        return services.AddSingleton<IKeyManager>(provider => new WatchedKeyManager(
            ActivatorUtilities.CreateInstance<XmlKeyManager>(provider),
            provider.GetRequiredService<DataFolder>(),
            provider.GetRequiredService<DatabaseChangeMonitor>()
        ));
    }
}

/// <summary>
/// The framework reloads its keys once a day. A command that revokes them also writes to the database, which the server notices within a
/// second or two; if the key folder has changed then, the keys are reloaded, and a stolen key is rejected from that moment.
/// </summary>
internal sealed class WatchedKeyManager : IKeyManager, IDisposable
{
    private readonly XmlKeyManager _keys;
    private readonly DataFolder _folder;
    private readonly Lock _turn = new();
    private CancellationTokenSource _present = new();
    private string _seen;

    public WatchedKeyManager(XmlKeyManager keys, DataFolder folder, DatabaseChangeMonitor changes)
    {
        (_keys, _folder) = (keys, folder);
        _seen = Listing();
        changes.Changed += (_, _) => Look();
    }

    public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate)
    {
        var made = _keys.CreateNewKey(activationDate, expirationDate);
        Know();
        return made;
    }

    public IReadOnlyCollection<IKey> GetAllKeys() => _keys.GetAllKeys();

    public CancellationToken GetCacheExpirationToken()
    {
        lock (_turn)
        {
            return CancellationTokenSource.CreateLinkedTokenSource(_keys.GetCacheExpirationToken(), _present.Token).Token;
        }
    }

    public void RevokeKey(Guid keyId, string? reason = null)
    {
        _keys.RevokeKey(keyId, reason);
        Know();
    }

    public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null)
    {
        _keys.RevokeAllKeys(revocationDate, reason);
        Know();
    }

    public void Dispose() => _present.Dispose();

    /// <summary>File names are sufficient: a key file is never rewritten, and a revocation is a separate file.</summary>
    private string Listing() =>
        Directory.Exists(_folder.Keys)
            ? string.Join('\n', Directory.EnumerateFiles(_folder.Keys, "*.xml").Order(StringComparer.Ordinal))
            : "";

    /// <summary>Ignores changes that this process made itself.</summary>
    private void Know()
    {
        lock (_turn)
        {
            _seen = Listing();
        }
    }

    private void Look()
    {
        var listing = Listing();
        CancellationTokenSource old;
        lock (_turn)
        {
            if (listing == _seen)
            {
                return;
            }

            (_seen, old, _present) = (listing, _present, new CancellationTokenSource());
        }

        old.Cancel();
        old.Dispose();
    }
}
