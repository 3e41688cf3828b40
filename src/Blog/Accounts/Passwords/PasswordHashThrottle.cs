using Blog.Storage.Database;

namespace Blog.Accounts.Passwords;

/// <summary>
/// Two password hashes at a time: each occupies a whole processor for a tenth of a second, so many sign-ins at once would slow down every
/// reader. Up to 32 more wait at most two seconds; the rest are refused at once.
/// </summary>
public sealed class PasswordHashThrottle : IDisposable
{
    private readonly Throttle _throttle = new(slots: 2, maxWaiting: 32);

    /// <summary>Hashes on a pool thread, or refuses.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before there was a slot.</exception>
    public Task<ThrottleResult<T>> TryRunAsync<T>(Func<T> hash, CancellationToken cancellationToken) =>
        _throttle.TryRunAsync(hash, cancellationToken);

    public void Dispose() => _throttle.Dispose();
}
