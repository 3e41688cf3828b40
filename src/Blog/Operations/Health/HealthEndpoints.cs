using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Blog.Site;
using Blog.Site.Http;

namespace Blog.Operations.Health;

/// <summary>
/// <c>/health/live</c> and <c>/health/ready</c>: one word for everybody, the reasons for owners: <c>says</c> for machines and logs, always
/// in English, <c>text</c> in the owner's language.
/// </summary>
public static class HealthEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head]; // load balancers use HEAD

    /// <summary>Leaves Chinese unescaped: the response is not embedded in a page.</summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Maps both: live at once, ready when the schema is up to date and the database answers.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapMethods("/health/live", Methods, (HttpContext context) => SayAsync(context, HealthState.Healthy)).DisableHttpMetrics();
        app.MapMethods(
                "/health/ready",
                Methods,
                async (HttpContext context, HealthChecker healthChecker) =>
                {
                    await (
                        context.User.IsOwner
                            ? ShowAsync(context, await healthChecker.TakeAsync(context.RequestAborted))
                            : SayAsync(context, await healthChecker.StateAsync(context.RequestAborted))
                    );
                }
            )
            .DisableHttpMetrics();
    }

    private static Task SayAsync(HttpContext context, HealthState state)
    {
        Head(context, state, "text/plain; charset=utf-8");
        return context.Response.WriteAsync(HealthReport.WordOf(state) + "\n", context.RequestAborted);
    }

    private static Task ShowAsync(HttpContext context, HealthReport report)
    {
        Head(context, report.State, "application/json; charset=utf-8");
        var words = HealthTexts.Of(AdminResponseHeaders.TagFor(context) ?? "");
        var checks = new JsonObject(
            report.Findings.Select(finding =>
                KeyValuePair.Create(
                    finding.Name,
                    (JsonNode?)
                        new JsonObject
                        {
                            ["status"] = HealthReport.WordOf(finding.State),
                            ["says"] = finding.Says,
                            ["text"] = words.Sentence(finding),
                        }
                )
            )
        );
        return context.Response.WriteAsync(
            new JsonObject { ["status"] = HealthReport.WordOf(report.State), ["checks"] = checks }.ToJsonString(Json),
            context.RequestAborted
        );
    }

    private static void Head(HttpContext context, HealthState state, string type)
    {
        context.Response.StatusCode = state == HealthState.NotReady ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = type;
    }
}
