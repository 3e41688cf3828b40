using System.IO.Compression;
using Blog.Caching.Eviction;
using Blog.Caching.InProcess;
using Blog.Caching.Pages;
using Microsoft.AspNetCore.ResponseCompression;

namespace Blog.Caching;

/// <summary>Public pages as fast as static files: kept whole and compressed, evicted by what changed.</summary>
public static class CachingSetup
{
    /// <summary>Adds the cache, its eviction and the compression of pages that are not kept.</summary>
    public static IServiceCollection AddCaching(this IServiceCollection services, CacheSettings settings)
    {
        services.Configure<PublicCacheOptions>(options => options.Take(settings));
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true; // only pages without tokens are compressed, so there is no secret to guess (BREACH)
            compression.MimeTypes =
            [
                .. ResponseCompressionDefaults.MimeTypes,
                "application/atom+xml",
                "application/rss+xml",
                "application/feed+json",
                "application/manifest+json",
                "text/markdown",
            ];
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
        return services
            .AddSingleton<CurrentRequest>()
            .AddSingleton<IHttpContextAccessor>(provider => provider.GetRequiredService<CurrentRequest>())
            .AddSingleton<CacheMetrics>()
            .AddSingleton<PublicationSchedule>()
            .AddSingleton<PublicPageChanges>()
            .AddSingleton<PageStore>()
            .AddSingleton<BodyCompressor>()
            .AddHostedService(provider => provider.GetRequiredService<BodyCompressor>())
            .AddHostedService<ChangeEviction>()
            .AddSingleton<InProcessPipeline>()
            .AddHostedService<PageWarmer>();
    }

    /// <summary>
    /// Answers with what is kept already, and lets the program ask the pipeline that follows. Before all other middleware.
    /// </summary>
    public static void UseFrontCache(this WebApplication app)
    {
        app.UseMiddleware<FrontCache>();
        ((IApplicationBuilder)app).Use(app.Services.GetRequiredService<InProcessPipeline>().Keep);
        var current = app.Services.GetRequiredService<CurrentRequest>();
        ((IApplicationBuilder)app).Use(next => context => current.RunAsync(context, next));
    }

    /// <summary>Makes and keeps public pages, and compresses the pages that are not kept. After routing and authorization.</summary>
    public static void UseCaching(this WebApplication app)
    {
        app.UseMiddleware<PageCache>();
        app.UseWhen(
            context =>
                context.GetEndpoint()?.Metadata is { } about
                && (about.GetMetadata<PublicPageAttribute>() is not null || about.GetMetadata<CompressedAttribute>() is not null),
            branch => branch.UseResponseCompression()
        );
    }
}
