using Blog.Caching;
using Blog.Reading.Feeds.Crawlers;
using Blog.Site.Feeds;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Blog.Reading.Feeds;

/// <summary>Documents for programs: feeds, the sitemap, files for crawlers and home screens, and posts as Markdown.</summary>
internal static class FeedsSetup
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddFeeds(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, MarkdownAddressPolicy>());
        return services
            .AddScoped<FeedEntries>()
            .AddScoped<FeedEndpoints>()
            .AddScoped<SitemapLists>()
            .AddScoped<SitemapUrls>()
            .AddSingleton<SitemapSize>()
            .AddScoped<MarkdownSources>();
    }

    public static void MapFeeds(this WebApplication app)
    {
        foreach (var format in FeedFormat.All)
        {
            app.MapMethods(
                    "/" + format.File,
                    Reading,
                    (HttpContext context, FeedEndpoints feeds, CancellationToken cancellationToken) =>
                        feeds.SiteAsync(context, format, cancellationToken)
                )
                .Cached();
            app.MapMethods(
                    "/tags/{slug}/" + format.File,
                    Reading,
                    (HttpContext context, string slug, FeedEndpoints feeds, CancellationToken cancellationToken) =>
                        feeds.TagAsync(context, format, slug, cancellationToken)
                )
                .Cached();

            // A constrained catch-all has precedence over the category page's; no slug contains a dot.
            app.MapMethods(
                    $"/categories/{{**path:ending(/{format.File})}}",
                    Reading,
                    (HttpContext context, string path, FeedEndpoints feeds, CancellationToken cancellationToken) =>
                        feeds.CategoryAsync(context, format, path, cancellationToken)
                )
                .Cached();
        }

        app.MapMethods("/sitemap.xml", Reading, Sitemap.WholeAsync).Cached();
        app.MapMethods("/sitemap-{part:int:min(1)}.xml", Reading, Sitemap.PartAsync).Cached();
        app.MapMethods("/robots.txt", Reading, SiteFiles.Robots).Cached();
        app.MapMethods("/.well-known/security.txt", Reading, SiteFiles.SecurityTxt);
        app.MapMethods("/site.webmanifest", Reading, SiteFiles.Manifest).Cached();
        app.MapMethods("/{key:hex(32)}.txt", Reading, SiteFiles.IndexNowKey).Cached();
        app.MapMethods("/favicon.ico", Reading, SiteFiles.FaviconAsync);
        app.MapMethods("/apple-touch-icon.png", Reading, SiteFiles.TouchIconAsync);
        app.MapMethods("/llms.txt", Reading, LlmsFile.GetAsync).Cached();
        app.MapMethods(
                "/{**path:ending(.md)}",
                Reading,
                (HttpContext context, MarkdownSources sources, CancellationToken cancellationToken) =>
                    sources.AnswerAsync(context, cancellationToken)
            )
            .WithMetadata(new MarkdownAddress(), new PublicPageAttribute { IsOfPost = true });
    }

    private static void Cached(this IEndpointConventionBuilder endpoint) => endpoint.WithMetadata(new PublicPageAttribute());
}
