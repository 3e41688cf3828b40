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
        var whole = ClientNetwork.Plain(address)?.ToString();
        var network = options.HasWholeAddresses ? whole : ClientNetwork.Of(address);
        var word = WordOf(kind);
        metrics.Noted(word);
        file.Append(clock.GetUtcNow(), word, whole ?? "-", about, method);
        LogEvent(logger, word, about, by, network, method);
        journal.Add(new SecurityNote(kind, about, by, network, method));
    }

    /// <summary>The word for an event, or a means, in logs and metrics: <c>sign-in-failed</c>.</summary>
    public static string WordOf<T>(T name)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(name.ToString());

    [LoggerMessage(
        EventId = 120,
        EventName = "SecurityEvent",
        Level = LogLevel.Information,
        Message = "Security: {Kind}; account {Account} by {By}, from {Network}, {Method}"
    )]
    private static partial void LogEvent(ILogger logger, string kind, int? account, int? by, string? network, string? method);
}
