using Blog.Portability.StaticSite.Pipeline;
using Blog.Portability.StaticSite.Publishing;

namespace Blog.Portability.StaticSite;

/// <summary>Registers the static copy of the site, for programs that have all pages.</summary>
public static class StaticSiteSetup
{
    public static IServiceCollection AddStaticSite(this IServiceCollection services) =>
        services.AddSingleton<SitePipeline>().AddSingleton<SiteAssets>().AddSingleton<StaticSiteExport>().AddSingleton<SiteFolderExport>();

    /// <summary>Adds the job that keeps a copy up to date in the serving program.</summary>
    public static IServiceCollection AddStaticSitePublishing(this IServiceCollection services, StaticSiteOptions options) =>
        services.AddSingleton(options).AddHostedService<StaticSitePublisher>();
}
