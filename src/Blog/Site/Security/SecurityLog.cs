using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Blog.Data.Security;
using Blog.Storage.Telemetry;

namespace Blog.Site.Security;

/// <summary>
/// The security log: each entry is a line of the program's log, a metric, a row of the database, and a line of the file for fail2ban where
/// one is set. What visitors typed is in none of them.
/// </summary>
public sealed partial class SecurityLog(
    SecurityJournal journal,
    SecurityLogFile file,
    SecurityLogOptions options,
    BlogMetrics metrics,
    TimeProvider clock,
    ILogger<SecurityLog> logger
)
{
    /// <summary>Records what happened in a request.</summary>
    /// <param name="accountId">The account that it is about; null for the one that is signed in, if any.</param>
    /// <param name="method">By which means, or why: a word of this program.</param>
    public void Add(HttpContext context, SecurityEventKind kind, int? accountId = null, string? method = null)
    {
        var viewer = context.User.IsSignedIn ? context.User.AccountId : (int?)null;
        var (about, by) = (accountId ?? viewer, viewer == accountId || accountId is null ? null : viewer);
        var address = context.Connection.RemoteIpAddress;
        var whole = Plain(address)?.ToString();
        var network = options.HasWholeAddresses ? whole : NetworkOf(address);
        var word = WordOf(kind);
        metrics.Noted(word);
        file.Append(clock.GetUtcNow(), word, whole ?? "-", about, method);
        LogEvent(logger, word, about, by, network, method);
        journal.Add(new SecurityNote(kind, about, by, network, method));
    }

    /// <summary>The word for an event, or a means, in logs and metrics: <c>sign-in-failed</c>.</summary>
    public static string WordOf<T>(T name)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(name.ToString());

    /// <summary>Whose network it is, without telling the machine: /24 of IPv4, /48 of IPv6.</summary>
    internal static string? NetworkOf(IPAddress? address)
    {
        if (Plain(address) is not { } plain)
        {
            return null;
        }

        var (bytes, kept) = (plain.GetAddressBytes(), plain.AddressFamily == AddressFamily.InterNetwork ? 3 : 6);
        bytes.AsSpan(kept).Clear();
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{kept * 8}");
    }

    /// <summary>An IPv4 address inside an IPv6 one counts as IPv4; a zone is left out.</summary>
    private static IPAddress? Plain(IPAddress? address) =>
        address is null ? null
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : new IPAddress(address.GetAddressBytes());

    [LoggerMessage(
        EventId = 120,
        EventName = "SecurityEvent",
        Level = LogLevel.Information,
        Message = "Security: {Kind}; account {Account} by {By}, from {Network}, {Method}"
    )]
    private static partial void LogEvent(ILogger logger, string kind, int? account, int? by, string? network, string? method);
}
