using Blog.Storage.Database;

namespace Blog.Comments.Sending;

/// <summary>Readers' comments are taken one at a time: a flood of them leaves the other processor to those who read.</summary>
public sealed class SendingThrottle : IDisposable
{
    private readonly Throttle _throttle = new(slots: 1);

    public Task<SendOutcome> RunAsync(Func<Task<SendOutcome>> send, CancellationToken cancellationToken) =>
        _throttle.RunAsync(send, cancellationToken);

    public void Dispose() => _throttle.Dispose();
}
