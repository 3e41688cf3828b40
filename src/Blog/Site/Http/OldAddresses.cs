using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Blog.Storage.Database;

namespace Blog.Site.Http;

/// <summary>
/// Redirects of addresses that a page of the system answers today: those told apart by their query (<c>/?p=12</c>), before anything else
/// and before the cache; and those of a list's page that does not exist here (<c>/page/31</c>), after it was not found. All other old
/// addresses are looked up by the page of posts.
/// </summary>
public sealed class OldAddresses(RequestDelegate next, SettingsCache cache, Readiness readiness)
{
    /// <summary>Parameters by which other blog programs tell pages apart.</summary>
    private static readonly string[] Parameters = ["p", "page_id", "attachment_id", "cat", "tag", "author", "feed", "m", "paged"];

    private static readonly HashSet<string> Scripts = new(StringComparer.OrdinalIgnoreCase) { "/", "/index.php" };

    public async Task InvokeAsync(HttpContext context, AddressLookup addresses, SiteContext site, TimeProvider clock)
    {
        var request = context.Request;
        var path = request.Path.Value ?? "/"; // before the edition middleware changes it
        if (!readiness.IsReady || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            await next(context);
            return;
        }

        if (Scripts.Contains(path) && Array.Find(Parameters, request.Query.ContainsKey) is { } parameter)
        {
            var query = parameter + "=" + request.Query[parameter].ToString();
            if (await addresses.FindQueryAsync(query, clock.GetUtcNow(), context.RequestAborted) is { } old)
            {
                context.Response.Redirect(site.Local(old.Href), permanent: true);
                return;
            }
        }

        await next(context);
        if (
            context.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false }
            && ReservedSegments.MayBeOverridden(path, (await cache.GetAsync(context.RequestAborted)).EditionCodes)
            && await addresses.FindOldAsync(path, null, clock.GetUtcNow(), context.RequestAborted) is { } target
        )
        {
            context.Response.Redirect(site.Local(target.Href), permanent: true);
        }
    }
}
