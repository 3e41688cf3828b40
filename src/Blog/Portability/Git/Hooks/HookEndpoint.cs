using Blog.Data;
using Blog.Data.Git;
using Blog.Data.Security;
using Blog.Data.Settings;
using Blog.Portability.Git.Sync;
using Blog.Site.Http;
using Blog.Site.RateLimiting;
using Blog.Site.Security;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git.Hooks;

/// <summary>
/// Where a git service says that something was pushed. A message only makes the blog look at the repository: nothing in it is believed.
/// Each counts once, and what is refused is one line of the log.
/// </summary>
internal static partial class HookEndpoint
{
    /// <summary>In bytes; a push of some hundred commits is less.</summary>
    public const int MaxBody = 1024 * 1024;

    /// <summary>Name of the secret that signs messages.</summary>
    public const string Secret = "git-hook";

    /// <summary>Deliveries are remembered for so long.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(90);

    private static readonly RateLimit Limit = new("git-hook", 60, TimeSpan.FromMinutes(1));

    private static readonly string[] Types = ["application/json", "application/x-www-form-urlencoded"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/hooks/git/{id:hex(32)}", ReceiveAsync);

    private static async Task<IResult> ReceiveAsync(
        string id,
        HttpContext context,
        BlogDb db,
        SecretStore secrets,
        SlidingWindowLimiter limiter,
        GitService service,
        TimeProvider clock,
        SecurityLog security,
        ILoggerFactory logs,
        CancellationToken cancellationToken
    )
    {
        if (limiter.TryAcquire(Limit, ClientAddress.Partition(context.Connection.RemoteIpAddress)).RetryAfter is { } wait)
        {
            security.Add(context, SecurityEventKind.WebhookRefused, method: "too-many");
            context.Response.SetRetryAfter(wait);
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var connection = await db.GitConnections.AsNoTracking().SingleOrDefaultAsync(one => one.HookId == id, cancellationToken);
        var (status, reason) = connection is null
            ? (StatusCodes.Status404NotFound, "no such address")
            : await CheckAsync(context, db, secrets, clock.GetUtcNow(), cancellationToken);
        if (reason is not null)
        {
            security.Add(context, SecurityEventKind.WebhookRefused, method: reason);
            LogRefused(logs.CreateLogger(typeof(HookEndpoint)), reason, ClientAddress.Partition(context.Connection.RemoteIpAddress));
            return Results.StatusCode(status);
        }

        service.Ask();
        return Results.StatusCode(status);
    }

    /// <summary>Checks a message, and notes it.</summary>
    /// <returns>The status, and why it is refused; null if it is not.</returns>
    private static async Task<(int Status, string? Reason)> CheckAsync(
        HttpContext context,
        BlogDb db,
        SecretStore secrets,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var type = (context.Request.ContentType ?? "").Split(';')[0].Trim();
        if (!Types.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            return (StatusCodes.Status415UnsupportedMediaType, "wrong type");
        }

        if (await ReadAsync(context.Request, cancellationToken) is not { } body)
        {
            return (StatusCodes.Status413PayloadTooLarge, "too large");
        }

        var secret = await secrets.ReadAsync(Secret, cancellationToken);
        return secret is null || HookSignature.Check(context.Request.Headers, body, secret, now) is not { } key
                ? (StatusCodes.Status401Unauthorized, "wrong or missing signature, or too old")
            : await IsNewAsync(db, key, now, cancellationToken) ? (StatusCodes.Status202Accepted, null)
            : (StatusCodes.Status409Conflict, "seen before");
    }

    /// <summary>The body; null if it is too large, whatever its length is said to be.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBody)
        {
            return null;
        }

        using var body = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(part, cancellationToken)) > 0; )
        {
            if (body.Length + read > MaxBody)
            {
                return null;
            }

            body.Write(part, 0, read);
        }

        return body.ToArray();
    }

    private static Task<bool> IsNewAsync(BlogDb db, string key, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                if (await db.GitDeliveries.AnyAsync(delivery => delivery.Key == key, cancellationToken))
                {
                    return false;
                }

                var old = now - Memory;
                await db.GitDeliveries.Where(delivery => delivery.At < old).ExecuteDeleteAsync(cancellationToken);
                db.GitDeliveries.Add(new GitDelivery(key, now));
                return true;
            },
            cancellationToken
        );

    [LoggerMessage(
        EventId = 98,
        EventName = "WebhookRefused",
        Level = LogLevel.Warning,
        Message = "A webhook was refused: {Reason}; from {Address}"
    )]
    private static partial void LogRefused(ILogger logger, string reason, string address);
}
