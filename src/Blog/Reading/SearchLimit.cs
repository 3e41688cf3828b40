using System.Threading.RateLimiting;
using Blog.Site;

namespace Blog.Reading;

/// <summary>How often one visitor may search: no cache stands before the search, so nobody shall keep it busy alone.</summary>
public static class SearchLimit
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "search";

    /// <summary>Searches at a stroke; after that one more every two seconds, which is as fast as anybody reads what was found.</summary>
    public const int AtOnce = 30;

    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(2);

    /// <summary>Adds the policy. Visitors are told apart as everywhere; idle ones are forgotten by the limiter itself.</summary>
    public static IServiceCollection AddSearchLimit(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = (refused, _) =>
        {
            refused.HttpContext.Response.Headers.RetryAfter = Refill.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        limits.AddPolicy(Policy, context => context.Request.Query.ContainsKey("q")
            ? RateLimitPartition.GetTokenBucketLimiter(ClientAddress.Partition(context.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions { TokenLimit = AtOnce, TokensPerPeriod = 1, ReplenishmentPeriod = Refill })
            : RateLimitPartition.GetNoLimiter(""));
    });
}
