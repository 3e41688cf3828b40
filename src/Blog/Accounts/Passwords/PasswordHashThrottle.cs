using Blog.Storage.Database;

namespace Blog.Accounts.Passwords;

/// <summary>
/// Two password hashes at a time: each occupies a whole processor for a tenth of a second, so many sign-ins at once would slow down every
/// reader. One place is for guesses from unknown devices, the other for everybody who has shown who they are: by a known device, a link or
/// a session. Strangers can therefore make each other wait, but nobody else. In each line up to 16 more wait, at most two seconds; the rest
/// are refused at once.
/// </summary>
public sealed class PasswordHashThrottle : IDisposable
{
    private const int Waiting = 16;

    private readonly Throttle _strangers = new(slots: 1, Waiting);
    private readonly Throttle _known = new(slots: 1, Waiting);

    /// <summary>Hashes on a pool thread, or refuses.</summary>
    /// <param name="isKnown">Whether the request comes from a known device, by a valid link or from somebody signed in.</param>
    /// <exception cref="OperationCanceledException">Cancelled before there was a slot.</exception>
    public Task<ThrottleResult<T>> TryRunAsync<T>(Func<T> hash, bool isKnown, CancellationToken cancellationToken) =>
        (isKnown ? _known : _strangers).TryRunAsync(hash, cancellationToken);

    public void Dispose()
    {
        _strangers.Dispose();
        _known.Dispose();
    }
}
