using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Blog.Site.Http;

/// <summary>
/// How many connections one network may have open at a time, so that a single machine cannot take all that Kestrel allows. The machine
/// itself and the proxies in <c>Blog__TrustedProxies</c>, behind which everybody is, have no limit.
/// </summary>
public sealed partial class ConnectionLimit(SiteOptions options, TimeProvider clock, ILogger<ConnectionLimit> logger)
{
    /// <summary>
    /// Browsers open six for HTTP/1.1: enough for forty readers behind one address, and a twelfth of what Kestrel allows in all.
    /// </summary>
    public const int Most = 256;

    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private DateTimeOffset? _saidAt;

    /// <summary>Serves a connection, or closes it at once.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if ((connection.RemoteEndPoint as IPEndPoint)?.Address is not { } address || IsExempt(address))
        {
            await next(connection);
            return;
        }

        var network = ClientAddress.Partition(address);
        if (!TryOpen(network))
        {
            connection.Abort();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Close(network);
        }
    }

    private bool IsExempt(IPAddress address) => IPAddress.IsLoopback(address) || options.Trusts(address);

    private bool TryOpen(string network)
    {
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(network);
            if (open < Most)
            {
                _open[network] = open + 1;
                return true;
            }

            var now = clock.GetUtcNow();
            if (_saidAt is not { } said || now - said >= Between)
            {
                _saidAt = now;
                LogFull(logger, Most);
            }

            return false;
        }
    }

    private void Close(string network)
    {
        lock (_lock)
        {
            if (--_open[network] == 0)
            {
                _open.Remove(network);
            }
        }
    }

    [LoggerMessage(
        EventId = 124,
        EventName = "ConnectionsRefused",
        Level = LogLevel.Warning,
        Message = "One network has {Most} connections open; more are closed. If it is your proxy, name it in Blog__TrustedProxies"
    )]
    private static partial void LogFull(ILogger logger, int most);
}
