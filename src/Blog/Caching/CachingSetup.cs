using System.IO.Compression;
using Blog.Storage.Database;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;

namespace Blog.Caching;

/// <summary>Public pages as fast as static files: cached whole and compressed, evicted after every change.</summary>
public static class CachingSetup
{
    /// <summary>Adds the policy and the eviction on save.</summary>
    public static IServiceCollection AddCaching(this IServiceCollection services)
    {
        services.AddOutputCache(cache =>
        {
            cache.SizeLimit = 64 * 1024 * 1024;
            cache.MaximumBodySize = 1024 * 1024;
            cache.UseCaseSensitivePaths = true; // another letter case is another spelling, and redirects
            cache.AddPolicy(PublicPagePolicy.Name, new PublicPagePolicy());
        });
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true; // only public pages without tokens are compressed, so there is no secret to guess (BREACH)
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
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.SmallestSize);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.SmallestSize);
        return services.AddSingleton<CacheMetrics>().AddSingleton<PublicationSchedule>().AddHostedService<Eviction>();
    }

    /// <summary>The cache, and inside it the compression, so that a page is compressed once. After routing and authorization.</summary>
    public static void UseCaching(this WebApplication app)
    {
        app.UseOutputCache();
        app.UseWhen(
            context =>
                context.GetEndpoint()?.Metadata is { } about
                && (
                    about.GetMetadata<OutputCacheAttribute>()?.PolicyName == PublicPagePolicy.Name
                    || about.GetMetadata<CompressedAttribute>() is not null
                ),
            branch => branch.UseResponseCompression()
        );
    }

    /// <summary>Empties the cache after each change of the database.</summary>
    private sealed class Eviction(DatabaseChangeMonitor changes, IOutputCacheStore store) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            changes.Changed += Evict;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            changes.Changed -= Evict;
            return Task.CompletedTask;
        }

        private void Evict(object? sender, EventArgs e) =>
            store.EvictByTagAsync(PublicPagePolicy.Tag, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }
}
