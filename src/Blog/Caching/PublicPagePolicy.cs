using Blog.Data;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;

namespace Blog.Caching;

/// <summary>
/// Caches pages for anonymous readers for at most a minute, or until the next scheduled post. Signed-in requests neither read nor fill the
/// cache. The framework's key contains path base and path, and so the edition.
/// </summary>
public sealed class PublicPagePolicy : IOutputCachePolicy
{
    /// <summary>For <c>[OutputCache(PolicyName = …)]</c>, which also marks a page as free of tokens and therefore compressible.</summary>
    public const string Name = "public";

    public const string Tag = "pages";

    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(60);

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var applies =
            (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && StringValues.IsNullOrEmpty(request.Headers.Authorization)
            && context.HttpContext.User.Identity?.IsAuthenticated != true
            && context.HttpContext.Features.Get<Uncached>() is null;
        context.EnableOutputCaching = true;
        context.AllowCacheLookup = applies;
        context.AllowCacheStorage = applies;
        context.AllowLocking = false; // the framework passes one reader's cancellation on to all who wait for the same page
        context.Tags.Add(Tag);
        context.CacheVaryByRules.QueryKeys = StringValues.Empty;
        context.CacheVaryByRules.VaryByHost = false; // absolute addresses come from the settings, never from the Host header
        // already normalized to one of three values
        context.CacheVaryByRules.VaryByValues["encoding"] = request.Headers.AcceptEncoding.ToString();
        // an address can change from a system page to a stored post
        context.CacheVaryByRules.VaryByValues["page"] = context.HttpContext.GetEndpoint()?.DisplayName ?? "";
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
