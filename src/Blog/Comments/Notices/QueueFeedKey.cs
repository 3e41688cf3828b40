using System.Security.Cryptography;
using System.Text;
using Blog.Data;
using Blog.Data.Settings;

namespace Blog.Comments.Notices;

/// <summary>The secret in the address of the feed of waiting comments.</summary>
public sealed class QueueFeedKey(BlogDb db, SecretStore secrets)
{
    private const string Name = "comment-feed";
    private const int Bytes = 16;

    /// <summary>The secret; null if there is no feed.</summary>
    public Task<string?> ReadAsync(CancellationToken cancellationToken) => secrets.ReadAsync(Name, cancellationToken);

    /// <summary>Makes a new one: the earlier address no longer works.</summary>
    public Task RenewAsync(CancellationToken cancellationToken) =>
        SetAsync(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)), cancellationToken);

    public Task RemoveAsync(CancellationToken cancellationToken) => SetAsync(null, cancellationToken);

    /// <summary>Whether somebody has the secret.</summary>
    public async Task<bool> IsAsync(string sent, CancellationToken cancellationToken) =>
        await ReadAsync(cancellationToken) is { } secret
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(sent));

    private Task<bool> SetAsync(string? value, CancellationToken cancellationToken) =>
        db.WriteAsync(() => secrets.SetAsync(Name, value, cancellationToken), cancellationToken);
}
