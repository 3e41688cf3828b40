using Blog.Data;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;

namespace Blog.Caching;

/// <summary>
/// Keeps an anonymous reader's page for at most a minute, or until the next scheduled post. Signed-in requests neither read nor fill it.
/// The framework's key holds path base and path, and so the edition.
/// </summary>
public sealed class PublicPagePolicy : IOutputCachePolicy
{
    /// <summary>For <c>[OutputCache(PolicyName = …)]</c>, which also marks a page as free of tokens and so as compressible.</summary>
    public const string Name = "public";

    public const string Tag = "pages";

    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(60);

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var applies =
            (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && StringValues.IsNullOrEmpty(request.Headers.Authorization)
            && context.HttpContext.User.Identity?.IsAuthenticated != true;
        context.EnableOutputCaching = true;
        context.AllowCacheLookup = applies;
        context.AllowCacheStorage = applies;
        context.AllowLocking = false; // the framework hands one reader's cancelled request to all who wait for the same page
        context.Tags.Add(Tag);
        context.CacheVaryByRules.QueryKeys = StringValues.Empty;
        context.CacheVaryByRules.VaryByHost = false; // every absolute address comes from the settings, never from the Host header
        context.CacheVaryByRules.VaryByValues["encoding"] = request.Headers.AcceptEncoding.ToString(); // one of three words by now
        context.CacheVaryByRules.VaryByValues["page"] = context.HttpContext.GetEndpoint()?.DisplayName ?? ""; // one address may turn from the system's page into a stored post
        context.CacheVaryByRules.VaryByValues["generation"] = context
            .HttpContext.RequestServices.GetRequiredService<PublicationSchedule>()
            .Generation.ToString(CultureInfo.InvariantCulture);
        context.CacheVaryByRules.VaryByValues["until"] =
            (await NextPublicationAsync(context.HttpContext, cancellation))?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
            ?? "";
        context.ResponseExpirationTimeSpan = Ceiling;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.HttpContext.RequestServices.GetRequiredService<CacheMetrics>().Answered(isHit: true);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        if (context.AllowCacheLookup)
        {
            context.HttpContext.RequestServices.GetRequiredService<CacheMetrics>().Answered(isHit: false);
        }

        var response = context.HttpContext.Response;
        if (
            response.StatusCode != StatusCodes.Status200OK
            || !StringValues.IsNullOrEmpty(response.Headers.SetCookie)
            || response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase)
        )
        {
            context.AllowCacheStorage = false;
        }

        return ValueTask.CompletedTask;
    }

    private static ValueTask<DateTimeOffset?> NextPublicationAsync(HttpContext context, CancellationToken cancellation) =>
        context
            .RequestServices.GetRequiredService<PublicationSchedule>()
            .NextAsync(context.RequestServices.GetRequiredService<BlogDb>(), cancellation);
}
