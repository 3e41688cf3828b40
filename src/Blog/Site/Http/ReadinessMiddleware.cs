using Blog.Storage.Database;

namespace Blog.Site.Http;

/// <summary>Delays requests briefly while the database is being migrated; then answers 503 with <c>Retry-After</c>.</summary>
public sealed class ReadinessMiddleware(RequestDelegate next, Readiness readiness)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    public async Task InvokeAsync(HttpContext context)
    {
        var isHealth = context.Request.Path.StartsWithSegments("/health", out var which);
        if (isHealth && (!readiness.IsReady || which == "/live"))
        {
            context.Request.Headers.Cookie = default; // authentication would query the database, which may not be ready
        }

        if (readiness.IsReady || isHealth || await BecomesReadyAsync(context.RequestAborted))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "5";
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync("正在启动，请稍候再来。\nStarting up, please come back in a moment.\n", context.RequestAborted);
    }

    private async Task<bool> BecomesReadyAsync(CancellationToken cancellationToken)
    {
        var first = await Task.WhenAny(readiness.Task, Task.Delay(MaxWait, cancellationToken));
        return first == readiness.Task && readiness.IsReady;
    }
}
