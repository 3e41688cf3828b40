using System.Runtime.InteropServices;

namespace Blog.Operations.Backups;

/// <summary>Ctrl-C and SIGTERM as a token, so that a stopped command removes its partial files.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals(CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registrations = [Register(PosixSignal.SIGINT), Register(PosixSignal.SIGTERM), Register(PosixSignal.SIGHUP)];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = true;
                _source.Cancel();
            }
        );
}

/// <summary>The steps of a command, one line each on standard error.</summary>
/// <param name="command">Its name.</param>
/// <param name="error">Its standard error.</param>
internal sealed class Steps(string command, TextWriter error) : IProgress<string>
{
    public void Report(string value) => error.WriteLine($"{command}: {value}");
}
