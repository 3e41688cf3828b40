using System.Diagnostics;
using Microsoft.AspNetCore.Connections;

namespace Blog.Site.Http;

/// <summary>
/// At a stop, lets each connection end with an answer that says <c>Connection: close</c> before the server closes what is left. Kestrel
/// alone would close idle connections at once, on which a request may already be on its way.
/// </summary>
public sealed class Draining : IHostedLifecycleService
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250),
        Longest = TimeSpan.FromSeconds(3),
        Step = TimeSpan.FromMilliseconds(25);

    private int _connections;
    private long _lastRequest;
    private volatile bool _isDraining;

    /// <summary>Counts a connection of the server while it is served.</summary>
    public async Task CountAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        Interlocked.Increment(ref _connections);
        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    /// <summary>First in the pipeline.</summary>
    public Task CloseAsync(HttpContext context, RequestDelegate next)
    {
        if (_isDraining)
        {
            Volatile.Write(ref _lastRequest, Stopwatch.GetTimestamp());
            context.Response.OnStarting(Close, context.Response);
        }

        return next(context);
    }

    /// <summary>Waits until no connection is left, or none has sent anything for a moment, or it has taken too long.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        Volatile.Write(ref _lastRequest, start);
        _isDraining = true;
        while (
            Volatile.Read(ref _connections) > 0
            && Stopwatch.GetElapsedTime(start) < Longest
            && Stopwatch.GetElapsedTime(Volatile.Read(ref _lastRequest)) < Quiet
            && !cancellationToken.IsCancellationRequested
        )
        {
            await Task.Delay(Step, CancellationToken.None);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Task Close(object response)
    {
        ((HttpResponse)response).Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
