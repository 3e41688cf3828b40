using Blog.Data;
using Blog.Data.Storage;
using Blog.Operations.Backups.Shelf;

namespace Blog.Operations;

/// <summary>What the operator sees: whether it lives, whether it is ready.</summary>
public static class OperationsSetup
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];   // load balancers ask by HEAD

    /// <summary>Adds what the serving program and the commands share.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) => services.AddSingleton<BackupShelf>();

    /// <summary>Maps the health addresses: live at once, ready when the schema is up to date and the database answers.</summary>
    public static void MapOperations(this WebApplication app)
    {
        app.MapMethods("/health/live", Methods, (HttpContext context) => Answer(context, healthy: true));
        app.MapMethods("/health/ready", Methods, async (HttpContext context, Readiness readiness, BlogDb db, CancellationToken cancellationToken) =>
            await Answer(context, readiness.IsReady && await db.Database.CanConnectAsync(cancellationToken)));
    }

    private static Task Answer(HttpContext context, bool healthy)
    {
        context.Response.StatusCode = healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(healthy ? "healthy\n" : "not ready\n", context.RequestAborted);
    }
}
