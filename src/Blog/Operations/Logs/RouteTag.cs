using System.Diagnostics;

namespace Blog.Operations.Logs;

/// <summary>Writes the template of the route on the request's activity, for logs and traces: <c>/tags/{slug}</c>, never the path itself.</summary>
public static class RouteTag
{
    /// <summary>OpenTelemetry's name for it.</summary>
    public const string Name = "http.route";

    /// <summary>After routing.</summary>
    public static Task WriteAsync(HttpContext context, RequestDelegate next)
    {
        // The first one counts: the error page that follows a fault is routed as well, and the fault is logged after it.
        if (Activity.Current is { } activity && activity.GetTagItem(Name) is null && (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } template)
        {
            activity.SetTag(Name, "/" + template.TrimStart('/'));
            if (activity.IsAllDataRequested)
            {
                var method = HttpMethods.IsGet(context.Request.Method) ? "GET" : HttpMethods.IsHead(context.Request.Method) ? "HEAD" : "POST";   // others were refused before
                activity.DisplayName = method + " /" + template.TrimStart('/');
                activity.SetTag("http.request.method", method);
                context.Response.OnCompleted(() =>
                {
                    activity.SetTag("http.response.status_code", context.Response.StatusCode);
                    return Task.CompletedTask;
                });
            }
        }

        return next(context);
    }
}
