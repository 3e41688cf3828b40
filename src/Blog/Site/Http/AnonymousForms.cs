using Blog.Site.RateLimiting;

namespace Blog.Site.Http;

/// <summary>
/// How many forms somebody who is not signed in may send to the private pages, by network: sign-in counts wrong passwords, but a form that
/// is refused sooner costs work too. Before its body is read.
/// </summary>
public sealed class AnonymousForms(RequestDelegate next, SlidingWindowLimiter limiter)
{
    /// <summary>Webhooks have a limit of their own, and are not sent by browsers.</summary>
    private const string Hooks = "/hooks";

    /// <summary>Twice as many as two people behind one address could send by hand.</summary>
    private static readonly RateLimit Forms = new("forms of strangers", permits: 120, TimeSpan.FromMinutes(1));

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (
            !HttpMethods.IsPost(request.Method)
            || !AdminResponseHeaders.Holds(request.Path)
            || context.User.IsSignedIn
            || request.Path.StartsWithSegments(Hooks, StringComparison.OrdinalIgnoreCase)
            || limiter.TryAcquire(Forms, ClientAddress.Partition(context.Connection.RemoteIpAddress)).RetryAfter is not { } wait
        )
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.SetRetryAfter(wait);
        return Task.CompletedTask;
    }
}
