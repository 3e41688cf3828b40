using Blog.Data.Addresses;
using Blog.Data.Redirects;
using Blog.Data.Settings;
using Blog.Storage.Database;

namespace Blog.Site.Http;

/// <summary>
/// Recognizes <c>/en/tags</c> as the English edition's <c>/tags</c>, once, before routing. Only system pages belong to an edition; every
/// other path (<c>/en/how-to-x</c>) is a post's address and is looked up as a whole.
/// </summary>
public sealed class EditionMiddleware(RequestDelegate next, SettingsCache cache, PathOverrides overrides, Readiness readiness)
{
    private static readonly HashSet<string> Pages = new(StringComparer.Ordinal)
    {
        "page",
        "tags",
        "categories",
        "archives",
        "search",
        "opensearch.xml",
        "feed.xml",
        "rss.xml",
        "feed.json",
        "feeds",
        "series",
        "comments",
    };

    public async Task InvokeAsync(HttpContext context, SiteContext site)
    {
        context.Features.Set<StoredPath>(null); // an error page is re-executed within the same request
        if (!readiness.IsReady || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            await next(context); // health checks must answer before the settings are loaded, and when they can no longer be read
            return;
        }

        var settings = await cache.GetAsync(context.RequestAborted);
        var path = context.Request.Path.Value ?? "/";
        if (await overrides.HoldsAsync(path, settings, context.RequestAborted))
        {
            // A stored address is looked up as a whole, even if it looks like an edition's.
            site.Enter(settings, null);
            context.Features.Set(new StoredPath());
            context.SetEndpoint(null); // as below
            context.Request.RouteValues.Clear();
            await next(context);
            return;
        }

        var (edition, rest) = Split(path, settings);
        if (edition == settings.Main && settings.HomeScope == HomeScope.MainLanguage)
        {
            // Not permanent: another main language or home scope makes it a page again, and browsers cache a 301.
            context.Response.Redirect(site.Local(PostAddress.Encode(rest)) + context.Request.QueryString);
            return;
        }

        if (edition is not null && path.Length == edition.Code.Length + 2)
        {
            context.Response.Headers.CacheControl = "no-cache";
            context.Response.Redirect(site.Local("/" + edition.Code) + context.Request.QueryString, permanent: true); // "/en/" is "/en"
            return;
        }

        site.Enter(settings, edition);
        if (edition is not null)
        {
            // Moved into the path base rather than removed: it is part of every cache key.
            context.Request.PathBase = context.Request.PathBase.Add("/" + edition.Code);
            context.Request.Path = rest;
            context.SetEndpoint(null); // with a base path, the framework has already routed once
            context.Request.RouteValues.Clear();
        }

        await next(context);
    }

    private static (SiteLanguage? Edition, string Below) Split(string path, SiteSettings settings)
    {
        var end = path.IndexOf('/', 1) is > 0 and var slash ? slash : path.Length;
        var edition =
            path.Length > 1 ? settings.Languages.FirstOrDefault(language => path.AsSpan(1, end - 1).SequenceEqual(language.Code)) : null;
        if (edition is null)
        {
            return (null, path);
        }

        var rest = path[end..];
        return rest.Length <= 1 ? (edition, "/")
            : Pages.Contains(rest.Split('/')[1]) || settings.Friends.IsAt(rest) ? (edition, rest)
            : (null, path);
    }
}
