using Blog.Site;
using Microsoft.AspNetCore.Http.Features;

namespace Blog.Operations.Doctor;

/// <summary>
/// <c>/health/seen</c>: tells the <c>doctor</c> command how its request arrived, so that a proxy's mistakes can be named. 404 for
/// everybody else.
/// </summary>
public static class DoctorEndpoint
{
    /// <summary>Path of the endpoint, without the base path.</summary>
    public const string Path = "/health/seen";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    public static void MapDoctor(this WebApplication app) =>
        app.MapMethods(Path, Methods, (HttpContext context) => AnswerAsync(context)).DisableHttpMetrics();

    private static async Task AnswerAsync(HttpContext context)
    {
        var services = context.RequestServices;
        if (!services.GetRequiredService<DoctorPass>().IsHeldBy(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = DoctorSeen.LargestBody;
        }

        var body = await CountAsync(context.Request.Body, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(
            DoctorSeen.Of(context, services.GetRequiredService<SiteOptions>(), body, services.GetRequiredService<TimeProvider>()),
            DoctorJson.Default.DoctorSeen,
            cancellationToken: context.RequestAborted
        );
    }

    private static async Task<long> CountAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var count = 0L;
        while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            count += read;
        }

        return count;
    }
}
