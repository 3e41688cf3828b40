using System.Diagnostics;

namespace Blog.Operations.Logs;

/// <summary>
/// Sets the route template as a tag on the request's activity, for logs and traces: <c>/tags/{slug}</c>, never the path itself.
/// </summary>
public static class RouteTag
{
    public const string Name = "http.route";

    private static readonly object First = new();

    public static async Task WriteAsync(HttpContext context, RequestDelegate next)
    {
        // A request that was not found, or failed, is routed a second time, to the error page. The first route counts: in the log, where an
        // error is written after its page, and in the metrics, where otherwise every 404 would count for the error page.
        if (context.Items[First] is Endpoint first)
        {
            await next(context);
            context.SetEndpoint(first);
            return;
        }

        context.Items[First] = context.GetEndpoint();
        if (Activity.Current is { } activity && (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } template)
        {
            Write(context, activity, "/" + template.TrimStart('/'));
        }

        await next(context);
    }

    private static void Write(HttpContext context, Activity activity, string template)
    {
        activity.SetTag(Name, template);
        if (!activity.IsAllDataRequested)
        {
            return;
        }

        var method =
            HttpMethods.IsGet(context.Request.Method) ? "GET"
            : HttpMethods.IsHead(context.Request.Method) ? "HEAD"
            : "POST"; // other methods were refused before
        activity.DisplayName = method + " " + template;
        activity.SetTag("http.request.method", method);
        context.Response.OnCompleted(() =>
        {
            activity.SetTag("http.response.status_code", context.Response.StatusCode);
            return Task.CompletedTask;
        });
    }
}
