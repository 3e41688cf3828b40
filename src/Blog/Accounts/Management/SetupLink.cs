using System.Security.Cryptography;
using System.Text;
using Blog.Data;
using Blog.Data.People;
using Blog.Site;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.Management;

/// <summary>
/// The key for the first start: created anew at each start while there is no account, printed in the log, not stored. Anyone who can read
/// the log runs the program; anyone who merely finds the address finds the setup locked.
/// </summary>
public sealed partial class SetupLink(SiteOptions site, ILogger<SetupLink> logger)
{
    private volatile string? _key;

    /// <summary>The whole link; null once there is an account.</summary>
    public string? Address => _key is { } present ? site.Absolute("/setup?key=" + present) : null;

    /// <summary>Creates the configured owner, or the link, where there is no account.</summary>
    public async Task OpenAsync(IServiceProvider provider, OwnerOptions? owner, CancellationToken cancellationToken)
    {
        if (await provider.GetRequiredService<BlogDb>().Users.AnyAsync(cancellationToken))
        {
            return;
        }

        if (owner is not null)
        {
            var name = owner.Email.Split('@')[0];
            await provider
                .GetRequiredService<AccountManager>()
                .CreateAsync(
                    owner.Email,
                    name[..Math.Min(name.Length, TextLengths.Name)],
                    AccountRole.Owner,
                    owner.Password,
                    cancellationToken
                );
            LogOwnerMade(logger);
            return;
        }

        _key = SecretToken.New();
        LogOpen(logger, Address!);
    }

    /// <summary>Whether the setup is still open; a command may have created an account since this process started.</summary>
    public async Task<bool> WaitsAsync(BlogDb db, CancellationToken cancellationToken)
    {
        if (_key is not null && await db.Users.AnyAsync(cancellationToken))
        {
            Close();
        }

        return _key is not null;
    }

    /// <summary>Whether this is the key.</summary>
    public bool Fits(string? typed) =>
        _key is { } present
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed ?? ""), Encoding.UTF8.GetBytes(present));

    public void Close() => _key = null;

    [LoggerMessage(
        EventId = 20,
        EventName = "SetupOpen",
        Level = LogLevel.Warning,
        Message = "There is no account yet. To set up this blog, open {Link}"
    )]
    private static partial void LogOpen(ILogger logger, string link);

    [LoggerMessage(
        EventId = 21,
        EventName = "OwnerMade",
        Level = LogLevel.Information,
        Message = "Created the owner's account from Blog__Owner__Email; the setting is no longer needed"
    )]
    private static partial void LogOwnerMade(ILogger logger);
}
