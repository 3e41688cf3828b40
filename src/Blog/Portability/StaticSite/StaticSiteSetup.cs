using Blog.Portability.StaticSite.Pipeline;

namespace Blog.Portability.StaticSite;

/// <summary>Registers the static copy of the site, for programs that have all pages.</summary>
public static class StaticSiteSetup
{
    public static IServiceCollection AddStaticSite(this IServiceCollection services) =>
        services.AddSingleton<SitePipeline>().AddSingleton<SiteAssets>().AddSingleton<StaticSiteExport>().AddSingleton<SiteFolderExport>();

    /// <summary>Lets the static site ask the pipeline that follows: the first of all middleware.</summary>
    public static void UseStaticSite(this WebApplication app)
    {
        var site = app.Services.GetRequiredService<SitePipeline>();
        ((IApplicationBuilder)app).Use(site.Keep);
    }
}
